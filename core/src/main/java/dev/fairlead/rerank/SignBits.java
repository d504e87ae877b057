package dev.fairlead.rerank;

/**
 * Token vectors as the signs of their components, a bit each: a thirty-second of their size. A sign stands for
 * {@code 1 / sqrt(dimension)}, so that a dot product with a unit vector lies in [-1, 1].
 */
final class SignBits {
    private static final int VALUES = 256;

    private final byte[] signs;
    private final int tokens;

    private SignBits(byte[] signs, int tokens) {
        this.signs = signs;
        this.tokens = tokens;
    }

    static SignBits of(TokenVectors vectors) {
        int tokens = vectors.tokens();
        int width = tokens == 0 ? 0 : (vectors.vector(0).length + 7) / 8;
        byte[] signs = new byte[tokens * width];
        for (int token = 0; token < tokens; token++) {
            float[] vector = vectors.vector(token);
            for (int i = 0; i < vector.length; i++) {
                signs[token * width + i / 8] |= (byte) (vector[i] > 0 ? 1 << (i % 8) : 0);
            }
        }
        return new SignBits(signs, tokens);
    }

    int bytes() {
        return signs.length;
    }

    /**
     * The dot products of one vector with every pattern of eight signs: {@code float[dimension / 8][256]}, row after row.
     */
    static float[] table(float[] vector) {
        int width = (vector.length + 7) / 8;
        float[] table = new float[width * VALUES];
        float unit = (float) (1 / Math.sqrt(vector.length));
        for (int i = 0; i < vector.length; i++) {
            table[i / 8 * VALUES] -= vector[i] * unit;
        }
        for (int at = 0; at < table.length; at++) {
            int pattern = at % VALUES;
            if (pattern > 0) {
                int bit = Integer.numberOfTrailingZeros(pattern);
                int component = at / VALUES * 8 + bit;
                float value = component < vector.length ? vector[component] : 0;
                table[at] = table[at - (1 << bit)] + 2 * value * unit;
            }
        }
        return table;
    }

    /** The largest dot product of a vector, given by its table, with any of these; -1 where there is none. */
    double best(float[] table) {
        int width = table.length / VALUES;
        float best = -1;
        for (int token = 0; token < tokens; token++) {
            float sum = 0;
            for (int i = 0; i < width; i++) {
                sum += table[i * VALUES + (signs[token * width + i] & 0xFF)];
            }
            best = Math.max(best, sum);
        }
        return best;
    }
}
