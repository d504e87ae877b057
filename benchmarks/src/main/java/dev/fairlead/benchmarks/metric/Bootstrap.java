package dev.fairlead.benchmarks.metric;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The percentile bootstrap of a mean. Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13. */
public final class Bootstrap {
    private static final int RESAMPLES = 2_000;
    private static final long SEED = 20_260_101L;
    private static final double TAIL = 0.025;

    private Bootstrap() {}

    /**
     * A 95 % interval.
     *
     * @param low its lower end
     * @param high its upper end
     */
    public record Interval(double low, double high) {}

    /**
     * The 95 % interval of the mean from 2,000 resamples with a fixed seed. O(2,000 n).
     *
     * @param values at least one value
     * @return the interval
     * @throws IllegalArgumentException if there is no value
     */
    public static Interval mean(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("values must not be empty");
        }
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        return quotient(values, ones);
    }

    /**
     * The 95 % interval of {@code 1 - sum(values) / sum(baseline)} from 2,000 resamples of pairs with a fixed seed.
     * O(2,000 n).
     *
     * @param values at least one value
     * @param baseline as many values on the same questions
     * @return the interval; not a number where resamples of the baseline sum up to 0
     * @throws IllegalArgumentException if there is no value, or not as many of both
     */
    public static Interval reduction(double[] values, double[] baseline) {
        if (values.length == 0 || values.length != baseline.length) {
            throw new IllegalArgumentException(
                    "values and baseline must be as many, had " + values.length + " and " + baseline.length);
        }
        Interval share = quotient(values, baseline);
        return new Interval(1 - share.high(), 1 - share.low());
    }

    /**
     * The 95 % interval of the mean of several groups' means, such as of the recalls of labels, from 2,000 resamples inside
     * each group with a fixed seed. O(2,000 n).
     *
     * @param groups at least one, none of them empty
     * @return the interval
     * @throws IllegalArgumentException if there is no group, or an empty one
     */
    public static Interval meanOfMeans(List<double[]> groups) {
        if (groups.isEmpty() || groups.stream().anyMatch(group -> group.length == 0)) {
            throw new IllegalArgumentException("groups must not be empty, nor any of them");
        }
        RandomGenerator random = random();
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            for (double[] group : groups) {
                double sum = 0;
                for (int j = 0; j < group.length; j++) {
                    sum += group[random.nextInt(group.length)];
                }
                means[i] += sum / group.length / groups.size();
            }
        }
        return middle(means);
    }

    private static RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    }

    private static Interval quotient(double[] values, double[] divisors) {
        RandomGenerator random = random();
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            double divisor = 0;
            for (int j = 0; j < values.length; j++) {
                int drawn = random.nextInt(values.length);
                sum += values[drawn];
                divisor += divisors[drawn];
            }
            means[i] = sum / divisor;
        }
        return middle(means);
    }

    private static Interval middle(double[] means) {
        Arrays.sort(means);
        return new Interval(means[(int) (TAIL * RESAMPLES)], means[(int) Math.ceil((1 - TAIL) * RESAMPLES) - 1]);
    }
}
