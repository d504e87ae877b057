package dev.fairlead.benchmarks.jmh;

import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.Evidence;
import dev.fairlead.Fairlead;
import dev.fairlead.Passage;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.HybridRetriever;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** One question over the corpus on one thread, leg by leg and whole; every sample is one question. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Threads(1)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Xmx512m"})
public class OneQuestion {
    /** Fairlead over the corpus, with the real encoder, extraction, and no router. */
    @State(Scope.Benchmark)
    public static class Asked {
        Fairlead fairlead;

        /** Builds; never abstains, so that every sample extracts. */
        @Setup
        public void build(Searched searched) {
            fairlead =
                    Fairlead.builder(searched.index.retriever()).abstainBelow(0).build();
        }

        /** Closes. */
        @TearDown
        public void close() {
            fairlead.close();
        }
    }

    /** The hits whose passages are loaded. */
    @State(Scope.Benchmark)
    public static class Found {
        IndexSnapshot snapshot;
        List<Hit> hits = List.of();

        /** Searches once. */
        @Setup
        public void search(Searched searched, Questions questions) {
            snapshot = searched.index.snapshot();
            hits = snapshot.lexical(questions.next(), searched.within).top(HybridRetriever.DEFAULT_K);
        }

        /** Lets go of the view. */
        @TearDown
        public void close() {
            snapshot.close();
        }
    }

    /** The leg by words, to full depth. */
    @Benchmark
    public List<Hit> lexicalLeg(Searched searched, Questions questions) {
        try (IndexSnapshot snapshot = searched.index.snapshot()) {
            return snapshot.lexical(questions.next(), searched.within).top(HybridRetriever.DEPTH);
        }
    }

    /** The leg by meaning, to full depth, the question's vector known. */
    @Benchmark
    public List<Hit> denseLeg(Searched searched, Questions questions) {
        Encoding vector = questions.known.encode(questions.next(), TextEncoder.Kind.QUERY, Deadline.never());
        try (IndexSnapshot snapshot = searched.index.snapshot()) {
            return snapshot.nearest(vector.vector(), searched.within).top(HybridRetriever.DEPTH);
        }
    }

    /** Five stored passages. */
    @Benchmark
    public List<Passage> loadFive(Found found) {
        return found.snapshot.passages(found.hits);
    }

    /** Both legs, scores completed, fused, five passages loaded: everything beyond the encoder. */
    @Benchmark
    public Evidence retrieve(Searched searched, Questions questions) {
        return searched.retriever.retrieve(searched.inquiry(questions.next()));
    }

    /** Everything: encoded, retrieved, the best sentences encoded and quoted. */
    @Benchmark
    public Object ask(Searched searched, Asked asked, Questions questions) {
        return searched.ask(asked.fairlead, questions.next());
    }
}
