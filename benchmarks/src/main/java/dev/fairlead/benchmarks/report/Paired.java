package dev.fairlead.benchmarks.report;

import dev.fairlead.benchmarks.metric.Bootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values of several configurations on the same questions, reported as means and as the mean difference of two
 * configurations, whose interval is that of paired questions. Not thread-safe.
 */
public final class Paired {
    private final Map<String, Map<String, List<Double>>> values = new LinkedHashMap<>();

    /** Starts with no value. */
    public Paired() {}

    /**
     * Adds the value of one question; every configuration gets the questions in the same order.
     *
     * @param configuration what is measured
     * @param metric the measure
     * @param value its value
     */
    public void add(String configuration, String metric, double value) {
        values.computeIfAbsent(configuration, unseen -> new LinkedHashMap<>())
                .computeIfAbsent(metric, unseen -> new ArrayList<>())
                .add(value);
    }

    /**
     * Reports every mean, and of one configuration how far it lies above another.
     *
     * @param report where to
     * @param ours the configuration that should be better
     * @param baseline the one it is compared with
     */
    public void report(Report report, String ours, String baseline) {
        reportMeans(report);
        reportDifference(report, ours, baseline);
    }

    /**
     * Reports how far one configuration lies above another; nothing where there are no values of both.
     *
     * @param report where to
     * @param ours the configuration that should be better
     * @param baseline the one it is compared with
     */
    public void reportDifference(Report report, String ours, String baseline) {
        Map<String, List<Double>> base = values.getOrDefault(baseline, Map.of());
        values.getOrDefault(ours, Map.of()).forEach((metric, ofMetric) -> {
            List<Double> others = base.getOrDefault(metric, List.of());
            List<Double> differences = new ArrayList<>();
            for (int i = 0; i < Math.min(ofMetric.size(), others.size()); i++) {
                differences.add(ofMetric.get(i) - others.get(i));
            }
            report.addMean(ours + " - " + baseline, metric, differences);
        });
    }

    /**
     * Reports every mean.
     *
     * @param report where to
     */
    public void reportMeans(Report report) {
        values.forEach((configuration, metrics) ->
                metrics.forEach((metric, ofMetric) -> report.addMean(configuration, metric, ofMetric)));
    }

    /**
     * Reports by what share one configuration's mean lies below another's, {@code 1 - ours / baseline}, with the interval of
     * paired questions; leaves out measures whose baseline is 0.
     *
     * @param report where to
     * @param ours the configuration that should have the lower values
     * @param baseline the one it is compared with
     */
    public void reportReduction(Report report, String ours, String baseline) {
        Map<String, List<Double>> base = values.getOrDefault(baseline, Map.of());
        values.getOrDefault(ours, Map.of()).forEach((metric, ofMetric) -> {
            double[] mine = ofMetric.stream().mapToDouble(value -> value).toArray();
            double[] others = base.getOrDefault(metric, List.of()).stream()
                    .mapToDouble(value -> value)
                    .toArray();
            if (mine.length == others.length && Arrays.stream(others).sum() > 0) {
                report.add(new Measurement(
                        report.set(),
                        ours + " below " + baseline,
                        metric,
                        1 - Arrays.stream(mine).sum() / Arrays.stream(others).sum(),
                        mine.length,
                        Optional.of(Bootstrap.reduction(mine, others))));
            }
        });
    }
}
