package dev.fairlead.benchmarks.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The area under the receiver operating characteristic: the probability that a positive scores above a negative, ties
 * counted half. Mann and Whitney 1947, https://doi.org/10.1214/aoms/1177730491.
 */
public final class Auroc {
    private Auroc() {}

    /**
     * Computes it by rank sum. O(n log n).
     *
     * @param positives scores that should be high
     * @param negatives scores that should be low
     * @return the area, in [0, 1]
     * @throws IllegalArgumentException if either is empty
     */
    public static double of(double[] positives, double[] negatives) {
        if (positives.length == 0 || negatives.length == 0) {
            throw new IllegalArgumentException("both classes need a score, there are " + positives.length
                    + " positives and " + negatives.length + " negatives");
        }
        double[] all = Arrays.copyOf(positives, positives.length + negatives.length);
        System.arraycopy(negatives, 0, all, positives.length, negatives.length);
        int[] order = IntStream.range(0, all.length)
                .boxed()
                .sorted(Comparator.comparingDouble(index -> all[index]))
                .mapToInt(Integer::intValue)
                .toArray();
        double rankSum = 0;
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && all[order[to]] == all[order[from]]) {
                to++;
            }
            double meanRank = (from + 1 + to) / 2.0;
            for (int i = from; i < to; i++) {
                rankSum += order[i] < positives.length ? meanRank : 0;
            }
            from = to;
        }
        double smallest = positives.length * (positives.length + 1.0) / 2;
        return (rankSum - smallest) / ((double) positives.length * negatives.length);
    }
}
