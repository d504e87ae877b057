package dev.fairlead.routing;

import dev.fairlead.routing.transformer.Depth;
import dev.fairlead.routing.transformer.Progress;
import dev.fairlead.routing.transformer.TransformerTrainer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What an {@link IntentTrainer} shall try besides a head: depths of fine-tuning, of one encoder's 32-bit weights, within a time.
 * Immutable.
 */
public final class FineTuning {
    private final Builder settings;

    private FineTuning(Builder settings) {
        this.settings = settings;
    }

    /**
     * Settings to fine-tune by.
     *
     * @param weights an ONNX file of the encoder in 32-bit floats, as {@link dev.fairlead.routing.graph.BertWeights#read} takes it
     * @param tokenizer its {@code tokenizer.json}
     * @param pooling how token vectors become one, as the encoder was trained
     * @return a builder
     */
    public static Builder builder(Path weights, Path tokenizer, Pooling pooling) {
        return new Builder(
                Objects.requireNonNull(weights, "weights"),
                Objects.requireNonNull(tokenizer, "tokenizer"),
                Objects.requireNonNull(pooling, "pooling"));
    }

    /** Settings. Not thread-safe. */
    public static final class Builder {
        private static final double ALPHA = 0.05; // as is the custom
        private static final int MAX_TOKENS = 128;
        private static final Duration BUDGET = Duration.ofHours(1);

        private final Path weights;
        private final Path tokenizer;
        private final Pooling pooling;
        private List<Depth> depths = List.of(Depth.full());
        private Duration budget = BUDGET;
        private double alpha = ALPHA;
        private int maxTokens = MAX_TOKENS;
        private Optional<Path> checkpoints = Optional.empty();
        private Consumer<Progress> listener = progress -> {};
        private BooleanSupplier stop = () -> false;
        private UnaryOperator<TransformerTrainer.Builder> trainer = UnaryOperator.identity();

        private Builder(Path weights, Path tokenizer, Pooling pooling) {
            this.weights = weights;
            this.tokenizer = tokenizer;
            this.pooling = pooling;
        }

        private Builder(Builder other) {
            this(other.weights, other.tokenizer, other.pooling);
            this.depths = other.depths;
            this.budget = other.budget;
            this.alpha = other.alpha;
            this.maxTokens = other.maxTokens;
            this.checkpoints = other.checkpoints;
            this.listener = other.listener;
            this.stop = other.stop;
            this.trainer = other.trainer;
        }

        /**
         * What is tried, the simpler before the dearer: each has to beat what was kept before it.
         *
         * @param newDepths at least one, none twice; {@link Depth#full()} unless set
         * @return this
         * @throws IllegalArgumentException if {@code newDepths} is empty or has one twice
         */
        public Builder depths(List<Depth> newDepths) {
            if (newDepths.isEmpty() || newDepths.stream().distinct().count() < newDepths.size()) {
                throw new IllegalArgumentException("depths must be one or more, none twice, were " + newDepths);
            }
            this.depths = List.copyOf(newDepths);
            return this;
        }

        /**
         * How long all of them may take together, the head not counted. Each has its share of what is left, and fewer epochs where
         * all would take longer.
         *
         * @param newBudget above zero; an hour unless set
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
         * How rarely a model that is no better may be taken for better: the level of the paired test on held-out rows.
         *
         * @param newAlpha in (0, 1]; .05 unless set, 1 to take a model that wins and loses as many rows
         * @return this
         * @throws IllegalArgumentException if {@code newAlpha} is outside its range
         */
        public Builder alpha(double newAlpha) {
            if (!(newAlpha > 0) || newAlpha > 1) {
                throw new IllegalArgumentException("alpha must be in (0, 1], was " + newAlpha);
            }
            this.alpha = newAlpha;
            return this;
        }

        /**
         * The longest text, special tokens included. A longer one to train on is refused; of a longer question the rest is not
         * read.
         *
         * @param newMaxTokens in [3, 512]; 128 unless set
         * @return this
         * @throws IllegalArgumentException if {@code newMaxTokens} is outside its range
         */
        public Builder maxTokens(int newMaxTokens) {
            TrainingTexts.checkMaxTokens(newMaxTokens);
            this.maxTokens = newMaxTokens;
            return this;
        }

        /**
         * A folder to keep the state of trainings in, a file for each depth: where one of them is there already, that training goes
         * on from it ({@link TransformerTrainer.Builder#checkpoint}). They are deleted once the model is handed over.
         *
         * @param newCheckpoints an existing folder; none unless set
         * @return this
         */
        public Builder checkpoints(Path newCheckpoints) {
            this.checkpoints = Optional.of(newCheckpoints);
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
         * Asked before each step whether the training shall be given up, with a {@link java.util.concurrent.CancellationException}.
         *
         * @param newStop never unless set
         * @return this
         */
        public Builder stopWhen(BooleanSupplier newStop) {
            this.stop = Objects.requireNonNull(newStop, "newStop");
            return this;
        }

        /**
         * Changes the settings of each training, such as epochs or rate.
         *
         * @param newTrainer given a builder with its depth set; leaves it alone unless set
         * @return this
         */
        public Builder trainer(UnaryOperator<TransformerTrainer.Builder> newTrainer) {
            this.trainer = Objects.requireNonNull(newTrainer, "newTrainer");
            return this;
        }

        /**
         * Builds.
         *
         * @return the settings
         */
        public FineTuning build() {
            return new FineTuning(new Builder(this));
        }
    }

    Path weights() {
        return settings.weights;
    }

    Path tokenizer() {
        return settings.tokenizer;
    }

    Pooling pooling() {
        return settings.pooling;
    }

    List<Depth> depths() {
        return settings.depths;
    }

    Duration budget() {
        return settings.budget;
    }

    double alpha() {
        return settings.alpha;
    }

    int maxTokens() {
        return settings.maxTokens;
    }

    /** The file that keeps the state of a training. */
    Optional<Path> checkpoint(Depth depth) {
        return settings.checkpoints.map(folder -> folder.resolve(depth.name().replace(' ', '-') + ".checkpoint"));
    }

    /** Sets what is the same for all trainings, and what the host asks for. */
    TransformerTrainer.Builder applyTo(TransformerTrainer.Builder builder) {
        return settings.trainer.apply(builder.listener(settings.listener).stopWhen(settings.stop));
    }
}
