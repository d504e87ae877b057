package dev.fairlead.routing;

import java.util.Arrays;

/** Weights and bias of a linear map, laid out as {@code float[inputs + 1][outputs]}, the bias last. Immutable. */
final class LinearLayer {
    private final float[] weights;
    private final int inputs;
    private final int outputs;

    /** Takes over {@code weights}. */
    LinearLayer(float[] weights, int inputs, int outputs) {
        this.weights = weights;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    int inputs() {
        return inputs;
    }

    int outputs() {
        return outputs;
    }

    /** A copy of the matrix, {@code float[inputs][outputs]} row by row. */
    float[] matrix() {
        return Arrays.copyOf(weights, inputs * outputs);
    }

    /** A copy of the bias. */
    float[] bias() {
        return Arrays.copyOfRange(weights, inputs * outputs, weights.length);
    }

    /** The map of one vector. */
    float[] of(float[] vector) {
        return apply(weights, vector, outputs);
    }

    /** The map of one vector by given weights; vectorised by the compiler along the outputs. */
    static float[] apply(float[] weights, float[] vector, int outputs) {
        float[] sums = new float[outputs];
        System.arraycopy(weights, vector.length * outputs, sums, 0, outputs);
        int d = 0;
        for (; d + 4 <= vector.length; d += 4) {
            addFour(sums, weights, d * outputs, vector, d);
        }
        for (; d < vector.length; d++) {
            for (int k = 0; k < outputs; k++) {
                sums[k] += vector[d] * weights[d * outputs + k];
            }
        }
        return sums;
    }

    private static void addFour(float[] sums, float[] weights, int at, float[] vector, int d) {
        int outputs = sums.length;
        float a = vector[d];
        float b = vector[d + 1];
        float c = vector[d + 2];
        float e = vector[d + 3];
        int second = at + outputs;
        int third = second + outputs;
        int fourth = third + outputs;
        for (int k = 0; k < outputs; k++) {
            sums[k] += a * weights[at + k] + b * weights[second + k] + c * weights[third + k] + e * weights[fourth + k];
        }
    }

    /**
     * The same map for inputs that are neither scaled nor centred: {@code scale (x - mean)} is folded into the weights.
     *
     * @param scale what inputs were multiplied by
     * @param mean what was subtracted from them before, {@code float[inputs]}
     */
    LinearLayer folded(float scale, float[] mean) {
        float[] folded = weights.clone();
        for (int k = 0; k < outputs; k++) {
            double bias = weights[inputs * outputs + k];
            for (int d = 0; d < inputs; d++) {
                folded[d * outputs + k] = scale * weights[d * outputs + k];
                bias -= (double) folded[d * outputs + k] * mean[d];
            }
            folded[inputs * outputs + k] = (float) bias;
        }
        return new LinearLayer(folded, inputs, outputs);
    }
}
