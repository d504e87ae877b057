package dev.fairlead.routing;

/** How a sentence encoder's token vectors become one vector. */
public enum Pooling {
    /** The vector of the first token, as the BGE family is trained. */
    CLS {
        @Override
        double[] pool(float[][] tokens) {
            double[] pooled = new double[tokens[0].length];
            for (int i = 0; i < pooled.length; i++) {
                pooled[i] = tokens[0][i];
            }
            return pooled;
        }
    },
    /** The mean of all token vectors, special tokens included, as most sentence-transformers models are trained. */
    MEAN {
        @Override
        double[] pool(float[][] tokens) {
            double[] pooled = new double[tokens[0].length];
            for (float[] token : tokens) {
                for (int i = 0; i < pooled.length; i++) {
                    pooled[i] += token[i];
                }
            }
            for (int i = 0; i < pooled.length; i++) {
                pooled[i] /= tokens.length;
            }
            return pooled;
        }
    };

    /** Pools {@code float[tokens][dimension]}, at least one token, into {@code double[dimension]}. */
    abstract double[] pool(float[][] tokens);
}
