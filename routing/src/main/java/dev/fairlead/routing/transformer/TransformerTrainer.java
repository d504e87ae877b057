package dev.fairlead.routing.transformer;

import dev.fairlead.routing.Pooling;
import dev.fairlead.routing.graph.BertWeights;
import dev.fairlead.routing.transformer.kernel.Team;
import dev.fairlead.routing.transformer.network.Encoder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
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
    private final Control control;

    private TransformerTrainer(Builder builder) {
        this.weights = builder.weights;
        this.pooling = builder.pooling;
        this.threads = builder.threads;
        this.control =
                new Control(builder.budget, builder.patience, builder.checkpoint, builder.listener, builder.stop);
        this.settings =
                new Settings(builder.depth, builder.epochs, builder.batch, builder.rate, builder.dropout, builder.seed);
    }

    /** What a result depends on, besides the examples. */
    record Settings(Depth depth, int epochs, int batch, double rate, double dropout, long seed) {
        /** In words, the same on every machine: a set has no order of its own. */
        Map<String, String> named() {
            Map<String, String> named = new TreeMap<>();
            named.put("depth", depth.name());
            if (depth instanceof Depth.LowRank lowRank) {
                named.put("alpha", Double.toString(lowRank.alpha()));
                named.put(
                        "targets", lowRank.targets().stream().sorted().toList().toString());
            }
            named.put("epochs", Integer.toString(epochs));
            named.put("batch", Integer.toString(batch));
            named.put("rate", Double.toString(rate));
            named.put("dropout", Double.toString(dropout));
            named.put("seed", Long.toString(seed));
            return named;
        }
    }

    /**
     * The hyper-parameters, for a model's card.
     *
     * @return by name, in its order
     */
    public Map<String, String> settings() {
        Map<String, String> named = settings.named();
        named.put("pooling", pooling.name());
        return named;
    }

    /** How a training is watched over. */
    record Control(
            Duration budget,
            int patience,
            Optional<Path> checkpoint,
            Consumer<Progress> listener,
            BooleanSupplier stop) {}

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
        private static final Duration LONGEST = Duration.ofDays(365);
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
        private Duration budget = LONGEST;
        private int patience = 2;
        private Optional<Path> checkpoint = Optional.empty();
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
         * How long a training may take. Once a tenth of the steps is taken there are fewer epochs where all would take too long,
         * and the result then depends on how fast the machine is; a training that is late after all ends where it is.
         *
         * @param newBudget above zero; a year unless set
         * @return this
         * @throws IllegalArgumentException if {@code newBudget} is not above zero
         */
        public Builder budget(Duration newBudget) {
            if (newBudget.isNegative() || newBudget.isZero()) {
                throw new IllegalArgumentException("budget must be above zero, was " + newBudget);
            }
            this.budget = newBudget;
            return this;
        }

        /**
         * After how many epochs in which the held-out loss has not fallen the training ends.
         *
         * @param newPatience in [1, 1000]; 2 unless set
         * @return this
         * @throws IllegalArgumentException if {@code newPatience} is outside its range
         */
        public Builder patience(int newPatience) {
            this.patience = within("patience", newPatience, MAX_EPOCHS);
            return this;
        }

        /**
         * Where the state of a training is written, at the end of each epoch, every five minutes and when it is given up. Where
         * that file exists already, the training goes on from it, and ends with the same weights bit for bit as if it had never
         * stopped. It is replaced whole or not at all, has up to four times the size of the weights, and is left to the caller.
         *
         * @param newCheckpoint nowhere unless set
         * @return this
         */
        public Builder checkpoint(Path newCheckpoint) {
            this.checkpoint = Optional.of(newCheckpoint);
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
     * Trains. Of all epochs the one with the least held-out loss is kept, the last where nothing is held out.
     *
     * @param examples to learn from, at least one
     * @param heldOut never learnt from; may be empty
     * @param classes how many there are, at least 2
     * @return the result
     * @throws IllegalArgumentException if there are no examples, fewer than two classes, a label that is none of the classes, a
     *     token that the encoder does not know, more tokens than it has positions for, or a checkpoint of another training
     * @throws CancellationException if the training was given up
     * @throws dev.fairlead.RoutingException if the loss is no number any more
     * @throws UncheckedIOException if a checkpoint cannot be read or written
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
            int epoch = fit(team, network, examples, heldOut);
            Map<String, float[]> values = encoder.values();
            BertWeights trained = weights.with(name -> Objects.requireNonNull(values.get(name), name));
            return new FineTuned(trained, pooling, network.head(), epoch);
        }
    }

    private int fit(Team team, Network network, List<Example> examples, List<Example> heldOut) {
        HeadStage headStage = new HeadStage(team, network, settings, control.stop());
        if (settings.depth() instanceof Depth.Head) {
            headStage.run(examples);
            return 0;
        }
        Budget budget = new Budget(control.budget());
        Optional<Checkpoint> checkpoint = control.checkpoint()
                .map(file -> new Checkpoint(file, TrainingKey.of(weights, pooling, settings, examples, heldOut)));
        Schedule schedule = new Schedule(examples.size(), settings.batch(), settings.epochs(), settings.seed());
        JointStage joint = new JointStage(team, network, settings);
        Course course = new Course(joint, schedule, new Course.Task(examples, heldOut, checkpoint), control, budget);
        if (!course.resume()) {
            headStage.run(examples);
        }
        return course.run();
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
