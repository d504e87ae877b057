package dev.fairlead.benchmarks.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ProbabilityMeasuresTest {
    private static final double EXACT = 1e-12;

    @Test
    void auroc_is_the_share_of_pairs_in_the_right_order() {
        // Pairs: .9 beats both; .4 beats .3 and ties with .4, which counts half.
        assertEquals(3.5 / 4, Auroc.of(new double[] {0.9, 0.4}, new double[] {0.4, 0.3}), EXACT);
    }

    @Test
    void auroc_of_equal_scores_is_a_half() {
        assertEquals(0.5, Auroc.of(new double[] {1, 1, 1}, new double[] {1, 1}), EXACT);
    }

    @Test
    void auroc_equals_the_count_over_all_pairs() {
        long seed = 7;
        Random random = new Random(seed);
        double[] positives = random.ints(50, 0, 20).asDoubleStream().toArray();
        double[] negatives = random.ints(70, 0, 15).asDoubleStream().toArray();
        double wins = 0;
        for (double positive : positives) {
            for (double negative : negatives) {
                wins += positive > negative ? 1 : positive == negative ? 0.5 : 0;
            }
        }
        assertEquals(wins / (50 * 70), Auroc.of(positives, negatives), EXACT, "seed " + seed);
    }

    @Test
    void auroc_of_one_class_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> Auroc.of(new double[] {1}, new double[0]));
    }

    @Test
    void calibration_error_weighs_each_bin_by_its_mass() {
        // Two bins of two: (.1, .3) with accuracy .5 and mean .2; (.6, 1) with accuracy 1 and mean .8.
        List<Calibration.Outcome> outcomes = List.of(
                new Calibration.Outcome(0.6, true),
                new Calibration.Outcome(0.1, true),
                new Calibration.Outcome(1, true),
                new Calibration.Outcome(0.3, false));
        assertEquals(0.5 * 0.3 + 0.5 * 0.2, Calibration.error(outcomes, 2), EXACT);
    }

    @Test
    void calibration_error_uses_every_outcome_once_whatever_the_bins() {
        List<Calibration.Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            outcomes.add(new Calibration.Outcome(0.25, false));
        }
        assertEquals(0.25, Calibration.error(outcomes, 3), EXACT);
        assertEquals(0.25, Calibration.error(outcomes, 15), EXACT);
    }

    @Test
    void the_bootstrap_interval_holds_the_mean_and_repeats() {
        double[] values = {0, 1, 1, 0, 1, 1, 1, 0, 1, 1};
        Bootstrap.Interval interval = Bootstrap.mean(values);
        assertTrue(interval.low() < 0.7 && 0.7 < interval.high(), interval::toString);
        assertEquals(interval, Bootstrap.mean(values));
    }

    @Test
    void the_bootstrap_interval_of_a_constant_is_that_constant() {
        assertEquals(new Bootstrap.Interval(2, 2), Bootstrap.mean(new double[] {2, 2, 2}));
    }

    @Test
    void the_bootstrap_interval_comes_close_to_the_normal_one() {
        double[] values = new double[400];
        for (int i = 0; i < 100; i++) {
            values[i] = 1;
        }
        double halfWidth = 1.96 * Math.sqrt(0.25 * 0.75 / 400);
        Bootstrap.Interval interval = Bootstrap.mean(values);
        assertEquals(0.25 - halfWidth, interval.low(), 0.006);
        assertEquals(0.25 + halfWidth, interval.high(), 0.006);
    }
}
