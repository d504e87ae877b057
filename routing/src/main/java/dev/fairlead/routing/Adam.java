package dev.fairlead.routing;

import java.util.Arrays;

/**
 * One layer's weights under training: gradients are summed up row by row, then taken as one step of Adam (Kingma and Ba,
 * ICLR 2015, https://arxiv.org/abs/1412.6980) with an L2 penalty. Loops over {@code float}s that the compiler vectorises and
 * that hold no reductions, so the result is the same bit for bit on every machine. Not thread-safe.
 */
final class Adam {
    private static final float FIRST_MOMENT = 0.9f;
    private static final float SECOND_MOMENT = 0.99f;
    private static final float SMALL = 1e-8f;

    private final int inputs;
    private final int outputs;
    private final float[] weights;
    private final float[] gradient;
    private final float[] first;
    private final float[] second;
    private int steps;

    /** Takes over {@code weights}, laid out as {@code float[inputs + 1][outputs]} with the bias last. */
    Adam(float[] weights, int inputs, int outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.weights = weights;
        this.gradient = new float[weights.length];
        this.first = new float[weights.length];
        this.second = new float[weights.length];
    }

    /** The weights as they are now. */
    float[] weights() {
        return weights;
    }

    /** Adds the outer products of rows and errors to the gradient: {@code float[n][inputs]} by {@code float[n][outputs]}. */
    void add(float[][] rows, float[][] errors) {
        int i = 0;
        for (; i + 4 <= rows.length; i += 4) {
            // Four rows at once: the gradient, larger than the nearest cache, is then read a quarter as often.
            for (int d = 0; d < inputs; d++) {
                addFour(d, errors, i, rows[i][d], rows[i + 1][d], rows[i + 2][d], rows[i + 3][d]);
            }
            addFour(inputs, errors, i, 1, 1, 1, 1);
        }
        for (; i < rows.length; i++) {
            for (int d = 0; d < inputs; d++) {
                addOne(d, errors[i], rows[i][d]);
            }
            addOne(inputs, errors[i], 1);
        }
    }

    private void addFour(int row, float[][] errors, int at, float a, float b, float c, float e) {
        float[] ea = errors[at];
        float[] eb = errors[at + 1];
        float[] ec = errors[at + 2];
        float[] ee = errors[at + 3];
        float[] sum = gradient;
        int offset = row * outputs;
        for (int k = 0; k < ea.length; k++) {
            sum[offset + k] += a * ea[k] + b * eb[k] + c * ec[k] + e * ee[k];
        }
    }

    private void addOne(int row, float[] error, float x) {
        int offset = row * outputs;
        for (int k = 0; k < error.length; k++) {
            gradient[offset + k] += x * error[k];
        }
    }

    /**
     * Takes one step along the summed gradient and forgets it.
     *
     * @param rows over how many rows it was summed
     * @param rate the step size
     * @param penalty what a weight adds to its own slope
     */
    void step(int rows, double rate, float penalty) {
        steps++;
        float perRow = 1f / rows;
        double scale =
                StrictMath.sqrt(1 - StrictMath.pow(SECOND_MOMENT, steps)) / (1 - StrictMath.pow(FIRST_MOMENT, steps));
        float size = (float) (rate * scale);
        for (int i = 0; i < weights.length; i++) {
            float slope = gradient[i] * perRow + penalty * weights[i];
            first[i] = FIRST_MOMENT * first[i] + (1 - FIRST_MOMENT) * slope;
            second[i] = SECOND_MOMENT * second[i] + (1 - SECOND_MOMENT) * slope * slope;
            weights[i] -= size * first[i] / ((float) Math.sqrt(second[i]) + SMALL);
        }
        Arrays.fill(gradient, 0);
    }
}
