package dev.fairlead.benchmarks.quality;

import dev.fairlead.benchmarks.Options;
import dev.fairlead.benchmarks.metric.LogisticFit;
import dev.fairlead.benchmarks.report.Paired;
import dev.fairlead.benchmarks.report.Report;
import dev.fairlead.retrieval.HybridRetriever;
import dev.fairlead.retrieval.chunking.Chunking;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fits the confidence of evidence: logistic functions of a few features that tell questions the documents answer from those
 * they do not. Fitted on the half of each set whose gold documents have an even hash, measured on the other.
 */
final class ConfidenceRun implements QualityRun {
    private static final int SAMPLE = 1_000;

    /** What is fitted beside all features together. */
    private static final Map<String, List<String>> CANDIDATES = new TreeMap<>(Map.of(
            "cosine+coverage", List.of("cosine", "coverage"),
            "cosine+coverage+words", List.of("cosine", "coverage", "words")));

    @Override
    public Report run(Setting setting) {
        int sample = setting.options().integer("sample", 1, Integer.MAX_VALUE).orElse(SAMPLE);
        List<ConfidenceCase> cases = new ArrayList<>();
        String folders = setting.options().requiredPath("data").toString();
        for (String data : folders.split(Pattern.quote(File.pathSeparator), -1)) {
            Path folder = new Options(Map.of("data", data)).existing("data");
            cases.addAll(cases(AskedQuestion.read(folder, setting.split(), sample), setting));
        }
        setting.options().path("rows").ifPresent(file -> write(cases, file));
        Report report =
                new Report(cases.stream().map(ConfidenceCase::set).distinct().collect(Collectors.joining("+")));
        measure(report, cases, setting);
        return report;
    }

    /** A logistic function of some features. */
    private record Candidate(String name, List<String> features, LogisticFit fit) {
        double probability(ConfidenceCase one) {
            return fit.probability(one.row(features));
        }
    }

    private static void measure(Report report, List<ConfidenceCase> cases, Setting setting) {
        List<String> features = features(cases);
        List<ConfidenceCase> fitted =
                cases.stream().filter(ConfidenceCase::fitted).toList();
        List<Candidate> candidates = new ArrayList<>();
        CANDIDATES.forEach((name, names) -> candidates.add(new Candidate(name, names, fit(fitted, names))));
        candidates.add(new Candidate("all features", features, fit(fitted, features)));
        bySet(cases.stream().filter(one -> !one.fitted()).toList()).forEach((set, held) -> {
            new ConfidenceMeasures("first look", one -> one.first().confidence(), ConfidenceCase::first)
                    .add(report, set, held);
            new ConfidenceMeasures("shipped", one -> one.shipped().confidence(), ConfidenceCase::shipped)
                    .add(report, set, held);
            for (Candidate candidate : candidates) {
                new ConfidenceMeasures(candidate.name(), candidate::probability, ConfidenceCase::first)
                        .add(report, set, held);
            }
            for (String feature : features) {
                new ConfidenceMeasures(feature, one -> one.row(List.of(feature))[0], ConfidenceCase::first)
                        .addAuroc(report, set, held);
            }
        });
        secondLook(report, cases);
        candidates.forEach(candidate -> addFit(report, candidate, fitted.size(), setting));
    }

    /** What a second look finds more of, among the questions the documents answer and whose evidence it changed. */
    private static void secondLook(Report report, List<ConfidenceCase> cases) {
        bySet(cases).forEach((set, some) -> {
            Paired paired = new Paired();
            some.stream()
                    .filter(one -> one.answerable() && !one.first().equals(one.shipped()))
                    .forEach(one -> {
                        paired.add("looked again", "found" + set, one.shipped().found() ? 1 : 0);
                        paired.add("looked once", "found" + set, one.first().found() ? 1 : 0);
                    });
            paired.report(report, "looked again", "looked once");
        });
    }

    private static List<String> features(List<ConfidenceCase> cases) {
        TreeSet<String> names = new TreeSet<>();
        cases.forEach(one -> names.addAll(one.features().keySet()));
        return List.copyOf(names);
    }

    /** All cases under the empty name, those of each set under a dot and its name. */
    private static Map<String, List<ConfidenceCase>> bySet(List<ConfidenceCase> cases) {
        Map<String, List<ConfidenceCase>> bySet = new TreeMap<>(Map.of("", cases));
        cases.forEach(one -> bySet.computeIfAbsent("." + one.set(), unseen -> new ArrayList<>())
                .add(one));
        return bySet;
    }

    private static List<ConfidenceCase> cases(AskedQuestion.Asked asked, Setting setting) {
        try (SearchedSet searched = SearchedSet.of(asked.corpus(), Chunking.standard(), setting)) {
            HybridRetriever retriever = searched.index().retriever();
            HybridRetriever firstOnly = HybridRetriever.builder(searched.index(), setting.encoder())
                    .secondLook(false)
                    .build();
            List<AskedQuestion> all = Stream.concat(asked.answerable().stream(), asked.unanswerable().stream())
                    .toList();
            return EachQuestion.of(all, one -> ConfidenceCase.of(asked.set(), one, firstOnly, retriever), setting);
        }
    }

    private static LogisticFit fit(List<ConfidenceCase> cases, List<String> features) {
        double[][] rows = cases.stream().map(one -> one.row(features)).toArray(double[][]::new);
        boolean[] positive = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            positive[i] = cases.get(i).first().found();
        }
        return LogisticFit.of(rows, positive);
    }

    private static void addFit(Report report, Candidate candidate, int n, Setting setting) {
        double[] weights = candidate.fit().weights();
        double bias = candidate.fit().bias();
        StringBuilder formula = new StringBuilder();
        for (int i = 0; i < weights.length; i++) {
            String feature = candidate.features().get(i);
            report.addDetail(candidate.name(), "weight." + feature, weights[i], n);
            formula.append(String.format(Locale.ROOT, "%.2f %s + ", weights[i], feature));
        }
        report.addDetail(candidate.name(), "bias", bias, n);
        setting.note(String.format(
                Locale.ROOT, "%s: confidence = 1 / (1 + exp(-(%s%.2f)))", candidate.name(), formula, bias));
    }

    /** One line a case, for those who want to fit otherwise. */
    private static void write(List<ConfidenceCase> cases, Path file) {
        List<String> names = features(cases);
        List<String> lines = new ArrayList<>();
        lines.add("set,category,fitted,answerable,found,shipped,foundAgain,again," + String.join(",", names));
        for (ConfidenceCase one : cases) {
            lines.add(String.join(
                    ",",
                    one.set(),
                    one.category().replace(',', ' '),
                    String.valueOf(one.fitted()),
                    String.valueOf(one.answerable()),
                    String.valueOf(one.first().found()),
                    String.valueOf(one.first().confidence()),
                    String.valueOf(one.shipped().found()),
                    String.valueOf(one.shipped().confidence()),
                    names.stream()
                            .map(name -> String.valueOf(one.features().getOrDefault(name, 0.0)))
                            .collect(Collectors.joining(","))));
        }
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("'" + file + "' cannot be written", e);
        }
    }
}
