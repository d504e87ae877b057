package dev.fairlead.benchmarks.metric;

import java.util.Comparator;
import java.util.List;

/** How far stated probabilities are from what happens. */
public final class Calibration {
    private Calibration() {}

    /**
     * A statement and whether it held.
     *
     * @param probability the stated probability
     * @param correct whether the statement was right
     */
    public record Outcome(double probability, boolean correct) {}

    /**
     * The expected calibration error in bins of equal mass: {@code sum(size / n * |accuracy - mean probability|)}.
     * Nguyen and O'Connor 2015, https://doi.org/10.18653/v1/D15-1182.
     *
     * @param outcomes at least one
     * @param bins number of bins, at least 1; the sizes of two bins differ by at most one
     * @return the error, in [0, 1]
     * @throws IllegalArgumentException if there is no outcome or no bin
     */
    public static double error(List<Outcome> outcomes, int bins) {
        if (outcomes.isEmpty() || bins < 1) {
            throw new IllegalArgumentException(
                    "outcomes and bins must be at least 1, were " + outcomes.size() + " and " + bins);
        }
        List<Outcome> sorted = outcomes.stream()
                .sorted(Comparator.comparingDouble(Outcome::probability))
                .toList();
        int n = sorted.size();
        double error = 0;
        for (int bin = 0; bin < bins; bin++) {
            int from = (int) ((long) n * bin / bins);
            int to = (int) ((long) n * (bin + 1) / bins);
            double gap = 0;
            for (Outcome outcome : sorted.subList(from, to)) {
                gap += (outcome.correct() ? 1 : 0) - outcome.probability();
            }
            error += Math.abs(gap) / n;
        }
        return error;
    }
}
