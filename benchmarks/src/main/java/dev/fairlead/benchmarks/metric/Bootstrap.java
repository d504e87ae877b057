package dev.fairlead.benchmarks.metric;

import java.util.Arrays;
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
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            for (int j = 0; j < values.length; j++) {
                sum += values[random.nextInt(values.length)];
            }
            means[i] = sum / values.length;
        }
        Arrays.sort(means);
        return new Interval(means[(int) (TAIL * RESAMPLES)], means[(int) Math.ceil((1 - TAIL) * RESAMPLES) - 1]);
    }
}
