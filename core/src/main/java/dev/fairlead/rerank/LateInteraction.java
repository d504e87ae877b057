package dev.fairlead.rerank;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fairlead.Deadline;
import dev.fairlead.Passage;
import dev.fairlead.Reranker;
import dev.fairlead.TextEncoder;
import dev.fairlead.text.ContentHash;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Late interaction over an encoder's token vectors: the mean over the question's tokens of the largest cosine with any token
 * of the passage. Khattab and Zaharia, SIGIR 2020, https://doi.org/10.1145/3397271.3401075; here with an encoder that was
 * not trained for it, so the score is worth a share beside the fused one, not all of it. A passage is read under its title
 * and headings, and kept as the signs of its token vectors.
 *
 * <p>Passages are encoded when they are first asked about, tens of milliseconds each; after that they cost O(tokens of the
 * question x tokens of the passage). What is kept is found by the hash of its text alone and holds no text. Encodes on the caller's thread; thread-safe.
 */
public final class LateInteraction implements Reranker {
    /** Object headers, key and nodes of one entry of the cache on a 64-bit JVM with compressed references. */
    private static final int ENTRY_BYTES = 280;

    private final TokenEncoder encoder;
    private final Cache<String, SignBits> cache;

    private LateInteraction(TokenEncoder encoder, long cacheBytes) {
        this.encoder = Objects.requireNonNull(encoder, "encoder");
        this.cache = Caffeine.newBuilder()
                .maximumWeight(cacheBytes)
                .weigher((String hash, SignBits bits) -> ENTRY_BYTES + bits.bytes())
                .executor(Runnable::run)
                .build();
    }

    /**
     * Reranks by an encoder's token vectors.
     *
     * @param encoder the encoder; closed by its owner
     * @param cacheBytes most bytes to keep of passages, at least 0; a passage takes {@code dimension / 8} bytes a token, 10 to
     *     20 KB at 384 dimensions
     * @return the reranker
     * @throws IllegalArgumentException if {@code cacheBytes} is negative
     */
    public static LateInteraction of(TokenEncoder encoder, long cacheBytes) {
        if (cacheBytes < 0) {
            throw new IllegalArgumentException("cacheBytes must be at least 0, was " + cacheBytes);
        }
        return new LateInteraction(encoder, cacheBytes);
    }

    @Override
    public String name() {
        return "late interaction";
    }

    /**
     * {@inheritDoc}
     *
     * @throws dev.fairlead.EncodingException if the encoder failed
     */
    @Override
    public double[] scores(String question, List<Passage> passages, Deadline deadline) {
        deadline.check("rerank");
        if (passages.isEmpty()) {
            return new double[0];
        }
        float[][] asked = tables(encoder.tokenVectors(question, TextEncoder.Kind.QUERY, deadline));
        return InTurn.scores(passages, deadline, passage -> score(asked, signs(SituatedText.of(passage), deadline)));
    }

    private static float[][] tables(TokenVectors question) {
        float[][] tables = new float[question.tokens()][];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = SignBits.table(question.vector(i));
        }
        return tables;
    }

    private static double score(float[][] asked, SignBits passage) {
        return Arrays.stream(asked).mapToDouble(passage::best).average().orElse(0);
    }

    /** Two callers who miss the same passage at once both encode it: neither waits for the other's deadline. */
    private SignBits signs(String text, Deadline deadline) {
        String hash = ContentHash.of(text);
        SignBits known = cache.getIfPresent(hash);
        if (known != null) {
            return known;
        }
        SignBits signs = SignBits.of(encoder.tokenVectors(text, TextEncoder.Kind.PASSAGE, deadline));
        cache.put(hash, signs);
        return signs;
    }
}
