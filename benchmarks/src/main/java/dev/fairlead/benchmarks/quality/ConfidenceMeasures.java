package dev.fairlead.benchmarks.quality;

import dev.fairlead.benchmarks.metric.Auroc;
import dev.fairlead.benchmarks.metric.Calibration;
import dev.fairlead.benchmarks.report.Report;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How well a score tells questions that have an answer from those that have none, and evidence that holds it from evidence
 * that does not.
 *
 * @param configuration the name in the report
 * @param score of a question's evidence
 * @param look the look at the documents it speaks of
 */
record ConfidenceMeasures(
        String configuration,
        ToDoubleFunction<ConfidenceCase> score,
        Function<ConfidenceCase, ConfidenceCase.Look> look) {
    private static final int BINS = 15;
    private static final double THRESHOLD = 0.5;

    /** The share of questions without an answer that are abstained from where the kept ones are counted. */
    private static final double CORRECT_ABSTENTION = 0.9;

    /** A category needs so many of both kinds to say anything. */
    private static final int LEAST = 5;

    /**
     * Adds everything.
     *
     * @param set put behind each metric's name, possibly empty
     */
    void add(Report report, String set, List<ConfidenceCase> cases) {
        addAuroc(report, set, cases);
        addCalibration(report, set, cases);
        addKept(report, set, cases);
    }

    /** The area under the curve over all cases, and its mean over categories, where the question itself tells nothing. */
    void addAuroc(Report report, String set, List<ConfidenceCase> cases) {
        report.add(configuration, "auroc" + set, auroc(cases), cases.size());
        double[] holding = scores(cases, this::found);
        double[] lacking = scores(cases, one -> !found(one));
        report.add(configuration, "auroc_held" + set, Auroc.of(holding, lacking), cases.size());
        OptionalDouble inCategory = cases.stream()
                .filter(one -> !one.category().isEmpty())
                .collect(Collectors.groupingBy(ConfidenceCase::category, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .filter(ConfidenceMeasures::saysSomething)
                .mapToDouble(this::auroc)
                .average();
        inCategory.ifPresent(mean -> report.add(configuration, "auroc_in_category" + set, mean, cases.size()));
    }

    private static boolean saysSomething(List<ConfidenceCase> cases) {
        long answerable = cases.stream().filter(ConfidenceCase::answerable).count();
        return answerable >= LEAST && cases.size() - answerable >= LEAST;
    }

    private double auroc(List<ConfidenceCase> cases) {
        return Auroc.of(scores(cases, ConfidenceCase::answerable), scores(cases, one -> !one.answerable()));
    }

    private boolean found(ConfidenceCase one) {
        return look.apply(one).found();
    }

    private double[] scores(List<ConfidenceCase> cases, Predicate<ConfidenceCase> which) {
        return cases.stream().filter(which).mapToDouble(score).toArray();
    }

    private void addCalibration(Report report, String set, List<ConfidenceCase> cases) {
        List<Calibration.Outcome> outcomes = cases.stream()
                .map(one -> new Calibration.Outcome(score.applyAsDouble(one), found(one)))
                .toList();
        report.add(configuration, "ece" + set, Calibration.error(outcomes, BINS), cases.size());
        for (boolean answerable : new boolean[] {true, false}) {
            List<Double> abstained = Arrays.stream(scores(cases, one -> one.answerable() == answerable))
                    .mapToObj(value -> value < THRESHOLD ? 1.0 : 0.0)
                    .toList();
            report.addMean(configuration, (answerable ? "wrong" : "correct") + "_abstention" + set, abstained);
        }
    }

    /** Of the questions whose answer was found, those kept where nine in ten without an answer are abstained from. */
    private void addKept(Report report, String set, List<ConfidenceCase> cases) {
        double[] without = scores(cases, one -> !one.answerable());
        Arrays.sort(without);
        double threshold = without[(int) Math.min(without.length - 1, Math.ceil(CORRECT_ABSTENTION * without.length))];
        List<Double> kept = cases.stream()
                .filter(this::found)
                .map(one -> score.applyAsDouble(one) > threshold ? 1.0 : 0.0)
                .toList();
        report.addMean(configuration, "kept_at_90" + set, kept);
    }
}
