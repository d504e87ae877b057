package dev.fairlead.routing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Measures and mends how far probabilities can be believed. Temperature scaling: Guo, Pleiss, Sun, Weinberger, ICML 2017,
 * https://proceedings.mlr.press/v70/guo17a.html.
 */
final class Calibration {
    /** Bins of equal mass for the calibration error. */
    static final int BINS = 15;

    private static final double MISSED = 0.05;
    private static final double COLDEST = 0.05;
    private static final double HOTTEST = 20;
    private static final int HALVINGS = 60;

    private Calibration() {}

    /** Logits of one row, and its label. */
    static final class Scored {
        private final float[] logits;
        private final int label;

        /** Takes over {@code logits}. */
        Scored(float[] logits, int label) {
            this.logits = logits;
            this.label = label;
        }

        int label() {
            return label;
        }

        /** The probabilities at a temperature. */
        double[] probabilities(double temperature) {
            return Calibration.probabilities(logits, temperature);
        }

        /** The label whose logit is largest. */
        int taken() {
            return largest(logits);
        }

        /** Its own array, not to be changed. */
        float[] logits() {
            return logits;
        }

        boolean correct() {
            return taken() == label;
        }

        private double logLoss(double temperature) {
            return -Math.log(Math.max(Double.MIN_NORMAL, probabilities(temperature)[label]));
        }

        private double confidence(double temperature) {
            return probabilities(temperature)[largest(logits)];
        }
    }

    /** The position of the largest value; the first of several equal ones. */
    static int largest(float[] values) {
        int best = 0;
        for (int k = 1; k < values.length; k++) {
            if (values[k] > values[best]) {
                best = k;
            }
        }
        return best;
    }

    /** {@code softmax(logits / temperature)}. */
    static double[] probabilities(float[] logits, double temperature) {
        double largest = logits[largest(logits)];
        double[] probabilities = new double[logits.length];
        double sum = 0;
        for (int k = 0; k < logits.length; k++) {
            probabilities[k] = StrictMath.exp((logits[k] - largest) / temperature);
            sum += probabilities[k];
        }
        for (int k = 0; k < logits.length; k++) {
            probabilities[k] /= sum;
        }
        return probabilities;
    }

    /** The temperature in [0.05, 20] with the least log-loss, by golden section over its inverse, in which that is convex. */
    static double temperature(List<Scored> rows) {
        double ratio = (Math.sqrt(5) - 1) / 2;
        double low = 1 / HOTTEST;
        double high = 1 / COLDEST;
        double left = high - ratio * (high - low);
        double right = low + ratio * (high - low);
        double leftLoss = logLoss(rows, 1 / left);
        double rightLoss = logLoss(rows, 1 / right);
        for (int i = 0; i < HALVINGS; i++) {
            if (leftLoss <= rightLoss) {
                high = right;
                right = left;
                rightLoss = leftLoss;
                left = high - ratio * (high - low);
                leftLoss = logLoss(rows, 1 / left);
            } else {
                low = left;
                left = right;
                leftLoss = rightLoss;
                right = low + ratio * (high - low);
                rightLoss = logLoss(rows, 1 / right);
            }
        }
        return 2 / (low + high);
    }

    /**
     * The probability that 95 % of the rows whose most probable class is right reach; 0 where none is.
     *
     * @param temperature that probabilities are taken at
     */
    static double threshold(List<Scored> rows, double temperature) {
        double[] right = rows.stream()
                .filter(Scored::correct)
                .mapToDouble(row -> row.confidence(temperature))
                .sorted()
                .toArray();
        return right.length == 0 ? 0 : Math.min(1, right[(int) (MISSED * right.length)]);
    }

    /** Mean negative log-probability of the right label, in nats. */
    static double logLoss(List<Scored> rows, double temperature) {
        return rows.stream()
                .mapToDouble(row -> row.logLoss(temperature))
                .average()
                .orElse(0);
    }

    /** Whether each row's largest logit is its label's. */
    static List<Boolean> right(List<Scored> rows) {
        return rows.stream().map(Scored::correct).toList();
    }

    /** Share of rows whose largest logit is their label's. */
    static double accuracy(List<Scored> rows) {
        return rows.stream().mapToDouble(row -> row.correct() ? 1 : 0).average().orElse(0);
    }

    /**
     * Expected calibration error in [0, 1]: the mean distance of confidence and accuracy over 15 bins that hold equally
     * many rows each.
     */
    static double error(List<Scored> rows, double temperature) {
        double[][] byConfidence = rows.stream()
                .map(row -> new double[] {row.confidence(temperature), row.correct() ? 1 : 0})
                .sorted(Comparator.comparingDouble((double[] pair) -> pair[0]).thenComparingDouble(pair -> pair[1]))
                .toArray(double[][]::new);
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            int from = (int) ((long) rows.size() * bin / BINS);
            int to = (int) ((long) rows.size() * (bin + 1) / BINS);
            double gap = Arrays.stream(byConfidence, from, to)
                    .mapToDouble(pair -> pair[0] - pair[1])
                    .sum();
            error += Math.abs(gap) / rows.size();
        }
        return error;
    }
}
