package dev.fairlead.routing.transformer;

import dev.fairlead.routing.Pooling;
import dev.fairlead.routing.graph.BertWeights;
import dev.fairlead.routing.transformer.kernel.Team;
import dev.fairlead.routing.transformer.network.Encoder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Teaches an encoder with a linear head to tell classes of texts apart. The head is fitted first, on vectors of the encoder as it
 * came; then, unless the head is all that is wanted, both go on together with AdamW, a rate that rises over a tenth of the steps
 * and falls to zero, and dropout.
 *
 * <p>The same weights, examples, settings and seed give the same result bit for bit on one machine, whatever the number of
 * threads. Immutable and thread-safe; a training uses threads that end with it.
 */
public final class TransformerTrainer {
    private final Settings settings;
    private final BertWeights weights;
    private final Pooling pooling;
    private final int threads;
    private final Consumer<Progress> listener;
    private final BooleanSupplier stop;

    private TransformerTrainer(Builder builder) {
        this.weights = builder.weights;
        this.pooling = builder.pooling;
        this.threads = builder.threads;
        this.listener = builder.listener;
        this.stop = builder.stop;
        this.settings =
                new Settings(builder.depth, builder.epochs, builder.batch, builder.rate, builder.dropout, builder.seed);
    }

    /** What a result depends on, besides the examples. */
    record Settings(Depth depth, int epochs, int batch, double rate, double dropout, long seed) {}

    /**
     * A trainer for one encoder.
     *
     * @param weights what to start from; not changed
     * @param pooling how token vectors become one, as the encoder was trained
     * @return a builder
     */
    public static Builder builder(BertWeights weights, Pooling pooling) {
        return new Builder(Objects.requireNonNull(weights, "weights"), Objects.requireNonNull(pooling, "pooling"));
    }

    /** Settings of a trainer. Not thread-safe. */
    public static final class Builder {
        // Chosen from the range of Devlin et al. 2019, appendix A.3, where a larger rate suits smaller models.
        private static final double FULL_RATE = 1e-4;
        private static final double LOW_RANK_RATE = 5e-4;
        private static final double DROPOUT = 0.1;
        private static final int MAX_THREADS = 1024;
        private static final int MAX_EPOCHS = 1000;
        private static final int MAX_BATCH = 4096;

        private final BertWeights weights;
        private final Pooling pooling;
        private Depth depth = Depth.full();
        private int epochs = 5;
        private int batch = 32;
        private double rate;
        private double dropout = DROPOUT;
        private long seed = 1;
        private int threads = Runtime.getRuntime().availableProcessors();
        private Consumer<Progress> listener = progress -> {};
        private BooleanSupplier stop = () -> false;

        private Builder(BertWeights weights, Pooling pooling) {
            this.weights = weights;
            this.pooling = pooling;
        }

        /**
         * How much of the model is trained.
         *
         * @param newDepth {@link Depth#full()} unless set
         * @return this
         */
        public Builder depth(Depth newDepth) {
            this.depth = Objects.requireNonNull(newDepth, "newDepth");
            return this;
        }

        /**
         * How often each example is learnt from, once the head is fitted.
         *
         * @param newEpochs in [1, 1000]; 5 unless set
         * @return this
         * @throws IllegalArgumentException if {@code newEpochs} is outside its range
         */
        public Builder epochs(int newEpochs) {
            this.epochs = within("epochs", newEpochs, MAX_EPOCHS);
            return this;
        }

        /**
         * How many examples a step learns from.
         *
         * @param newBatch in [1, 4096]; 32 unless set
         * @return this
         * @throws IllegalArgumentException if {@code newBatch} is outside its range
         */
        public Builder batch(int newBatch) {
            this.batch = within("batch", newBatch, MAX_BATCH);
            return this;
        }

        /**
         * The largest step size.
         *
         * @param newRate above 0, at most .1; unless set, 1e-4 for {@link Depth.Full} and 5e-4 for {@link Depth.LowRank}
         * @return this
         * @throws IllegalArgumentException if {@code newRate} is outside its range
         */
        public Builder rate(double newRate) {
            if (!(newRate > 0) || newRate > 0.1) {
                throw new IllegalArgumentException("rate must be in (0, 0.1], was " + newRate);
            }
            this.rate = newRate;
            return this;
        }

