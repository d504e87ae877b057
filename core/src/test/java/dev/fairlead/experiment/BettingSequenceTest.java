package dev.fairlead.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the paper's formulas, computed afresh from all values for each mean. */
final class BettingSequenceTest {
    private static final double ALPHA = 0.05;
    private static final double C = 0.5;

    /** The bet on value number t, from 0, by the values before it. */
    private static double bet(List<Double> values, int t) {
        double sum = 0.5;
        double squares = 0.25;
        for (int i = 0; i < t; i++) {
            sum += values.get(i);
            double mean = sum / (i + 2);
            squares += Math.pow(values.get(i) - mean, 2);
        }
        double variance = squares / (t + 1);
        return Math.sqrt(2 * Math.log(2 / ALPHA) / (variance * (t + 1) * Math.log(t + 2)));
    }

    private static double[] capital(List<Double> values, double m) {
        double above = 1;
        double below = 1;
        for (int t = 0; t < values.size(); t++) {
            double bet = bet(values, t);
            above *= 1 + Math.min(bet, C / m) * (values.get(t) - m);
            below *= 1 - Math.min(bet, C / (1 - m)) * (values.get(t) - m);
        }
        return new double[] {above, below};
    }

    private static List<Double> values(Random random, int count, double mean) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(
                    random.nextBoolean()
                            ? (random.nextDouble() < mean ? 1.0 : 0.0)
                            : Math.clamp(mean + 0.2 * random.nextGaussian(), 0, 1));
        }
        return values;
    }

    @Test
    void the_interval_is_what_the_capital_of_every_mean_leaves() {
        for (int seed = 0; seed < 10; seed++) {
            List<Double> values = values(new Random(seed), 80, 0.2 + 0.06 * seed);
            BettingSequence sequence = new BettingSequence(ALPHA);
            double lower = 0;
            double upper = 1;
            for (int n = 1; n <= values.size(); n++) {
                sequence.add(values.get(n - 1));
                List<Double> seen = values.subList(0, n);
                for (int i = 0; i <= 20; i++) {
                    double m = i / 20.0;
                    double[] capital = capital(seen, m);
                    lower = capital[0] >= 2 / ALPHA ? Math.max(lower, m) : lower;
                    upper = capital[1] >= 2 / ALPHA ? Math.min(upper, m) : upper;
                }
                // The sequence's grid is fifty times finer, so it may know more, by less than a step of this one.
                assertTrue(sequence.lower() >= lower && sequence.lower() < lower + 0.05, "seed " + seed + " n " + n);
                assertTrue(sequence.upper() <= upper && sequence.upper() > upper - 0.05, "seed " + seed + " n " + n);
            }
        }
    }

    @Test
    void p_is_the_strongest_evidence_against_one_half_so_far() {
        List<Double> values = values(new Random(3), 60, 0.7);
        BettingSequence sequence = new BettingSequence(ALPHA);
        double most = 1;
        for (int n = 1; n <= values.size(); n++) {
            sequence.add(values.get(n - 1));
            double[] capital = capital(values.subList(0, n), 0.5);
            most = Math.max(most, Math.max(capital[0], capital[1]));
            assertEquals(Math.min(1, 2 / most), sequence.p(), 1e-9);
        }
    }

    @Test
    void capital_against_smaller_means_falls_as_the_mean_rises_so_that_what_is_left_is_an_interval() {
        List<Double> values = values(new Random(4), 40, 0.6);
        for (int i = 1; i < 100; i++) {
            double[] before = capital(values, (i - 1) / 100.0);
            double[] after = capital(values, i / 100.0);
            assertTrue(after[0] <= before[0] && after[1] >= before[1], "at " + i);
        }
    }

    @Test
    void a_bet_is_a_fair_game_if_the_mean_is_right() {
        for (double m : new double[] {0.1, 0.5, 0.8}) {
            List<Double> won = List.of(1.0);
            List<Double> lost = List.of(0.0);
            assertEquals(1, m * capital(won, m)[0] + (1 - m) * capital(lost, m)[0], 1e-12);
            assertEquals(1, m * capital(won, m)[1] + (1 - m) * capital(lost, m)[1], 1e-12);
        }
    }

    @Test
    void a_mean_that_jumps_leaves_one_point_and_no_nonsense() {
        BettingSequence sequence = new BettingSequence(ALPHA);
        for (int i = 0; i < 2_000; i++) {
            sequence.add(i < 1_000 ? 1 : 0);
        }
        assertTrue(sequence.lower() <= sequence.upper());
        assertTrue(sequence.upper() - sequence.lower() <= 0.003);
        assertEquals(0.5, sequence.mean());
    }

    @Test
    void nothing_seen_excludes_nothing() {
        BettingSequence sequence = new BettingSequence(ALPHA);
        assertEquals(0, sequence.lower());
        assertEquals(1, sequence.upper());
        assertEquals(1, sequence.p());
        assertEquals(0.5, sequence.mean());
    }
}
