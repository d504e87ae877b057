package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    /** Labels drawn from {@code softmax(logits)}, and logits then made {@code factor} times too sure of themselves. */
    private static List<Calibration.Scored> overconfident(float factor) {
        Random random = new Random(5);
        List<Calibration.Scored> rows = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            float[] logits = new float[4];
            for (int k = 0; k < logits.length; k++) {
                logits[k] = (float) (1.5 * random.nextGaussian());
            }
            double left = random.nextDouble();
            int label = 0;
            double[] probabilities = Calibration.probabilities(logits, 1);
            while (label < 3 && left >= probabilities[label]) {
                left -= probabilities[label++];
            }
            for (int k = 0; k < logits.length; k++) {
                logits[k] *= factor;
            }
            rows.add(new Calibration.Scored(logits, label));
        }
        return rows;
    }

    @Test
    void the_temperature_undoes_overconfidence() {
        assertEquals(3, Calibration.temperature(overconfident(3)), 0.2);
        assertEquals(0.5, Calibration.temperature(overconfident(0.5f)), 0.05);
    }

    @Test
    void no_other_temperature_has_less_log_loss() {
        List<Calibration.Scored> rows = overconfident(2);
        double best = Calibration.temperature(rows);
        for (double other = 0.1; other < 10; other *= 1.1) {
            assertTrue(Calibration.logLoss(rows, best) <= Calibration.logLoss(rows, other) + 1e-12);
        }
    }

    @Test
    void the_calibration_error_falls_with_the_right_temperature() {
        List<Calibration.Scored> rows = overconfident(3);

        assertTrue(Calibration.error(rows, 1) > 0.1);
        assertTrue(Calibration.error(rows, Calibration.temperature(rows)) < 0.03);
    }

    @Test
    void certainty_that_is_wrong_has_error_one_and_finite_loss() {
        List<Calibration.Scored> rows = List.of(new Calibration.Scored(new float[] {1_000, 0}, 1));

        assertEquals(1, Calibration.error(rows, 1), 1e-9);
        assertEquals(0, Calibration.accuracy(rows));
        assertTrue(Double.isFinite(Calibration.logLoss(rows, 1)));
    }

    @Test
    void probabilities_sum_to_one_however_large_the_logits() {
        double[] probabilities = Calibration.probabilities(new float[] {3e4f, -3e4f, 2.9e4f}, 0.5);

        assertEquals(1, probabilities[0] + probabilities[1] + probabilities[2], 1e-12);
    }

    @Test
    void of_equal_values_the_first_is_the_largest() {
        assertEquals(1, Calibration.largest(new float[] {1, 2, 2}));
    }

    @Test
    void ninety_five_of_a_hundred_right_rows_reach_the_threshold() {
        List<Calibration.Scored> rows = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            rows.add(new Calibration.Scored(new float[] {i / 10f, 0}, 0));
            rows.add(new Calibration.Scored(new float[] {i / 10f, 0}, 1));
        }
        double threshold = Calibration.threshold(rows, 1);

        assertEquals(Calibration.probabilities(new float[] {0.6f, 0}, 1)[0], threshold, 1e-6);
        assertEquals(0, Calibration.threshold(List.of(new Calibration.Scored(new float[] {0, 1}, 0)), 1));
    }
}
