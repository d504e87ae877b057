package dev.fairlead.routing.transformer.kernel;

/** The same loops in plain Java, for a JVM without the Vector API. The compiler vectorises what runs along a row. */
final class PlainKernel implements Kernel {
    private static final int WIDTH = 128;
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
        Block rows = turned ? turned(b) : b;
        for (int row = 0; row < c.rows(); row++) {
            addRow(a, row, rows, c);
        }
    }

    private static Block turned(Block b) {
        Block turned = Block.of(new float[b.rows() * b.columns()], /* rows= */ b.columns(), /* columns= */ b.rows());
        Worker.turn(b, turned);
        return turned;
    }

    private static void addRow(Block a, int row, Block b, Block c) {
        // Of this method alone: the compiler sees that it is no array it reads from, and vectorises.
        float[] sums = new float[b.columns()];
        float[] x = a.values();
        float[] y = b.values();
        int at = a.at(row);
        int k = 0;
        for (; k + 4 <= a.columns(); k += 4) {
            float x0 = x[at + k];
            float x1 = x[at + k + 1];
            float x2 = x[at + k + 2];
            float x3 = x[at + k + 3];
            int y0 = b.at(k);
            int y1 = y0 + b.stride();
            int y2 = y1 + b.stride();
            int y3 = y2 + b.stride();
            for (int j = 0; j < sums.length; j++) {
                sums[j] += x0 * y[y0 + j] + x1 * y[y1 + j] + x2 * y[y2 + j] + x3 * y[y3 + j];
            }
        }
        for (; k < a.columns(); k++) {
            int from = b.at(k);
            for (int j = 0; j < sums.length; j++) {
                sums[j] += x[at + k] * y[from + j];
            }
        }
        int to = c.at(row);
        for (int j = 0; j < sums.length; j++) {
            c.values()[to + j] += sums[j];
        }
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
