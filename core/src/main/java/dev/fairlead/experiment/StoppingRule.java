package dev.fairlead.experiment;

/**
 * How sure a comparison must be, and when it has seen enough.
 *
 * @param falsePositiveRate probability that a difference is claimed at any time although there is none, in (0, .5]
 * @param smallestDifference once no difference as large as this is left possible, none is worth waiting for; in [0, 1), 0 for
 *     never
 * @param mostPairs pairs after which it ends undecided, at least 1
 */
public record StoppingRule(double falsePositiveRate, double smallestDifference, long mostPairs) {
    private static final StoppingRule STANDARD = new StoppingRule(0.05, 0.01, 1_000_000);

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public StoppingRule {
        if (!(falsePositiveRate > 0 && falsePositiveRate <= 0.5)) {
            throw new IllegalArgumentException("falsePositiveRate must be in (0, .5], was " + falsePositiveRate);
        }
        if (!(smallestDifference >= 0 && smallestDifference < 1)) {
            throw new IllegalArgumentException("smallestDifference must be in [0, 1), was " + smallestDifference);
        }
        if (mostPairs < 1) {
            throw new IllegalArgumentException("mostPairs must be at least 1, was " + mostPairs);
        }
    }

    /**
     * One false claim in twenty experiments; differences below one point in a hundred do not matter; at most a million pairs.
     *
     * @return the rule
     */
    public static StoppingRule standard() {
        return STANDARD;
    }
}
