package dev.fairlead.benchmarks.jmh;

import dev.fairlead.routing.Pooling;
import dev.fairlead.routing.graph.BertWeights;
import dev.fairlead.routing.transformer.Depth;
import dev.fairlead.routing.transformer.Example;
import dev.fairlead.routing.transformer.FineTuned;
import dev.fairlead.routing.transformer.TransformerTrainer;
import dev.fairlead.routing.transformer.kernel.Block;
import dev.fairlead.routing.transformer.kernel.Team;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Full fine-tuning beside the matrix product it is made of: {@code flops} of both are multiplications and additions a second. A
 * training is counted as six times its layers' weights for each token, which leaves out attention, norms, the head and the
 * optimiser's step, all of which take their time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(1)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Xmx1g"})
public class TrainingSpeed {
    private static final int EXAMPLES = 1024;
    private static final int LABELS = 8;
    private static final int TOKENS = 12; // the mean of CLINC150 with both special ones
    private static final int ROWS = 384; // tokens of a step of 32 texts

    /** An ONNX file of a BERT encoder in 32-bit floats. */
    @Param("none")
    public String weights = "none";

    /** How many threads work. */
    @Param({"1", "2"})
    public int workers;

    private final List<Example> examples = new ArrayList<>();
    private BertWeights model;
    private Team team;
    private Block left;
    private Block right;
    private Block product;

    /** What was done. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Done {
        /** Multiplications and additions. */
        public double flops;

        /** Examples learnt from, once each. */
        public long examples;
    }

    /** Reads the weights and draws rows of random tokens. */
    @Setup
    public void open() {
        model = BertWeights.read(Path.of(weights));
        Random random = new Random(1);
        for (int i = 0; i < EXAMPLES; i++) {
            int[] tokens = random.ints(TOKENS, 1_000, model.vocabulary()).toArray();
            examples.add(new Example(tokens, i % LABELS));
        }
        team = Team.of(workers);
        left = random(random, ROWS, model.dimension());
        right = random(random, model.dimension(), 4 * model.dimension());
        product = random(random, ROWS, 4 * model.dimension());
    }

    private static Block random(Random random, int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return Block.of(values, rows, columns);
    }

    /** One product as in a feed-forward layer. */
    @Benchmark
    public float matrixProduct(Done done) {
        team.clear(product);
        team.addProduct(left, right, product);
        done.flops += 2.0 * left.rows() * left.columns() * right.columns();
        return product.values()[0];
    }

    /** One epoch over all examples, the head's first fit included. */
    @Benchmark
    public FineTuned epoch(Done done) {
        FineTuned tuned = TransformerTrainer.builder(model, Pooling.MEAN)
                .depth(Depth.full())
                .threads(workers)
                .epochs(1)
                .build()
                .fit(examples, List.of(), LABELS);
        double layers = 12.0 * model.depth() * model.dimension() * model.dimension();
        done.flops += 6 * layers * EXAMPLES * TOKENS;
        done.examples += EXAMPLES;
        return tuned;
    }

    /** Ends the threads. */
    @TearDown
    public void close() {
        team.close();
    }
}
