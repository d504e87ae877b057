package dev.fairlead.benchmarks.report;

import dev.fairlead.benchmarks.metric.Bootstrap;
import java.util.Locale;
import java.util.Optional;

/**
 * One measured value.
 *
 * @param set the data
 * @param configuration what was measured
 * @param metric the measure
 * @param value its value
 * @param n how many questions, rows or draws it rests on
 * @param interval its 95 % interval, where one was computed
 */
public record Measurement(
        String set, String configuration, String metric, double value, long n, Optional<Bootstrap.Interval> interval) {
    /** Checks that no name would break a CSV row. */
    public Measurement {
        for (String name : new String[] {set, configuration, metric}) {
            if (name.isBlank() || name.contains(",") || name.contains("\"") || name.contains("\n")) {
                throw new IllegalArgumentException(
                        "names must not be blank and hold no comma, quote or line end: " + name);
            }
        }
    }

    /** A value with four digits, and its interval with three. */
    String shown() {
        String plain = String.format(Locale.ROOT, "%.4f", value);
        return interval.map(ends -> plain + String.format(Locale.ROOT, " [%.3f, %.3f]", ends.low(), ends.high()))
                .orElse(plain);
    }
}
