package dev.fairlead.benchmarks.metric;

import java.util.Arrays;

/** Logistic regression by Newton's method with a slight ridge, for a handful of features. Immutable. */
public final class LogisticFit {
    private static final int STEPS = 50;
    private static final double RIDGE = 1e-3;

    private final double[] weights;
    private final double bias;

    private LogisticFit(double[] weights, double bias) {
        this.weights = weights;
        this.bias = bias;
    }

    /**
     * The weights of the raw features.
     *
     * @return {@code double[features]}
     */
    public double[] weights() {
        return weights.clone();
    }

    /**
     * What is added to the weighted sum.
     *
     * @return the log odds where every feature is 0
     */
    public double bias() {
        return bias;
    }

    /**
     * Fits. O(50 n f^2).
     *
     * @param rows {@code double[rows][features]}
     * @param positive {@code boolean[rows]}
     * @return the fit
     */
    public static LogisticFit of(double[][] rows, boolean[] positive) {
        int size = rows[0].length + 1;
        double[] beta = new double[size];
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = new double[size];
            double[][] hessian = new double[size][size];
            for (int i = 0; i < size; i++) {
                gradient[i] = -RIDGE * beta[i];
                hessian[i][i] = RIDGE;
            }
            for (int row = 0; row < rows.length; row++) {
                accumulate(withOne(rows[row]), positive[row], beta, gradient, hessian);
            }
            double[] change = solve(hessian, gradient);
            for (int i = 0; i < size; i++) {
                beta[i] += change[i];
            }
        }
        return new LogisticFit(Arrays.copyOf(beta, size - 1), beta[size - 1]);
    }

    private static void accumulate(double[] x, boolean positive, double[] beta, double[] gradient, double[][] hessian) {
        double p = sigmoid(dot(x, beta));
        for (int i = 0; i < x.length; i++) {
            gradient[i] += ((positive ? 1 : 0) - p) * x[i];
            for (int j = 0; j < x.length; j++) {
                hessian[i][j] += p * (1 - p) * x[i] * x[j];
            }
        }
    }

    /**
     * The fitted probability.
     *
     * @param row {@code double[features]}
     * @return the probability of a positive, in [0, 1]
     */
    public double probability(double[] row) {
        return sigmoid(dot(row, weights) + bias);
    }

    private static double[] withOne(double[] row) {
        double[] x = Arrays.copyOf(row, row.length + 1);
        x[row.length] = 1;
        return x;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    /** Gauss-Jordan elimination of a positive definite system; changes its arguments. */
    private static double[] solve(double[][] matrix, double[] right) {
        int size = right.length;
        for (int pivot = 0; pivot < size; pivot++) {
            double head = matrix[pivot][pivot];
            for (int row = 0; row < size; row++) {
                double factor = row == pivot ? 0 : matrix[row][pivot] / head;
                for (int column = pivot; column < size; column++) {
                    matrix[row][column] -= factor * matrix[pivot][column];
                }
                right[row] -= factor * right[pivot];
            }
        }
        for (int row = 0; row < size; row++) {
            right[row] /= matrix[row][row];
        }
        return right;
    }
}
