package dev.fairlead;

/**
 * Turns a text into a vector of unit length, so that texts of like meaning have a large dot product.
 *
 * <p>Implementations are thread-safe and deterministic: the same text of the same kind gives bit-equal vectors, whatever
 * is encoded beside it.
 */
public interface TextEncoder extends AutoCloseable {
    /** What the text is for; many encoders put another prefix before each kind. */
    enum Kind {
        /** A question, to be compared with passages. */
        QUERY,
        /** A passage, to be found by questions. */
        PASSAGE
    }

    /**
     * The length of every vector.
     *
     * @return number of components, at least 1
     */
    int dimension();

    /**
     * Identifies model, tokenizer, pooling and prefixes: vectors may be compared only if their fingerprints are equal.
     *
     * @return a short stable text
     */
    String fingerprint();

    /**
     * The longest input.
     *
     * @return tokens, special tokens included; what is longer is cut at the end and reported as truncated
     */
    int maxTokens();

    /**
     * Counts a text's tokens without encoding it. O(length).
     *
     * @param text any text
     * @return tokens of the text alone, without special tokens and prefix
     */
    int countTokens(String text);

    /**
     * Encodes one text.
     *
     * @param text any text, possibly empty
     * @param kind what the text is for
     * @param deadline by when the vector is needed
     * @return the vector and what it cost
     * @throws OverloadedException if no worker became free before the deadline
     * @throws DeadlineExceededException if the run was ended at the deadline
     * @throws EncodingException if the model failed
     */
    Encoding encode(String text, Kind kind, Deadline deadline);

    /** Frees the model; waits for calls in flight. Closing twice does nothing. */
    @Override
    void close();
}
