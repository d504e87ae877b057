package dev.fairlead.routing;

import java.util.List;

/**
 * McNemar's test, exact and one-sided: two models judge the same rows, and only those count that one has right and the other wrong.
 * If neither were better, each such row would fall to either with the same chance. McNemar, Psychometrika 1947,
 * https://doi.org/10.1007/BF02295996.
 *
 * @param won rows that the newcomer alone has right
 * @param lost rows that the other alone has right
 */
public record PairedTest(int won, int lost) {
    /**
     * Counts.
     *
     * @param newcomer for each row whether the newcomer has it right
     * @param other the same of the other model, for the same rows in the same order
     * @return the rows that one alone has right
     * @throws IllegalArgumentException if there are more or fewer rows of the one than of the other
     */
    public static PairedTest of(List<Boolean> newcomer, List<Boolean> other) {
        if (newcomer.size() != other.size()) {
            throw new IllegalArgumentException(
                    "newcomer and other must judge the same rows, were " + newcomer.size() + " and " + other.size());
        }
        int won = 0;
        int lost = 0;
        for (int i = 0; i < newcomer.size(); i++) {
            won += newcomer.get(i) && !other.get(i) ? 1 : 0;
            lost += other.get(i) && !newcomer.get(i) ? 1 : 0;
        }
        return new PairedTest(won, lost);
    }

    /**
     * The chance of as many wins or more if neither were better.
     *
     * @return in (0, 1]; 1 where no row is judged differently
     */
    public double chance() {
        int rows = won + lost;
        double log = -rows * StrictMath.log(2);
        double sum = 0;
        for (int wins = 0; wins <= rows; wins++) {
            sum += wins >= won ? StrictMath.exp(log) : 0;
            log += StrictMath.log((rows - wins) / (wins + 1.0));
        }
        return Math.min(1, sum);
    }
}
