package dev.fairlead.routing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.ForwardingTextEncoder;
import dev.fairlead.TextEncoder;
import java.util.Objects;

/**
 * Keeps the vectors of recent texts, within a limit of bytes. Thread-safe; no threads of its own.
 *
 * <p>Two callers who miss the same text at once both encode it: neither waits for the other's deadline, and both get the
 * same vector.
 */
public final class CachedTextEncoder extends ForwardingTextEncoder {
    // The sum of the object headers and fields of key, string, encoding, array, cache node and map node on a 64-bit JVM
    // with
    // compressed references; what a text or a vector adds is counted on top.
    private static final int ENTRY_BYTES = 200;

    private final Cache<Key, Encoding> cache;
    private volatile boolean closed;

    private record Key(Kind kind, String text) {}

    private CachedTextEncoder(TextEncoder encoder, long maxBytes) {
        super(encoder);
        this.cache = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((Key key, Encoding encoding) -> bytes(key, encoding))
                .executor(Runnable::run)
                .recordStats()
                .build();
    }

    /**
     * Puts a cache before an encoder.
     *
     * @param encoder the encoder; closed together with the cache
     * @param maxBytes most bytes of texts, vectors and bookkeeping to keep, at least 1; a text that alone needs more is not
     *     kept
     * @return the caching encoder, with the encoder's fingerprint
     * @throws IllegalArgumentException if {@code maxBytes} is less than 1
     */
    public static CachedTextEncoder of(TextEncoder encoder, long maxBytes) {
        Objects.requireNonNull(encoder, "encoder");
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be at least 1, was " + maxBytes);
        }
        return new CachedTextEncoder(encoder, maxBytes);
    }

    private static int bytes(Key key, Encoding encoding) {
        long bytes = ENTRY_BYTES + 2L * key.text().length() + 4L * encoding.dimension();
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }

    /**
     * {@inheritDoc} A text that is kept costs nothing, whatever the deadline.
     *
     * @throws IllegalStateException if this encoder is closed
     */
    @Override
    public Encoding encode(String text, Kind kind, Deadline deadline) {
        if (closed) {
            throw new IllegalStateException("the encoder is closed");
        }
        Key key = new Key(kind, text);
        Encoding known = cache.getIfPresent(key);
        if (known != null) {
            return known;
        }
        Encoding encoding = super.encode(text, kind, deadline);
        cache.put(key, encoding);
        return encoding;
    }

    /**
     * How often a text was found.
     *
     * @return calls answered from the cache
     */
    public long hits() {
        return cache.stats().hitCount();
    }

    /**
     * How often a text was not found.
     *
     * @return calls handed to the encoder
     */
    public long misses() {
        return cache.stats().missCount();
    }

    /**
     * What is kept now.
     *
     * @return bytes of texts, vectors and bookkeeping, at most the limit
     */
    public long bytes() {
        cache.cleanUp();
        return cache.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
    }

    /** Empties the cache and closes the encoder. */
    @Override
    public void close() {
        closed = true;
        cache.invalidateAll();
        super.close();
    }
}
