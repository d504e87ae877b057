package dev.fairlead.rerank;

/** The vectors of a text's tokens, each of unit length, in the order of the text. Immutable and thread-safe. */
public final class TokenVectors {
    private final float[][] vectors;

    private TokenVectors(float[][] vectors) {
        this.vectors = vectors;
    }

    /**
     * Brings vectors to unit length.
     *
     * @param vectors {@code float[tokens][dimension]}, possibly no token; copied
     * @return the token vectors
     * @throws IllegalArgumentException if they differ in length, or one is zero or not finite
     */
    public static TokenVectors of(float[][] vectors) {
        float[][] units = new float[vectors.length][];
        for (int i = 0; i < units.length; i++) {
            if (vectors[i].length != vectors[0].length) {
                throw new IllegalArgumentException("vectors must have one length, had " + vectors[0].length + " and "
                        + vectors[i].length + " components");
            }
            units[i] = unit(vectors[i]);
        }
        return new TokenVectors(units);
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float x : vector) {
            squares += (double) x * x;
        }
        double norm = Math.sqrt(squares);
        if (!(norm > 0) || Double.isInfinite(norm)) {
            throw new IllegalArgumentException("vectors must be finite and not zero, one had length " + norm);
        }
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / norm);
        }
        return unit;
    }

    /**
     * How many there are.
     *
     * @return tokens; 0 for a blank text
     */
    public int tokens() {
        return vectors.length;
    }

    /**
     * One vector.
     *
     * @param token index of the token, from 0
     * @return a fresh copy, {@code float[dimension]}, of unit length
     */
    public float[] vector(int token) {
        return vectors[token].clone();
    }
}
