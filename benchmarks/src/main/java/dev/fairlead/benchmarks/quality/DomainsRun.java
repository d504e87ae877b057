package dev.fairlead.benchmarks.quality;

import dev.fairlead.Deadline;
import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.dataset.DomainRow;
import dev.fairlead.benchmarks.report.Report;
import dev.fairlead.routing.IntentClassifier;
import dev.fairlead.routing.IntentTrainer;
import dev.fairlead.routing.LabelledText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Leaves one domain out at a time: a head that never saw law is asked about law. Trained as the shipped classifier is. Rows
 * without a domain are always trained on and never asked about.
 */
final class DomainsRun implements QualityRun {
    private static final String LEFT_OUT = "left out";
    private static final int HIDDEN = 256;
    private static final int SHOWN = 8;

    /** What a row of a domain that was left out was taken for. */
    record Taken(String domain, String label, String taken) {
        boolean right() {
            return label.equals(taken);
        }
    }

    /** Rows of one label that were taken for another. */
    private record Confused(String label, String taken, int rows, int of) {}

    @Override
    public Report run(Setting setting) {
        Path data = setting.data();
        List<DomainRow> rows = setting.limited(DomainRow.read(data));
        Set<String> domains =
                rows.stream().flatMap(row -> row.domain().stream()).collect(Collectors.toCollection(TreeSet::new));
        if (domains.size() < 2) {
            throw new InputException("rows of at least two domains are needed, found " + domains);
        }
        long without = rows.stream().filter(row -> row.domain().isEmpty()).count();
        setting.note(rows.size() + " rows, " + without + " of them without a domain, " + domains.size() + " domains");
        List<Taken> all = new ArrayList<>();
        for (String domain : domains) {
            all.addAll(leftOut(domain, rows, setting));
        }
        confusions(all).stream()
                .limit(SHOWN)
                .forEach(one -> setting.note(
                        one.label() + " taken for " + one.taken() + ": " + one.rows() + " of " + one.of()));
        return report(String.valueOf(data.toAbsolutePath().normalize().getFileName()), all);
    }

    private static List<Taken> leftOut(String domain, List<DomainRow> rows, Setting setting) {
        List<DomainRow> asked = rows.stream().filter(row -> isOf(domain, row)).toList();
        Set<String> texts = asked.stream().map(row -> row.text().strip()).collect(Collectors.toSet());
        List<DomainRow> others = rows.stream()
                .filter(row -> !isOf(domain, row) && !texts.contains(row.text().strip()))
                .toList();
        try (IntentClassifier classifier = train(domain, others, asked, setting)) {
            return asked.stream()
                    .map(row -> new Taken(domain, row.label(), taken(classifier, row, setting.encoder())))
                    .toList();
        }
    }

    private static boolean isOf(String domain, DomainRow row) {
        return row.domain().equals(Optional.of(domain));
    }

    /** The rows that are asked about fit the temperature only, which changes no order of intents. */
    private static IntentClassifier train(
            String domain, List<DomainRow> others, List<DomainRow> asked, Setting setting) {
        try {
            return IntentTrainer.builder(setting.encoder())
                    .hidden(HIDDEN)
                    .threads(setting.threads())
                    .build()
                    .train(examples(others), examples(asked))
                    .classifier(setting.encoder());
        } catch (IllegalArgumentException e) {
            throw new InputException("domain '" + domain + "' cannot be left out: " + e.getMessage());
        }
    }

    private static List<LabelledText> examples(List<DomainRow> rows) {
        return rows.stream()
                .map(row -> new LabelledText(row.text(), row.label()))
                .toList();
    }

    private static String taken(IntentClassifier classifier, DomainRow row, TextEncoder encoder) {
        return classifier
                .classify(encoder.encode(row.text(), TextEncoder.Kind.QUERY, Deadline.never()))
                .getFirst()
                .intent();
    }

    static Report report(String set, List<Taken> all) {
        Report report = new Report(set);
        Map<String, List<Taken>> byDomain =
                all.stream().collect(Collectors.groupingBy(Taken::domain, TreeMap::new, Collectors.toList()));
        List<Double> accuracies = new ArrayList<>();
        List<Double> recalls = new ArrayList<>();
        byDomain.forEach((domain, taken) -> {
            report.addMean(LEFT_OUT, "accuracy." + domain, right(taken));
            report.add(LEFT_OUT, "macro_recall." + domain, macroRecall(taken), taken.size());
            accuracies.add(mean(right(taken)));
            recalls.add(macroRecall(taken));
        });
        report.addMean(LEFT_OUT, "accuracy of domains", accuracies);
        report.addMean(LEFT_OUT, "macro_recall of domains", recalls);
        report.addMean(LEFT_OUT, "accuracy of rows", right(all));
        confusions(all)
                .forEach(one -> report.addDetail(
                        LEFT_OUT, "confusion." + one.label() + "." + one.taken(), one.rows(), one.of()));
        return report;
    }

    private static List<Double> right(List<Taken> taken) {
        return taken.stream().map(row -> row.right() ? 1.0 : 0.0).toList();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    /** The mean recall of the labels that a domain has rows of. */
    private static double macroRecall(List<Taken> taken) {
        return taken.stream().collect(Collectors.groupingBy(Taken::label)).values().stream()
                .mapToDouble(ofLabel -> mean(right(ofLabel)))
                .average()
                .orElse(0);
    }

    /** The largest first, ties in the order of names. */
    private static List<Confused> confusions(List<Taken> all) {
        Map<String, Integer> of = new HashMap<>();
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        for (Taken row : all) {
            of.merge(row.label(), 1, Integer::sum);
            if (!row.right()) {
                counts.computeIfAbsent(row.label(), unseen -> new TreeMap<>()).merge(row.taken(), 1, Integer::sum);
            }
        }
        List<Confused> confusions = new ArrayList<>();
        counts.forEach((label, takens) -> takens.forEach(
                (taken, rows) -> confusions.add(new Confused(label, taken, rows, of.getOrDefault(label, rows)))));
        confusions.sort(Comparator.comparingInt(Confused::rows).reversed());
        return confusions;
    }
}
