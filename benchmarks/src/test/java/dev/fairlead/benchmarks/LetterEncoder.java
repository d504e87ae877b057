package dev.fairlead.benchmarks;

import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.TextEncoder;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A deterministic encoder for tests: counts of letter pairs, hashed to 32 components of unit length. */
public final class LetterEncoder implements TextEncoder {
    private static final int DIMENSION = 32;

    private final AtomicInteger calls = new AtomicInteger();

    public int calls() {
        return calls.get();
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public String fingerprint() {
        return "letter-pairs/1";
    }

    @Override
    public int maxTokens() {
        return 512;
    }

    @Override
    public int countTokens(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    @Override
    public Encoding encode(String text, Kind kind, Deadline deadline) {
        calls.incrementAndGet();
        String letters = text.toLowerCase(Locale.ROOT);
        float[] vector = new float[DIMENSION];
        vector[0] = 0.01f;
        for (int i = 0; i + 1 < letters.length(); i++) {
            vector[Math.floorMod(letters.substring(i, i + 2).hashCode(), DIMENSION)]++;
        }
        double norm = 0;
        for (float component : vector) {
            norm += component * component;
        }
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) (vector[i] / Math.sqrt(norm));
        }
        return Encoding.of(vector, 2 + countTokens(text), false);
    }

    @Override
    public void close() {}
}