        /**
         * Which share of values is dropped while learning, in every layer, in attention and before the head.
         *
         * @param newDropout in [0, .9]; .1 unless set
         * @return this
         * @throws IllegalArgumentException if {@code newDropout} is outside its range
         */
        public Builder dropout(double newDropout) {
            if (!(newDropout >= 0) || newDropout > 0.9) {
                throw new IllegalArgumentException("dropout must be in [0, 0.9], was " + newDropout);
            }
            this.dropout = newDropout;
            return this;
        }

        /**
         * What the order of examples, dropout and first weights of adapters are drawn from.
         *
         * @param newSeed any number; 1 unless set
         * @return this
         */
        public Builder seed(long newSeed) {
            this.seed = newSeed;
            return this;
        }

        /**
         * How many threads work.
         *
         * @param newThreads in [1, 1024]; as many as there are processors unless set
         * @return this
         * @throws IllegalArgumentException if {@code newThreads} is outside its range
         */
        public Builder threads(int newThreads) {
            this.threads = within("threads", newThreads, MAX_THREADS);
            return this;
        }

        /**
         * Who is told after each epoch, on the thread that trains.
         *
         * @param newListener nobody unless set
         * @return this
         */
        public Builder listener(Consumer<Progress> newListener) {
            this.listener = Objects.requireNonNull(newListener, "newListener");
            return this;
        }

        /**
         * Asked before each step whether the training shall be given up.
         *
         * @param newStop never unless set
         * @return this
         */
        public Builder stopWhen(BooleanSupplier newStop) {
            this.stop = Objects.requireNonNull(newStop, "newStop");
            return this;
        }

        private static int within(String name, int value, int most) {
            if (value < 1 || value > most) {
                throw new IllegalArgumentException(name + " must be in [1, " + most + "], was " + value);
            }
            return value;
        }

        /**
         * Builds.
         *
         * @return the trainer
         */
        public TransformerTrainer build() {
            if (rate == 0) {
                rate = depth instanceof Depth.LowRank ? LOW_RANK_RATE : FULL_RATE;
            }
            return new TransformerTrainer(this);
        }
    }

    /**
     * Trains.
     *
     * @param examples to learn from, at least one
     * @param heldOut never learnt from, only for {@link Progress}; may be empty
     * @param classes how many there are, at least 2
     * @return the result
     * @throws IllegalArgumentException if there are no examples, fewer than two classes, a label that is none of the classes, a
     *     token that the encoder does not know, or more tokens than it has positions for
     * @throws CancellationException if the training was given up
     */
    public FineTuned fit(List<Example> examples, List<Example> heldOut, int classes) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("examples must not be empty");
        }
        if (classes < 2) {
            throw new IllegalArgumentException("classes must be at least 2, was " + classes);
        }
        check("examples", examples, classes);
        check("heldOut", heldOut, classes);
        try (Team team = Team.of(threads)) {
            Encoder encoder = new Encoder(weights, pooling, team);
            Network network = new Network(encoder, new Head(team, encoder.dimension(), classes));
            new HeadStage(team, network, settings, stop).run(examples);
            if (!(settings.depth() instanceof Depth.Head)) {
                new JointStage(team, network, settings, stop).run(examples, heldOut, listener);
            }
            Map<String, float[]> values = encoder.values();
            return new FineTuned(
                    weights.with(name -> Objects.requireNonNull(values.get(name), name)),
                    pooling,
                    network.head().matrix(),
                    network.head().bias());
        }
    }

    private void check(String name, List<Example> examples, int classes) {
        for (int i = 0; i < examples.size(); i++) {
            Example example = examples.get(i);
            if (example.label() >= classes) {
                throw new IllegalArgumentException(
                        "the label of " + name + "[" + i + "] must be below " + classes + ", was " + example.label());
            }
            if (example.tokens().length > weights.maxTokens()) {
                throw new IllegalArgumentException(name + "[" + i + "] must have at most " + weights.maxTokens()
                        + " tokens, had " + example.tokens().length);
            }
            for (int token : example.tokens()) {
                if (token < 0 || token >= weights.vocabulary()) {
                    throw new IllegalArgumentException("tokens of " + name + "[" + i + "] must be in [0, "
                            + weights.vocabulary() + "), was " + token);
                }
            }
        }
    }
}
