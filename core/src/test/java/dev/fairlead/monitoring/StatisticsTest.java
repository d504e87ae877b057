package dev.fairlead.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Encoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The statistics against their definitions, computed the slow way, and the test against all orders of small samples. */
final class StatisticsTest {
    private static List<String> times(int n, String name, int m, String other) {
        List<String> names = new ArrayList<>(Collections.nCopies(n, name));
        names.addAll(Collections.nCopies(m, other));
        return names;
    }

    private static Encoding unit(Random random, double lean) {
        double[] values = random.doubles(8, -1, 1).toArray();
        values[0] += lean;
        double norm = Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
        float[] vector = new float[values.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (values[i] / norm);
        }
        return Encoding.of(vector, 1, false);
    }

    private static List<Encoding> units(int count, double lean, long seed) {
        Random random = new Random(seed);
        List<Encoding> units = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            units.add(unit(random, lean));
        }
        return units;
    }

    @Test
    void the_stability_index_is_the_sum_over_categories_of_its_definition() {
        double a = 60.5 / 101;
        double b = 30.5 / 101;
        double expected = (a - b) * Math.log(a / b) + ((1 - a) - (1 - b)) * Math.log((1 - a) / (1 - b));
        assertEquals(
                expected,
                StabilityIndex.ofNames(times(60, "x", 40, "y"), times(30, "x", 70, "y"))
                        .value(),
                1e-12);
    }

    @Test
    void the_stability_index_is_zero_for_equal_windows_symmetric_and_finite_for_disjoint_ones() {
        List<String> one = times(50, "x", 50, "y");
        List<String> other = times(50, "z", 50, "w");
        assertEquals(0, StabilityIndex.ofNames(one, one).value());
        double apart = StabilityIndex.ofNames(one, other).value();
        assertTrue(Double.isFinite(apart) && apart > 1);
        assertEquals(apart, StabilityIndex.ofNames(other, one).value(), 1e-12);
    }

    @Test
    void numbers_are_counted_in_tenths_of_both_windows_and_ties_share_one() {
        double[] low = new double[100];
        double[] high = new double[100];
        for (int i = 0; i < 100; i++) {
            low[i] = i / 200.0;
            high[i] = 0.5 + i / 200.0;
        }
        double disjoint = StabilityIndex.ofNumbers(low, high).value();
        double a = 20.5 / 105;
        double b = 0.5 / 105;
        assertEquals(10 * (a - b) * Math.log(a / b), disjoint, 1e-9);
        double[] constant = new double[100];
        assertEquals(0, StabilityIndex.ofNumbers(constant, constant).value());
        assertEquals(1, StabilityIndex.ofNumbers(constant, constant).p());
    }

    @Test
    void the_energy_distance_is_its_definition() {
        List<Encoding> before = units(30, 0, 1);
        List<Encoding> now = units(20, 0.7, 2);
        double expected = 2 * mean(before, now) - mean(before, before) - mean(now, now);
        assertEquals(expected, EnergyDistance.of(before, now).value(), 1e-6);
        assertEquals(0, EnergyDistance.of(before, before).value(), 1e-4);
    }

    private static double mean(List<Encoding> one, List<Encoding> other) {
        double sum = 0;
        for (Encoding x : one) {
            for (Encoding y : other) {
                double squares = 0;
                for (int i = 0; i < x.dimension(); i++) {
                    squares += Math.pow((double) x.vector()[i] - y.vector()[i], 2);
                }
                sum += Math.sqrt(squares);
            }
        }
        return sum / (one.size() * other.size());
    }

    @Test
    void many_vectors_are_thinned_evenly_and_still_tell_a_shift() {
        EnergyDistance shifted = EnergyDistance.of(units(2_000, 0, 3), units(2_000, 0.7, 4));
        assertEquals(Permutations.least(), shifted.p());
        assertTrue(EnergyDistance.of(units(2_000, 0, 5), units(2_000, 0, 6)).p() > 0.05);
    }

    @Test
    void p_is_the_share_of_orders_that_separate_as_much() {
        // Of the 70 ways to choose four of eight, two separate the large from the small completely.
        double[] values = {1, 2, 3, 4, 5, 6, 7, 8};
        double p = Permutations.p(values.length, Arrays.hashCode(values), order -> {
            double sum = 0;
            for (int i = 0; i < 4; i++) {
                sum += values[order[i]] - values[order[i + 4]];
            }
            return Math.abs(sum);
        });
        assertEquals(2 / 70.0, p, 0.012);
    }

    @Test
    void p_falls_below_a_rate_as_often_as_the_rate_says() {
        int[] below = new int[3];
        double[] rates = {0.01, 0.05, 0.2};
        int runs = 4_000;
        SplittableRandom random = new SplittableRandom(99);
        for (int run = 0; run < runs; run++) {
            double[] values = random.split().doubles(40).toArray();
            double p = Permutations.p(values.length, Arrays.hashCode(values), order -> {
                double sum = 0;
                for (int i = 0; i < 20; i++) {
                    sum += values[order[i]] - values[order[i + 20]];
                }
                return Math.abs(sum);
            });
            for (int r = 0; r < rates.length; r++) {
                below[r] += p <= rates[r] ? 1 : 0;
            }
        }
        for (int r = 0; r < rates.length; r++) {
            double chance = 3 * Math.sqrt(rates[r] * (1 - rates[r]) / runs);
            assertTrue(below[r] <= (rates[r] + chance) * runs, below[r] + " of " + runs + " at " + rates[r]);
            assertTrue(below[r] >= (rates[r] - chance) * runs, below[r] + " of " + runs + " at " + rates[r]);
        }
    }

    @Test
    void the_same_samples_give_the_same_p_in_every_run() {
        List<Encoding> before = units(60, 0, 7);
        List<Encoding> now = units(60, 0.2, 8);
        assertEquals(
                EnergyDistance.of(before, now).p(),
                EnergyDistance.of(before, now).p());
    }
}
