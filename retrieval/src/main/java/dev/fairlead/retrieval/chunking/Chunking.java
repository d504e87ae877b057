package dev.fairlead.retrieval.chunking;

/**
 * How documents are cut into passages.
 *
 * @param mode sentences packed into passages, or whole documents
 * @param maxTokens most tokens of a passage, its header not counted, in [16, 8192]
 * @param overlapTokens about how many tokens of whole sentences a passage repeats from the one before, at most half of
 *     {@code maxTokens}
 */
public record Chunking(Mode mode, int maxTokens, int overlapTokens) {
    /** Length chosen for the released runs over the contracts; reproduce with {@code quality spans}. */
    public static final int DEFAULT_MAX_TOKENS = 400;

    /** Overlap that goes with it; reproduce with {@code quality spans}. */
    public static final int DEFAULT_OVERLAP_TOKENS = 60;

    /** Raised when the same document would be cut otherwise than before. */
    private static final int VERSION = 1;

    /** What a passage is. */
    public enum Mode {
        /** Whole sentences, packed up to a length, inside a section. */
        SENTENCES,
        /** One passage a document, cut by the encoder where it is too long. */
        WHOLE
    }

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public Chunking {
        if (maxTokens < 16 || maxTokens > 8_192) {
            throw new IllegalArgumentException("maxTokens must be in [16, 8192], was " + maxTokens);
        }
        if (overlapTokens < 0 || overlapTokens > maxTokens / 2) {
            throw new IllegalArgumentException(
                    "overlapTokens must be in [0, " + maxTokens / 2 + "], was " + overlapTokens);
        }
    }

    /**
     * Sentences packed into passages of the default length.
     *
     * @return the default
     */
    public static Chunking standard() {
        return sentences(DEFAULT_MAX_TOKENS, DEFAULT_OVERLAP_TOKENS);
    }

    /**
     * Sentences packed into passages.
     *
     * @param maxTokens most tokens of a passage, in [16, 8192]
     * @param overlapTokens about how many tokens are repeated, at most half of {@code maxTokens}
     * @return the chunking
     * @throws IllegalArgumentException if a number is out of range
     */
    public static Chunking sentences(int maxTokens, int overlapTokens) {
        return new Chunking(Mode.SENTENCES, maxTokens, overlapTokens);
    }

    /**
     * One passage a document, for collections of short texts.
     *
     * @return the chunking
     */
    public static Chunking whole() {
        return new Chunking(Mode.WHOLE, DEFAULT_MAX_TOKENS, 0);
    }

    /**
     * Identifies how a document is parsed and cut: a document chunked under another fingerprint is made anew.
     *
     * @return a short stable text
     */
    public String fingerprint() {
        return mode == Mode.WHOLE ? "whole/" + VERSION : "sentences/" + maxTokens + "/" + overlapTokens + "/" + VERSION;
    }
}
