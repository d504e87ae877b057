package dev.fairlead.benchmarks.quality;

import dev.fairlead.Deadline;
import dev.fairlead.Passage;
import dev.fairlead.Reranker;
import dev.fairlead.rerank.LateInteraction;
import dev.fairlead.retrieval.Reranking;
import dev.fairlead.routing.OnnxCrossEncoder;
import dev.fairlead.routing.OnnxTextEncoder;
import dev.fairlead.routing.OnnxTokenEncoder;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reranker a run asks for, at one weight or several, with the processor time it takes. Used by one thread. */
final class MeasuredReranker implements Reranker, AutoCloseable {
    private static final long CACHE_BYTES = 1L << 30;

    private final Reranker reranker;
    private final Runnable closing;
    private final List<Double> weights;
    private final int depth;
    private long nanos;
    private long passages;

    private MeasuredReranker(Reranker reranker, Runnable closing, Setting setting) {
        this.reranker = reranker;
        this.closing = closing;
        this.weights = setting.options().decimals("rerank-weights", 0, 1);
        this.depth = setting.options().integer("rerank-depth", 2, 100).orElse(Reranking.DEFAULT_DEPTH);
    }

    /** {@code late} is late interaction by the encoder that ships; anything else the folder of a cross-encoder. */
    static Optional<MeasuredReranker> of(Setting setting) {
        return setting.options().text("rerank").map(name -> {
            if (name.equals("late")) {
                OnnxTokenEncoder tokens = OnnxTextEncoder.bgeSmallBuilder().buildTokenEncoder();
                return new MeasuredReranker(LateInteraction.of(tokens, CACHE_BYTES), tokens::close, setting);
            }
            Path folder = setting.options().existing("rerank");
            OnnxCrossEncoder cross = OnnxCrossEncoder.builder(
                            folder.resolve("model.onnx"), folder.resolve("tokenizer.json"))
                    .build();
            return new MeasuredReranker(cross, cross::close, setting);
        });
    }

    /** The configurations to measure, by name. */
    Map<String, Reranking> rerankings() {
        Reranking standard = Reranking.by(this).withDepth(depth).withBudget(Duration.ofDays(1));
        Map<String, Reranking> rerankings = new LinkedHashMap<>();
        rerankings.put(SearchedSet.RERANKED, standard);
        weights.forEach(weight -> rerankings.put(SearchedSet.RERANKED + " at " + weight, standard.withWeight(weight)));
        return rerankings;
    }

    @Override
    public String name() {
        return reranker.name();
    }

    @Override
    public double[] scores(String question, List<Passage> best, Deadline deadline) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        double[] scores = reranker.scores(question, best, deadline);
        nanos += threads.getCurrentThreadCpuTime() - start;
        passages += scores.length;
        return scores;
    }

    /** What it cost so far. */
    String cost() {
        return String.format(
                "%s: %,d passages, %.2f ms of processor time each, those known from before included",
                name(), passages, nanos / 1e6 / Math.max(1, passages));
    }

    @Override
    public void close() {
        closing.run();
    }
}
