package dev.fairlead;

import java.util.Objects;

/** A text's vector of unit length, with what it cost and whether the whole text is in it. Immutable and thread-safe. */
public final class Encoding {
    private final float[] vector;
    private final int tokens;
    private final boolean truncated;

    private Encoding(float[] vector, int tokens, boolean truncated) {
        this.vector = vector;
        this.tokens = tokens;
        this.truncated = truncated;
    }

    /**
     * Creates an encoding.
     *
     * @param vector {@code float[dimension]}, of unit length; copied
     * @param tokens tokens that went into the model, special tokens included, at least 1
     * @param truncated whether the end of the text was cut off
     * @return the encoding
     * @throws IllegalArgumentException if {@code vector} is empty or {@code tokens} is less than 1
     */
    public static Encoding of(float[] vector, int tokens, boolean truncated) {
        Objects.requireNonNull(vector, "vector");
        if (vector.length == 0) {
            throw new IllegalArgumentException("vector must not be empty");
        }
        if (tokens < 1) {
            throw new IllegalArgumentException("tokens must be at least 1, was " + tokens);
        }
        return new Encoding(vector.clone(), tokens, truncated);
    }

    /**
     * The vector.
     *
     * @return a fresh copy, {@code float[dimension]}, of unit length
     */
    public float[] vector() {
        return vector.clone();
    }

    /**
     * The vector's length.
     *
     * @return number of components
     */
    public int dimension() {
        return vector.length;
    }

    /**
     * The cost in tokens.
     *
     * @return tokens that went into the model, special tokens included
     */
    public int tokens() {
        return tokens;
    }

    /**
     * Whether the end of the text was cut off because the text was longer than the encoder's limit.
     *
     * @return true if the vector speaks for the beginning of the text only
     */
    public boolean truncated() {
        return truncated;
    }

    /**
     * Cosine similarity, which for unit vectors is the dot product. O(dimension).
     *
     * @param other an encoding of the same encoder
     * @return similarity in [-1, 1], up to rounding
     * @throws IllegalArgumentException if the dimensions differ
     */
    public double cosine(Encoding other) {
        if (other.vector.length != vector.length) {
            throw new IllegalArgumentException(
                    "dimensions must be equal, were " + vector.length + " and " + other.vector.length);
        }
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            sum += (double) vector[i] * other.vector[i];
        }
        return sum;
    }

    @Override
    public String toString() {
        return "Encoding[dimension=" + vector.length + ", tokens=" + tokens + ", truncated=" + truncated + "]";
    }
}
