package dev.fairlead.routing.transformer.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both kinds of loops beside what they shall compute, written down as plainly as can be. */
class KernelTest {
    private static final long SEED = 11;
    private static final int[][] SHAPES = {{1, 1, 1}, {3, 5, 7}, {4, 16, 48}, {9, 130, 96}, {17, 300, 49}, {6, 1, 50}};

    static Stream<Kernel> kernels() {
        return Stream.of(new PlainKernel(), new VectorKernel());
    }

    private static float[] random(int count) {
        Random random = new Random(SEED + count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void a_product_is_added_to_a_window_and_to_nothing_beside_it(Kernel kernel) {
        for (int[] shape : SHAPES) {
            check(kernel, shape[0], shape[1], shape[2], false);
            check(kernel, shape[0], shape[1], shape[2], true);
        }
    }

    private static void check(Kernel kernel, int m, int k, int n, boolean turned) {
        Block a = Block.of(random((m + 2) * (k + 3)), m + 2, k + 3).rows(1, m).columns(2, k);
        Block whole = Block.of(random((k + n) * (k + n)), k + n, k + n);
        Block b = turned ? whole.rows(1, n).columns(0, k) : whole.rows(0, k).columns(1, n);
        float[] sums = random((m + 1) * (n + 4));
        float[] expected = sums.clone();
        Block c = Block.of(sums, m + 1, n + 4).rows(0, m).columns(3, n);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = expected[c.at(i) + j];
                for (int l = 0; l < k; l++) {
                    float factor = turned ? b.values()[b.at(j) + l] : b.values()[b.at(l) + j];
                    sum += (double) a.values()[a.at(i) + l] * factor;
                }
                expected[c.at(i) + j] = (float) sum;
            }
        }

        kernel.addProduct(a, b, turned, c, new float[kernel.scratch()]);

        assertArrayEquals(expected, sums, 1e-5f, () -> m + " x " + k + " x " + n + " turned " + turned);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void exponentials_are_those_of_the_mathematics_library(Kernel kernel) {
        float[] values = new float[1001];
        for (int i = 0; i < values.length; i++) {
            values[i] = 3 - i * 0.1f;
        }
        float[] exponentials = values.clone();

        kernel.exp(exponentials, 3, 1, values.length);

        assertEquals(3, exponentials[0]);
        for (int i = 1; i < values.length; i++) {
            double expected = Math.exp(values[i] - 3.0);
            assertEquals(expected, exponentials[i], 2e-6 * expected + 1e-37, "exp of " + (values[i] - 3));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void units_and_their_slopes_are_those_of_the_normal_distribution(Kernel kernel) {
        float[] values = new float[403];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i - 200) * 0.05f;
        }
        float[] units = values.clone();
        float[] slopes = new float[values.length];

        kernel.gelu(units, slopes, 0, values.length);

        for (int i = 0; i < values.length; i++) {
            assertEquals(gelu(values[i]), units[i], 1e-6, "at " + values[i]);
            double slope = (gelu(values[i] + 1e-4) - gelu(values[i] - 1e-4)) / 2e-4;
            assertEquals(slope, slopes[i], 1e-6, "slope at " + values[i]);
        }
    }

    /** By the series of the normal distribution function, and its continued fraction where that loses digits. */
    private static double gelu(double x) {
        double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
        if (Math.abs(x) > 5) {
            double fraction = Math.abs(x);
            for (int i = 60; i > 0; i--) {
                fraction = Math.abs(x) + i / fraction;
            }
            return x < 0 ? x * density / fraction : x * (1 - density / fraction);
        }
        double term = x;
        double sum = x;
        for (int i = 1; i < 100; i++) {
            term *= x * x / (2 * i + 1);
            sum += term;
        }
        return x * (0.5 + sum * density);
    }

    @Test
    void a_block_is_not_wider_than_its_values() {
        assertThrows(IllegalArgumentException.class, () -> Block.of(new float[5], 2, 3));
        Block block = Block.of(new float[6], 2, 3);
        assertThrows(IndexOutOfBoundsException.class, () -> block.columns(2, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> block.rows(1, 2));
    }
}
