package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeadFitTest {
    private static final int DIMENSION = 7;

    private static float[][] units(int rows, long seed) {
        return Samples.units(rows, DIMENSION, new Random(seed));
    }

    private static double accuracy(IntentHead head, float[][] vectors, int[] labels) {
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            if (Calibration.largest(head.logits(vectors[i])) == labels[i]) {
                right++;
            }
        }
        return (double) right / labels.length;
    }

    /** The sign of the first component: what one linear layer can learn. */
    private static int[] halves(float[][] vectors) {
        return Arrays.stream(vectors).mapToInt(v -> v[0] > 0 ? 1 : 0).toArray();
    }

    /** Whether two components agree in sign: what no linear layer can learn. */
    private static int[] agreements(float[][] vectors) {
        return Arrays.stream(vectors).mapToInt(v -> v[0] * v[1] > 0 ? 1 : 0).toArray();
    }

    @Test
    void logistic_regression_learns_a_half_space() {
        float[][] vectors = units(600, 1);
        float[][] unseen = units(600, 2);
        IntentHead head = HeadFit.of(vectors, halves(vectors), 2, new HeadFit.Settings(0, 1, 0, 0.01, 32, 40_000, 1));

        assertTrue(accuracy(head, unseen, halves(unseen)) > 0.95);
    }

    @Test
    void hidden_units_learn_what_a_linear_layer_cannot() {
        float[][] vectors = units(2_000, 1);
        float[][] unseen = units(600, 2);
        int[] labels = agreements(vectors);
        IntentHead linear = HeadFit.of(vectors, labels, 2, new HeadFit.Settings(0, 1, 0, 0.01, 32, 40_000, 1));
        IntentHead hidden = HeadFit.of(vectors, labels, 2, new HeadFit.Settings(32, 1, 0, 0.01, 32, 80_000, 1));

        assertTrue(accuracy(linear, unseen, agreements(unseen)) < 0.7);
        assertTrue(accuracy(hidden, unseen, agreements(unseen)) > 0.9);
    }

    @Test
    void a_seed_gives_the_same_head_and_another_seed_another() {
        float[][] vectors = units(50, 3);
        int[] labels = agreements(vectors);
        for (int hidden : new int[] {0, 5}) {
            IntentHead one = HeadFit.of(vectors, labels, 2, new HeadFit.Settings(hidden, 1, 0, 0.01, 8, 500, 9));
            IntentHead same = HeadFit.of(vectors, labels, 2, new HeadFit.Settings(hidden, 1, 0, 0.01, 8, 500, 9));
            IntentHead other = HeadFit.of(vectors, labels, 2, new HeadFit.Settings(hidden, 1, 0, 0.01, 8, 500, 10));

            assertArrayEquals(one.logits(vectors[0]), same.logits(vectors[0]));
            assertTrue(!Arrays.equals(one.logits(vectors[0]), other.logits(vectors[0])));
        }
    }

    @Test
    void a_large_penalty_keeps_the_weights_small() {
        float[][] vectors = units(200, 4);
        int[] labels = halves(vectors);
        IntentHead free = HeadFit.of(vectors, labels, 2, new HeadFit.Settings(0, 0.1, 0, 0.01, 32, 20_000, 1));
        IntentHead held = HeadFit.of(vectors, labels, 2, new HeadFit.Settings(0, 1_000, 0, 0.01, 32, 20_000, 1));

        assertTrue(spread(held, vectors[0]) < spread(free, vectors[0]) / 3);
    }

    @Test
    void smoothed_labels_keep_a_head_from_being_sure_of_what_it_learnt() {
        float[][] vectors = units(200, 5);
        float[][] unseen = units(600, 6);
        int[] labels = agreements(vectors);
        IntentHead sure = HeadFit.of(vectors, labels, 2, new HeadFit.Settings(32, 1, 0, 0.01, 32, 20_000, 1));
        IntentHead smooth = HeadFit.of(vectors, labels, 2, new HeadFit.Settings(32, 1, 0.3, 0.01, 32, 20_000, 1));

        assertTrue(meanSpread(smooth, vectors) < meanSpread(sure, vectors) / 1.5);
        assertTrue(accuracy(smooth, unseen, agreements(unseen)) > 0.8);
    }

    private static double meanSpread(IntentHead head, float[][] vectors) {
        return Arrays.stream(vectors)
                .mapToDouble(vector -> spread(head, vector))
                .average()
                .orElse(0);
    }

    private static float spread(IntentHead head, float[] vector) {
        float[] logits = head.logits(vector);
        return Math.abs(logits[0] - logits[1]);
    }

    @Test
    void a_layer_equals_the_plain_sum() {
        float[] weights = new float[(DIMENSION + 1) * 5];
        Random random = new Random(6);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian();
        }
        float[] vector = units(1, 7)[0];
        float[] fast = new LinearLayer(weights, DIMENSION, 5).of(vector);
        for (int k = 0; k < 5; k++) {
            double plain = weights[DIMENSION * 5 + k];
            for (int d = 0; d < DIMENSION; d++) {
                plain += vector[d] * weights[d * 5 + k];
            }
            assertEquals(plain, fast[k], 1e-5);
        }
    }

    @Test
    void a_folded_layer_takes_the_raw_vector() {
        float[] weights = {1, 2, 3, 4, 5, 6};
        float[] mean = {0.25f, -0.5f};
        LinearLayer layer = new LinearLayer(weights, 2, 2);
        float[] scaled = {20 * (0.6f - mean[0]), 20 * (0.8f - mean[1])};

        assertArrayEquals(layer.of(scaled), layer.folded(20, mean).of(new float[] {0.6f, 0.8f}), 1e-3f);
    }
}
