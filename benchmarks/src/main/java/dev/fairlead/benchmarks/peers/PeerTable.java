package dev.fairlead.benchmarks.peers;

import dev.fairlead.benchmarks.dataset.Qrels;
import dev.fairlead.benchmarks.metric.Ranking;
import dev.fairlead.benchmarks.peers.work.Outcome;
import dev.fairlead.benchmarks.peers.work.Work;
import dev.fairlead.benchmarks.report.Paired;
import dev.fairlead.benchmarks.report.Report;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Judges what the peers did: a table of figures, and of each what went wrong. */
final class PeerTable {
    private static final List<String> FIGURES = List.of(
            "search cpu p50 ms",
            "search cpu p95 ms",
            "search wall p50 ms",
            "search wall p95 ms",
            "filtered cpu p50 ms",
            "filtered cpu p95 ms",
            "load s",
            "load cpu s",
            "one more ms",
            "open s",
            "heap MB",
            "disk MB");

    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    private final Qrels qrels;
    private final int size;

    PeerTable(Qrels qrels, int size) {
        this.qrels = qrels;
        this.size = size;
    }

    void add(String name, Outcome outcome) {
        outcomes.put(name, outcome);
    }

    /** The figures, a column a peer; the first peer's quality is compared with that of each other. */
    Report report(String set) {
        Report report = new Report(set);
        Paired quality = new Paired();
        outcomes.forEach((name, outcome) -> {
            outcome.rankings("found").forEach((question, ids) -> quality.add(name, "ndcg@10", ndcg(question, ids)));
            outcome.rankings("brackets")
                    .forEach((question, ids) -> quality.add(name, "ndcg@10 stray bracket", ndcg(question, ids)));
        });
        quality.reportMeans(report);
        outcomes.forEach((name, outcome) -> FIGURES.forEach(figure -> report.add(
                name, figure, Objects.requireNonNull(outcome.figures().get(figure), figure), n(outcome, figure))));
        return report;
    }

    /** How far the first peer's quality lies above that of each other, question by question. */
    Report differences(String set) {
        Report report = new Report(set);
        Paired quality = new Paired();
        outcomes.forEach((name, outcome) -> new TreeMap<>(outcome.rankings("found"))
                .forEach((question, ids) -> quality.add(name, "ndcg@10", ndcg(question, ids))));
        String first = outcomes.keySet().iterator().next();
        outcomes.keySet().stream().skip(1).forEach(other -> quality.reportDifference(report, first, other));
        return report;
    }

    private static long n(Outcome outcome, String figure) {
        String count = figure.substring(0, figure.indexOf(' ')) + " searches";
        return outcome.figures().getOrDefault(count, 1.0).longValue();
    }

    private double ndcg(String question, List<String> ids) {
        return Ranking.ndcg(ids, qrels.of(question), Work.K);
    }

    /** Prints of each peer what went wrong. */
    void printFaults(PrintStream out) {
        outcomes.forEach((name, outcome) -> {
            List<String> faults = new Faults(outcome, size).found();
            out.println(name + ": " + (faults.isEmpty() ? "nothing of what was tried goes wrong" : ""));
            faults.forEach(fault -> out.println("  - " + fault));
        });
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
