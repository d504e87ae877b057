package dev.fairlead;

import dev.fairlead.text.Terms;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A small real encoder: content words hashed into buckets, unit length. Counts its calls. */
public final class WordEncoder implements TextEncoder {
    private static final int DIMENSION = 256;
    private final AtomicInteger calls = new AtomicInteger();
    private final Optional<RuntimeException> failure;

    public WordEncoder() {
        this(Optional.empty());
    }

    public WordEncoder(Optional<RuntimeException> failure) {
        this.failure = failure;
    }

    public int calls() {
        return calls.get();
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public String fingerprint() {
        return "words-256";
    }

    @Override
    public int maxTokens() {
        return 512;
    }

    @Override
    public int countTokens(String text) {
        return text.split("\\s+").length;
    }

    @Override
    public Encoding encode(String text, Kind kind, Deadline deadline) {
        calls.incrementAndGet();
        failure.ifPresent(thrown -> {
            throw thrown;
        });
        float[] vector = new float[DIMENSION];
        vector[0] = 1e-3f;
        for (String term : Terms.of(text)) {
            vector[Math.floorMod(term.hashCode() * 0x9E3779B9, DIMENSION)] += 1;
        }
        double norm = 0;
        for (float value : vector) {
            norm += (double) value * value;
        }
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] /= (float) Math.sqrt(norm);
        }
        return Encoding.of(vector, countTokens(text) + 2, false);
    }

    @Override
    public void close() {}
}
