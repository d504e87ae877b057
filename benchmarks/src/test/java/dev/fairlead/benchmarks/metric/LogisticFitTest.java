package dev.fairlead.benchmarks.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class LogisticFitTest {
    @Test
    void one_binary_feature_gets_the_log_odds_of_its_groups() {
        // Feature 0: 1 of 4 positive, log odds -ln 3; feature 1: 3 of 4, log odds ln 3.
        double[][] rows = {{0}, {0}, {0}, {0}, {1}, {1}, {1}, {1}};
        boolean[] positive = {true, false, false, false, true, true, true, false};
        LogisticFit fit = LogisticFit.of(rows, positive);
        assertEquals(-Math.log(3), fit.bias(), 0.01);
        assertEquals(2 * Math.log(3), fit.weights()[0], 0.01);
        assertEquals(0.75, fit.probability(new double[] {1}), 0.005);
    }

    @Test
    void a_feature_that_says_nothing_gets_no_weight() {
        double[][] rows = {{0, 5}, {0, 5}, {0, 7}, {0, 7}, {1, 5}, {1, 5}, {1, 7}, {1, 7}};
        boolean[] positive = {true, false, true, false, true, true, true, true};
        assertEquals(0, LogisticFit.of(rows, positive).weights()[1], 0.01);
    }
}
