package dev.fairlead.routing.transformer.kernel;

/**
 * The same loops in plain Java, for a JVM without the Vector API. The compiler vectorises what runs along a row, and nothing
 * else.
 */
final class PlainKernel implements Kernel {
    private static final int WIDTH = 48;
    private static final double ONE_OVER_ROOT_2_PI = 1 / Math.sqrt(2 * Math.PI);

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public int scratch() {
        return 0;
    }

    @Override
    public void addProduct(Block a, Block b, boolean turned, Block c, float[] scratch) {
        if (turned) {
            addDots(a, b, c);
        } else {
            addRows(a, b, c);
        }
    }

    private static void addRows(Block a, Block b, Block c) {
        for (int i = 0; i < c.rows(); i++) {
            for (int k = 0; k < a.columns(); k++) {
                addRow(a.values()[a.at(i) + k], b.values(), b.at(k), c.values(), c.at(i), c.columns());
            }
        }
    }

    private static void addRow(float x, float[] b, int bAt, float[] c, int cAt, int count) {
        for (int j = 0; j < count; j++) {
            c[cAt + j] += x * b[bAt + j];
        }
    }

    private static void addDots(Block a, Block b, Block c) {
        for (int i = 0; i < c.rows(); i++) {
            for (int j = 0; j < c.columns(); j++) {
                c.values()[c.at(i) + j] += dot(a.values(), a.at(i), b.values(), b.at(j), a.columns());
            }
        }
    }

    /** Four sums at once: one alone would wait for each addition. */
    private static float dot(float[] a, int aAt, float[] b, int bAt, int count) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int k = 0;
        for (; k + 4 <= count; k += 4) {
            s0 += a[aAt + k] * b[bAt + k];
            s1 += a[aAt + k + 1] * b[bAt + k + 1];
            s2 += a[aAt + k + 2] * b[bAt + k + 2];
            s3 += a[aAt + k + 3] * b[bAt + k + 3];
        }
        for (; k < count; k++) {
            s0 += a[aAt + k] * b[bAt + k];
        }
        return s0 + s1 + (s2 + s3);
    }

    @Override
    public void gelu(float[] values, float[] slopes, int from, int to) {
        for (int i = from; i < to; i++) {
            double x = values[i];
            double density = ONE_OVER_ROOT_2_PI * Math.exp(-x * x / 2);
            double below = below(x, density);
            values[i] = (float) (x * below);
            slopes[i] = (float) (below + x * density);
        }
    }

    /** The normal distribution function to 8e-8: Abramowitz and Stegun 1964, 26.2.17. */
    private static double below(double x, double density) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double p = 0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)));
        double tail = density * t * p;
        return x < 0 ? tail : 1 - tail;
    }

    @Override
    public void exp(float[] values, float shift, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = (float) Math.exp(values[i] - shift);
        }
    }
}
