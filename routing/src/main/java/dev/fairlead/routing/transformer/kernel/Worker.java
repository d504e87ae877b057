package dev.fairlead.routing.transformer.kernel;

/** One thread of a {@link Team}: its loops, and arrays that are its own while a task runs. */
public final class Worker {
    private static final int SCRATCHES = 4;
    private static final int TURNED_ROWS = 16;

    private final Kernel kernel;
    private final float[] panel;
    private final float[][] scratches = new float[SCRATCHES][0];

    Worker(Kernel kernel) {
        this.kernel = kernel;
        this.panel = new float[kernel.scratch()];
    }

    /**
     * An array that stays this worker's own, its content left over from an earlier task.
     *
     * @param number which one, in [0, 4)
     * @param size how many values it must hold
     * @return the array, perhaps longer
     */
    public float[] scratch(int number, int size) {
        if (scratches[number].length < size) {
            scratches[number] = new float[size];
        }
        return scratches[number];
    }

    /**
     * {@code c += a * b}.
     *
     * @param a {@code [m][k]}
     * @param b {@code [k][n]}
     * @param c {@code [m][n]}
     */
    public void addProduct(Block a, Block b, Block c) {
        kernel.addProduct(a, b, false, c, panel);
    }

    /**
     * {@code c += a * transpose(b)}.
     *
     * @param a {@code [m][k]}
     * @param b {@code [n][k]}
     * @param c {@code [m][n]}
     */
    public void addProductTurned(Block a, Block b, Block c) {
        kernel.addProduct(a, b, true, c, panel);
    }

    /**
     * Gaussian error linear units, {@code x Phi(x)} (Hendrycks and Gimpel 2016, https://arxiv.org/abs/1606.08415).
     *
     * @param values replaced by the outputs
     * @param slopes set to the derivatives, laid out as {@code values}
     * @param from the first index
     * @param to the index behind the last
     */
    public void gelu(float[] values, float[] slopes, int from, int to) {
        kernel.gelu(values, slopes, from, to);
    }

    /**
     * Replaces scores by shares that sum to 1: {@code exp(x) / sum(exp(x))}.
     *
     * @param values the scores
     * @param at the first
     * @param count how many, at least 1
     */
    public void softmax(float[] values, int at, int count) {
        float most = values[at];
        for (int i = 1; i < count; i++) {
            most = Math.max(most, values[at + i]);
        }
        kernel.exp(values, most, at, at + count);
        float sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[at + i];
        }
        float share = 1 / sum;
        for (int i = 0; i < count; i++) {
            values[at + i] *= share;
        }
    }

    /**
     * Writes a matrix with rows and columns changed.
     *
     * @param a {@code [m][n]}
     * @param turned {@code [n][m]}
     */
    public static void turn(Block a, Block turned) {
        // Some rows at a time: a line of the cache that is written to takes the values of all of them.
        for (int first = 0; first < a.rows(); first += TURNED_ROWS) {
            int rows = Math.min(TURNED_ROWS, a.rows() - first);
            for (int column = 0; column < a.columns(); column++) {
                int at = turned.at(column) + first;
                for (int row = 0; row < rows; row++) {
                    turned.values()[at + row] = a.values()[a.at(first + row) + column];
                }
            }
        }
    }
}
