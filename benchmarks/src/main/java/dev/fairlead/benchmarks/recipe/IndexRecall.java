package dev.fairlead.benchmarks.recipe;

import dev.fairlead.Deadline;
import dev.fairlead.TextEncoder;
import dev.fairlead.TextEncoder.Kind;
import dev.fairlead.benchmarks.dataset.CorpusText;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.HybridRetriever;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * How many of the ten nearest passages the dense leg finds at the depth of the retriever, judged by comparing every vector
 * of the corpus. Tie-aware: a hit counts where its score is that of the tenth or better.
 */
final class IndexRecall {
    private static final int NEAREST = 10;
    private static final double ROUNDING = 1e-6;

    private final CorpusFolder folder;
    private final TextEncoder encoder;
    private final List<float[]> questions;
    /** The best scores by constraint and question, the worst of them on top. */
    private final Map<Constraint, List<PriorityQueue<Float>>> best = new EnumMap<>(Constraint.class);

    IndexRecall(CorpusFolder folder, TextEncoder encoder, int questions) {
        this.folder = folder;
        this.encoder = encoder;
        this.questions = folder.questions().stream()
                .limit(questions)
                .map(question -> encoder.encode(question.text(), Kind.QUERY, Deadline.never())
                        .vector())
                .toList();
        for (Constraint constraint : Constraint.values()) {
            best.put(
                    constraint,
                    this.questions.stream()
                            .map(question -> new PriorityQueue<Float>())
                            .toList());
        }
    }

    /** Prints the mean over the questions for every form of the index and every constraint. */
    void print(PrintStream out) {
        compareAll();
        for (IndexState state : IndexState.values()) {
            try (HybridIndex index = BenchmarkIndex.open(folder, state, encoder)) {
                for (Constraint constraint : Constraint.values()) {
                    out.printf(
                            Locale.ROOT,
                            "recall@%d %s %s: %.3f (n=%d)%n",
                            NEAREST,
                            state,
                            constraint,
                            recall(index, constraint),
                            questions.size());
                }
            }
        }
    }

    private void compareAll() {
        List<CorpusText> passages = folder.passages();
        for (int number = 0; number < passages.size(); number++) {
            float[] vector = encoder.encode(passages.get(number).text(), Kind.PASSAGE, Deadline.never())
                    .vector();
            for (int i = 0; i < questions.size(); i++) {
                offer(number, i, dot(questions.get(i), vector));
            }
        }
    }

    private void offer(int number, int question, float score) {
        for (Constraint constraint : Constraint.values()) {
            PriorityQueue<Float> scores = best(constraint, question);
            Float worst = scores.peek();
            boolean better = scores.size() < NEAREST || worst == null || score > worst;
            if (better && constraint.admits(number)) {
                scores.add(score);
                if (scores.size() > NEAREST) {
                    scores.remove();
                }
            }
        }
    }

    private PriorityQueue<Float> best(Constraint constraint, int question) {
        return Objects.requireNonNull(best.get(constraint)).get(question);
    }

    private double recall(HybridIndex index, Constraint constraint) {
        double found = 0;
        try (IndexSnapshot snapshot = index.snapshot()) {
            for (int i = 0; i < questions.size(); i++) {
                PriorityQueue<Float> scores = best(constraint, i);
                Float tenth = scores.peek();
                double least = tenth == null ? 0 : tenth - ROUNDING;
                List<Hit> hits =
                        snapshot.nearest(questions.get(i), constraint.within()).top(HybridRetriever.DEPTH);
                long good = hits.stream()
                        .limit(NEAREST)
                        .filter(hit -> hit.score() >= least)
                        .count();
                found += good / (double) Math.max(1, scores.size());
            }
        }
        return found / questions.size();
    }

    private static float dot(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
