package dev.fairlead.experiment;

import java.util.Arrays;

/**
 * A confidence sequence for the mean of values in [0, 1], by hedged capital: for each mean m that might be true, one gambler
 * bets that it is larger and one that it is smaller, in a game that is fair if m is true. A capital of 2/alpha rejects m for good;
 * by Ville's inequality that happens to the true mean with probability alpha, ever. Waudby-Smith and Ramdas 2024, section 4.
 *
 * <p>K+(m) is the product of 1 + b(x - m), with b = min(bet, c/m); K-(m) of 1 - b(x - m), with b = min(bet, c/(1 - m)). The bet
 * is the paper's predictable plug-in and does not depend on m, so that K+ falls and K- rises in m: what is left is an interval,
 * and the points of a grid bound it. O(points left) a value. Not thread-safe.
 */
final class BettingSequence {
    private static final int CELLS = 1_000;
    /** Largest share of its capital that a gambler puts at risk; the paper's c. */
    private static final double C = 0.5;

    private final double rejecting;
    private final double[] above = new double[CELLS + 1];
    private final double[] below = new double[CELLS + 1];
    /** Capital against one half alone, played on after that was rejected, since evidence may still grow. */
    private double halfAbove = 1;

    private double halfBelow = 1;
    private double mostAgainstHalf = 1;
    private int low;
    private int high = CELLS;
    private long count;
    private double sum;
    private double squares = 0.25;

    BettingSequence(double alpha) {
        rejecting = 2 / alpha;
        Arrays.fill(above, 1);
        Arrays.fill(below, 1);
    }

    void add(double x) {
        double bet = bet();
        for (int i = low; i <= high; i++) {
            double m = (double) i / CELLS;
            above[i] *= 1 + Math.min(bet, C / m) * (x - m);
            below[i] *= 1 - Math.min(bet, C / (1 - m)) * (x - m);
        }
        double atHalf = Math.min(bet, 2 * C) * (x - 0.5);
        halfAbove *= 1 + atHalf;
        halfBelow *= 1 - atHalf;
        mostAgainstHalf = Math.max(mostAgainstHalf, Math.max(halfAbove, halfBelow));
        narrow();
        count++;
        sum += x;
        double mean = (0.5 + sum) / (count + 1);
        squares += (x - mean) * (x - mean);
    }

    /** From values before the next alone, or it would be no fair game. */
    private double bet() {
        double variance = squares / (count + 1);
        double t = count + 1;
        return Math.sqrt(2 * Math.log(rejecting) / (variance * t * Math.log1p(t)));
    }

    /** One point always stays: that all are rejected happens with probability alpha, or to a mean that moves. */
    private void narrow() {
        while (low < high && above[low] >= rejecting) {
            low++;
        }
        while (high > low && below[high] >= rejecting) {
            high--;
        }
    }

    long count() {
        return count;
    }

    /** One half before the first value. */
    double mean() {
        return count == 0 ? 0.5 : sum / count;
    }

    /** The largest point rejected from below, or 0. */
    double lower() {
        return (double) Math.max(0, low - 1) / CELLS;
    }

    /** The least point rejected from above, or 1. */
    double upper() {
        return (double) Math.min(CELLS, high + 1) / CELLS;
    }

    /** Whether one half was rejected in favour of larger means. */
    boolean aboveHalf() {
        return low > CELLS / 2;
    }

    /** Whether one half was rejected in favour of smaller means. */
    boolean belowHalf() {
        return high < CELLS / 2;
    }

    /** Probability that evidence as strong as the strongest so far ever appears where the mean is one half. */
    double p() {
        return Math.min(1, 2 / mostAgainstHalf);
    }
}
