package dev.fairlead.retrieval;

import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.TextEncoder;
import dev.fairlead.text.Terms;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A real, tiny encoder: a hashed bag of words, projected to unit length. Counts what it encodes. */
public final class WordEncoder implements TextEncoder {
    private static final int DIMENSION = 64;

    private final String fingerprint;
    private final int maxTokens;
    private final AtomicInteger encoded = new AtomicInteger();

    /** An encoder with room for 512 tokens. */
    public WordEncoder() {
        this("words/64", 512);
    }

    /** An encoder under another name or with another limit. */
    public WordEncoder(String fingerprint, int maxTokens) {
        this.fingerprint = fingerprint;
        this.maxTokens = maxTokens;
    }

    /** How many texts were encoded so far. */
    public int encoded() {
        return encoded.get();
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public int maxTokens() {
        return maxTokens;
    }

    /** Words and marks, where a long word counts for several as in word pieces. */
    @Override
    public int countTokens(String text) {
        int tokens = 0;
        int inWord = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            inWord = Character.isLetterOrDigit(c) ? inWord + 1 : 0;
            tokens += !Character.isWhitespace(c) && (inWord == 0 || inWord % 8 == 1) ? 1 : 0;
        }
        return tokens;
    }

    @Override
    public Encoding encode(String text, Kind kind, Deadline deadline) {
        encoded.incrementAndGet();
        float[] vector = new float[DIMENSION];
        vector[0] = 0.1f;
        List<String> words = Terms.of(text);
        for (String word : words) {
            int hash = word.hashCode() * 0x9E3779B9;
            vector[(hash >>> 8) % DIMENSION] += (hash & 1) == 0 ? 1 : -1;
            vector[(hash >>> 16) % DIMENSION] += (hash & 2) == 0 ? 1 : -1;
        }
        double norm = 0;
        for (float x : vector) {
            norm += x * x;
        }
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] /= (float) Math.sqrt(norm);
        }
        int tokens = countTokens(text) + 2;
        return Encoding.of(vector, Math.min(tokens, maxTokens), tokens > maxTokens);
    }

    @Override
    public void close() {}
}
