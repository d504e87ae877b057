package dev.fairlead.benchmarks.quality;

import dev.fairlead.Deadline;
import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.Scope;
import dev.fairlead.benchmarks.Options;
import dev.fairlead.benchmarks.metric.Auroc;
import dev.fairlead.benchmarks.metric.Calibration;
import dev.fairlead.benchmarks.metric.LogisticFit;
import dev.fairlead.benchmarks.report.Report;
import dev.fairlead.retrieval.HybridRetriever;
import dev.fairlead.retrieval.chunking.Chunking;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Fits the confidence of evidence: logistic functions of a few features that tell questions the documents answer from those
 * they do not. Fitted on the half of each set whose gold documents have an even hash, measured on the
 * other.
 */
final class ConfidenceRun implements QualityRun {
    private static final int SAMPLE = 1_000;
    private static final int BINS = 15;
    private static final double THRESHOLD = 0.5;

    /** What is fitted: the features of each candidate, by position in {@link ConfidenceFeatures#NAMES}. */
    private static final Map<String, List<Integer>> CANDIDATES =
            new TreeMap<>(Map.of("cosine+coverage+agreement", List.of(0, 1, 3), "cosine+best", List.of(0, 2)));

    /** One question as it looks to the fit. */
    record Case(String set, boolean fitted, boolean answerable, ConfidenceFeatures features, double shipped) {}

    @Override
    public Report run(Setting setting) {
        int sample = setting.options().integer("sample", 1, Integer.MAX_VALUE).orElse(SAMPLE);
        List<Case> cases = new ArrayList<>();
        for (String data :
                setting.options().requiredPath("data").toString().split(Pattern.quote(File.pathSeparator), -1)) {
            Path folder = new Options(Map.of("data", data)).existing("data");
            cases.addAll(cases(AskedQuestion.read(folder, setting.split(), sample), setting));
        }
        List<Case> fitted = cases.stream().filter(Case::fitted).toList();
        Report report = new Report(
                String.join("+", cases.stream().map(Case::set).distinct().toList()));
        List<Case> held = cases.stream().filter(one -> !one.fitted()).toList();
        Map<String, List<Case>> bySet = new HashMap<>(Map.of("", held));
        held.forEach(one -> bySet.computeIfAbsent("." + one.set(), unseen -> new ArrayList<>())
                .add(one));
        bySet.keySet().stream().sorted().forEach(set -> {
            List<Case> ofSet = bySet.getOrDefault(set, List.of());
            measure(report, "shipped", set, ofSet, Case::shipped);
            CANDIDATES.forEach((name, features) -> {
                LogisticFit fit = fit(fitted, features);
                measure(report, name, set, ofSet, one -> fit.probability(row(one, features)));
            });
            for (int i = 0; i < ConfidenceFeatures.NAMES.size(); i++) {
                int feature = i;
                auroc(
                        report,
                        ConfidenceFeatures.NAMES.get(i),
                        set,
                        ofSet,
                        one -> one.features().row()[feature]);
            }
        });
        CANDIDATES.forEach((name, features) -> addFit(report, name, features, fitted, setting));
        return report;
    }

    private static List<Case> cases(AskedQuestion.Asked asked, Setting setting) {
        try (SearchedSet searched = SearchedSet.of(asked.corpus(), Chunking.standard(), setting)) {
            HybridRetriever retriever = searched.index().retriever(HybridRetriever.DEPTH);
            List<AskedQuestion> all = Stream.concat(asked.answerable().stream(), asked.unanswerable().stream())
                    .toList();
            return EachQuestion.of(all, one -> of(asked.set(), one, retriever), setting);
        }
    }

    private static Case of(String set, AskedQuestion asked, HybridRetriever retriever) {
        Evidence evidence = retriever.retrieve(Inquiry.of(asked.question(), Scope.none(), Deadline.never()));
        boolean even = asked.gold().answer().doc().hashCode() % 2 == 0;
        ConfidenceFeatures features = ConfidenceFeatures.of(asked.gold().query().text(), evidence);
        return new Case(set, even, asked.answerable(), features, evidence.confidence());
    }

    private static LogisticFit fit(List<Case> cases, List<Integer> features) {
        double[][] rows = cases.stream().map(one -> row(one, features)).toArray(double[][]::new);
        boolean[] positive = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            positive[i] = cases.get(i).answerable();
        }
        return LogisticFit.of(rows, positive);
    }

    private static double[] row(Case one, List<Integer> features) {
        double[] all = one.features().row();
        return features.stream().mapToDouble(feature -> all[feature]).toArray();
    }

    private static void auroc(
            Report report, String configuration, String set, List<Case> held, ToDoubleFunction<Case> score) {
        double[] with =
                held.stream().filter(Case::answerable).mapToDouble(score).toArray();
        double[] without = held.stream()
                .filter(one -> !one.answerable())
                .mapToDouble(score)
                .toArray();
        report.add(configuration, "auroc" + set, Auroc.of(with, without), held.size());
    }

    private static void measure(
            Report report, String configuration, String set, List<Case> held, ToDoubleFunction<Case> score) {
        auroc(report, configuration, set, held, score);
        List<Calibration.Outcome> outcomes = held.stream()
                .map(one -> new Calibration.Outcome(score.applyAsDouble(one), one.answerable()))
                .toList();
        report.add(configuration, "ece" + set, Calibration.error(outcomes, BINS), held.size());
        for (boolean answerable : new boolean[] {true, false}) {
            List<Double> abstained = held.stream()
                    .filter(one -> one.answerable() == answerable)
                    .map(one -> score.applyAsDouble(one) < THRESHOLD ? 1.0 : 0.0)
                    .toList();
            report.addMean(configuration, (answerable ? "wrong" : "correct") + "_abstention" + set, abstained);
        }
    }

    private static void addFit(Report report, String name, List<Integer> features, List<Case> fitted, Setting setting) {
        LogisticFit fit = fit(fitted, features);
        double[] weights = fit.weights();
        StringBuilder formula = new StringBuilder();
        for (int i = 0; i < weights.length; i++) {
            String feature = ConfidenceFeatures.NAMES.get(features.get(i));
            report.addDetail(name, "weight." + feature, weights[i], fitted.size());
            formula.append(String.format(Locale.ROOT, "%.2f %s + ", weights[i], feature));
        }
        report.addDetail(name, "bias", fit.bias(), fitted.size());
        setting.note(String.format(Locale.ROOT, "confidence = 1 / (1 + exp(-(%s%.2f)))", formula, fit.bias()));
    }
}
