package dev.fairlead.monitoring;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * The permutation test of two samples: if nothing has changed, who stands in which window is chance, and the statistic as it is
 * ranks anywhere among those of shuffled windows. Exact at any size for independent observations. Stops early once it is plain that
 * nothing is there: Besag and Clifford, Biometrika 1991, https://doi.org/10.1093/biomet/78.2.301.
 *
 * <p>Deterministic, with shuffles that depend on the data: the level of a test holds on average over shuffles, not for one set of
 * them that would serve every check.
 */
final class Permutations {
    private static final int MOST = 999;
    private static final int ENOUGH = 20;
    /** Sums in another order differ in the last digits; such count as equal. */
    private static final double ROUNDING = 1e-9;

    private Permutations() {}

    /** The least p there is. */
    static double least() {
        return 1.0 / (MOST + 1);
    }

    /**
     * The probability of a statistic as large.
     *
     * @param total both samples together
     * @param seed a hash of the observations in their order
     * @param statistic of an order of all observations, whose first are the reference window; the identity is what was seen
     */
    static double p(int total, long seed, ToDoubleFunction<int[]> statistic) {
        int[] order = new int[total];
        for (int i = 0; i < total; i++) {
            order[i] = i;
        }
        double seen = statistic.applyAsDouble(order) - ROUNDING;
        SplittableRandom random = new SplittableRandom(seed);
        int asLarge = 0;
        for (int round = 1; round <= MOST; round++) {
            shuffle(order, random);
            if (statistic.applyAsDouble(order) >= seen) {
                asLarge++;
            }
            if (asLarge == ENOUGH) {
                return (double) ENOUGH / round;
            }
        }
        return (asLarge + 1.0) / (MOST + 1.0);
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int moved = order[i];
            order[i] = order[j];
            order[j] = moved;
        }
    }
}
