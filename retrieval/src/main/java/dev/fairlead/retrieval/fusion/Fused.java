package dev.fairlead.retrieval.fusion;

import java.util.List;

/**
 * A fused score with the arithmetic that made it.
 *
 * @param contributions what each leg added, in the order the score was summed
 */
public record Fused(List<Contribution> contributions) {
    /** Copies. */
    public Fused {
        contributions = List.copyOf(contributions);
    }

    /**
     * What one leg added.
     *
     * @param leg the leg's name
     * @param normalised its score or rank as the fusion compares it, larger is better
     * @param weight the leg's share
     */
    public record Contribution(String leg, double normalised, double weight) {
        /**
         * What was added.
         *
         * @return {@code weight * normalised}
         */
        public double value() {
            return weight * normalised;
        }
    }

    /**
     * The score.
     *
     * @return the sum of the contributions
     */
    public double score() {
        return contributions.stream().mapToDouble(Contribution::value).reduce(0, Double::sum);
    }
}
