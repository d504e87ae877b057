package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Heads that look at the nearest training row of each label. */
class NeighboursTest {
    private static final int DIMENSION = 6;
    private final Random random = new Random(5);

    private static double cosine(float[] a, float[] b, float[] mean) {
        double dot = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int d = 0; d < DIMENSION; d++) {
            double x = a[d] - mean[d];
            double y = b[d] - mean[d];
            dot += x * y;
            squaresA += x * x;
            squaresB += y * y;
        }
        return dot / Math.sqrt(squaresA * squaresB);
    }

    @Test
    void each_label_gets_the_cosine_to_its_nearest_row() {
        float[][] rows = Samples.units(30, DIMENSION, random);
        int[] labels = IntStream.range(0, 30).map(i -> i < 3 ? 0 : 1 + i % 3).toArray();
        float[] mean = new float[DIMENSION];
        for (float[] row : rows) {
            for (int d = 0; d < DIMENSION; d++) {
                mean[d] += row[d] / rows.length;
            }
        }
        Neighbours neighbours = Neighbours.of(rows, labels, 4, 50);
        for (int trial = 0; trial < 20; trial++) {
            float[] vector = Samples.units(1, DIMENSION, random)[0];
            float[] expected = new float[4];
            for (int label = 0; label < 4; label++) {
                int wanted = label;
                expected[label] = (float) IntStream.range(0, 30)
                        .filter(i -> labels[i] == wanted)
                        .mapToDouble(i -> cosine(vector, rows[i], mean))
                        .max()
                        .orElseThrow();
            }
            assertArrayEquals(expected, neighbours.cosines(vector), 0.02f);
        }
    }

    @Test
    void a_label_keeps_no_more_rows_than_it_may() {
        float[][] rows = Samples.units(40, DIMENSION, random);
        int[] labels = IntStream.range(0, 40).map(i -> i < 4 ? 0 : 1).toArray();

        Neighbours neighbours = Neighbours.of(rows, labels, 2, 10);

        assertEquals(14, neighbours.rows().count());
        assertEquals(10, neighbours.most());
        assertEquals(20, neighbours.places().length);
    }

    /** Labels that lie in clusters on both sides, which no plane separates. */
    @Test
    void neighbours_count_where_held_out_rows_are_better_with_them() {
        HeldOutScores crossed = heldOut(row -> row / 4 % 2);
        HeldOutScores separable = heldOut(row -> row / 32);

        assertTrue(crossed.weight() > 0, "weight " + crossed.weight());
        assertTrue(Calibration.accuracy(crossed.scores()) > 0.9);
        assertTrue(Calibration.accuracy(separable.scores()) > 0.9);
    }

    private interface Labels {
        int of(int row);
    }

    private static HeldOutScores heldOut(Labels labels) {
        List<float[]> vectors = new ArrayList<>();
        int[] targets = new int[64];
        Random noise = new Random(3);
        for (int i = 0; i < 64; i++) {
            int cluster = i / 4;
            double angle = Math.PI * cluster / 8 + 0.02 * noise.nextGaussian();
            vectors.add(new float[] {(float) Math.cos(angle), (float) Math.sin(angle)});
            targets[i] = labels.of(i);
        }
        float[][] all = vectors.toArray(float[][]::new);
        HeadFit.Settings settings = new HeadFit.Settings(0, 20, 0, 0.003, 64, 4_000, 1);
        return HeldOutScores.of(all, targets, 1, positions -> {
            float[][] taught = IntStream.of(positions).mapToObj(i -> all[i]).toArray(float[][]::new);
            int[] own = IntStream.of(positions).map(i -> targets[i]).toArray();
            return HeadFit.of(taught, own, 2, settings).beside(Neighbours.of(taught, own, 2, 50));
        });
    }

    @Test
    void a_head_without_neighbours_is_the_layers_alone() {
        IntentHead plain = new IntentHead(List.of(new LinearLayer(new float[] {1, 0, 0, 1, 0, 0}, 2, 2)));
        float[][] rows = {{1, 0}, {0, 1}};
        IntentHead beside = plain.beside(Neighbours.of(rows, new int[] {0, 1}, 2, 1));
        float[] vector = {0.6f, 0.8f};

        assertArrayEquals(plain.logits(vector), beside.weighing(0).logits(vector));
        float[] weighed = beside.weighing(2).logits(vector);
        float[] cosines = beside.neighbours().orElseThrow().cosines(vector);
        assertEquals(0.6f + 2 * cosines[0], weighed[0], 1e-6f);
        assertEquals(0.8f + 2 * cosines[1], weighed[1], 1e-6f);
    }
}
