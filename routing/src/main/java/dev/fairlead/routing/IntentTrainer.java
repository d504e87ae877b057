package dev.fairlead.routing;

import dev.fairlead.Deadline;
import dev.fairlead.EncodingException;
import dev.fairlead.FairleadException;
import dev.fairlead.RoutingException;
import dev.fairlead.TextEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Trains an intent model in seconds: multinomial logistic regression on the query vectors of a frozen encoder, hidden
 * units before it if wanted, and one temperature fitted on rows that were held out. Any set of labels, from two examples a label.
 *
 * <p>The same rows, encoder and seed give the same file. Thread-safe; encodes on threads that end with the call.
 */
public final class IntentTrainer {
    // CLINC150 and BANKING77: full 96.3 and 93.3, ten examples a label 92.7 and 87.6 (three draws); with a penalty of 1
    // and a
    // rate of .01 95.8 and 92.3, 92.1 and 86.8. Command: benchmarks.jar quality intents --data DIR.
    private static final double PENALTY = 20;
    private static final double RATE = 0.003;
    private static final int BATCH = 64;
    // Five-fold cross-fitting over the 9,302 rows of routing/src/training, accuracy and log-loss: 256 units .858 and
    // .416, 128
    // .851 and .430, none .833 and .500. Command: RouteSweep among this module's tests.
    private static final double HIDDEN_PENALTY = 10;
    private static final double HIDDEN_RATE = 0.001;
    private static final int HIDDEN_BATCH = 32;
    private static final int FEW = 50;
    private static final int LEAST_ROW_VISITS = 40_000;
    private static final int EPOCHS = 10;

    private final TextEncoder encoder;
    private final long seed;
    private final int threads;
    private final boolean labelNames;
    private final int hidden;

    private IntentTrainer(Builder builder) {
        this.encoder = builder.encoder;
        this.seed = builder.seed;
        this.threads = builder.threads;
        this.labelNames = builder.labelNames;
        this.hidden = builder.hidden;
    }

    /**
     * A trainer for one encoder.
     *
     * @param encoder whose vectors the model will take
     * @return a builder
     */
    public static Builder builder(TextEncoder encoder) {
        return new Builder(Objects.requireNonNull(encoder, "encoder"));
    }

    /** Settings of a trainer. Not thread-safe. */
    public static final class Builder {
        private static final int MAX_THREADS = 1024;
        private static final int MAX_HIDDEN = 1024;

        private final TextEncoder encoder;
        private long seed = 1;
        private int threads;
        private boolean labelNames = true;
        private int hidden;

        private Builder(TextEncoder encoder) {
            this.encoder = encoder;
            this.threads = encoder instanceof OnnxTextEncoder onnx
                    ? onnx.workers()
                    : Runtime.getRuntime().availableProcessors();
        }

        /**
         * What the order of rows and the held-out rows are drawn from.
         *
         * @param newSeed any number; 1 unless set
         * @return this
         */
        public Builder seed(long newSeed) {
            this.seed = newSeed;
            return this;
        }

        /**
         * How many rows are encoded at once.
         *
         * @param newThreads in [1, 1024]; unless set, as many as the encoder has workers
         * @return this
         * @throws IllegalArgumentException if {@code newThreads} is outside its range
         */
        public Builder threads(int newThreads) {
            if (newThreads < 1 || newThreads > MAX_THREADS) {
                throw new IllegalArgumentException("threads must be in [1, " + MAX_THREADS + "], was " + newThreads);
            }
            this.threads = newThreads;
            return this;
        }

        /**
         * Whether a label's name, such as {@code card_arrival}, counts as one more example of it where rows are fewer than 50
         * a label. Worth a third of a point of accuracy with ten; switch it off where names mean nothing.
         *
         * @param newLabelNames true unless set
         * @return this
         */
        public Builder labelNames(boolean newLabelNames) {
            this.labelNames = newLabelNames;
            return this;
        }

        /**
         * How many rectified units stand between vector and logits. Broad intents of many domains, such as the shipped ones,
         * gain from them; narrow ones do not. Costs as many times the training time as there are units for each label.
         *
         * @param newHidden in [0, 1024]; 0, plain logistic regression, unless set
         * @return this
         * @throws IllegalArgumentException if {@code newHidden} is outside its range
         */
        public Builder hidden(int newHidden) {
            if (newHidden < 0 || newHidden > MAX_HIDDEN) {
                throw new IllegalArgumentException("hidden must be in [0, " + MAX_HIDDEN + "], was " + newHidden);
            }
            this.hidden = newHidden;
            return this;
        }

        /**
         * Builds.
         *
         * @return the trainer
         */
        public IntentTrainer build() {
            return new IntentTrainer(this);
        }
    }

    /**
     * Trains on lines of {@code {"text": .., "label": ..}} in UTF-8.
     *
     * @param path a file, or a folder whose files ending in {@code .jsonl} are read in order of name
     * @return the model
     * @throws IllegalArgumentException naming file and line, if a line is malformed, a text has two labels, a label has one
     *     example, or there are fewer than two labels
     * @throws RoutingException if a file cannot be read
     * @throws FairleadException if encoding failed
     */
    public TrainedIntents train(Path path) {
        try {
            return train(TrainingRows.read(path));
        } catch (IOException e) {
            throw new RoutingException("training data: " + e.getMessage(), e);
        }
    }

    /**
     * Trains.
     *
     * @param rows the examples
     * @return the model
     * @throws IllegalArgumentException naming the row, counted from 1, if a text has two labels, a label has one example, or
     *     there are fewer than two labels
     * @throws FairleadException if encoding failed
     */
    public TrainedIntents train(List<LabelledText> rows) {
        return train(TrainingRows.of(rows));
    }

    private TrainedIntents train(TrainingRows rows) {
        float[][] vectors = encode(rows.rows().stream().map(LabelledText::text).toList());
        boolean few = rows.rows().size() < FEW * rows.labels().size();
        float[][] names = labelNames && few ? encodeNames(rows.labels()) : new float[0][];
        int[] targets = rows.targets();
        HeldOutScores.Fit fit =
                positions -> fit(vectors, targets, names, rows.labels().size(), positions);
        HeldOutScores heldOut = HeldOutScores.of(vectors, targets, seed, fit);
        double temperature = Calibration.temperature(heldOut.scores());
        IntentHead head = fit.on(IntStream.range(0, targets.length).toArray());
        return new TrainedIntents(
                head,
                new IntentModelCard(
                        IntentModelCard.FORMAT,
                        rows.labels(),
                        encoder.fingerprint(),
                        temperature,
                        rows.hash(),
                        targets.length,
                        seed,
                        heldOut.figures(temperature)));
    }

    private IntentHead fit(float[][] vectors, int[] targets, float[][] names, int classes, int[] positions) {
        List<float[]> chosen = new ArrayList<>();
        int[] labels =
                Arrays.copyOf(Arrays.stream(positions).map(i -> targets[i]).toArray(), positions.length + names.length);
        for (int position : positions) {
            chosen.add(vectors[position]);
        }
        for (int k = 0; k < names.length; k++) {
            labels[positions.length + k] = k;
            chosen.add(names[k]);
        }
        int visits = Math.max(LEAST_ROW_VISITS, EPOCHS * labels.length);
        return HeadFit.of(
                chosen.toArray(new float[0][]),
                labels,
                classes,
                hidden == 0
                        ? new HeadFit.Settings(0, PENALTY, RATE, BATCH, visits, seed)
                        : new HeadFit.Settings(hidden, HIDDEN_PENALTY, HIDDEN_RATE, HIDDEN_BATCH, 2 * visits, seed));
    }

    private float[][] encodeNames(List<String> labels) {
        return encode(labels.stream().map(IntentTrainer::words).toList());
    }

    private static String words(String label) {
        return label.replace('_', ' ').replace('-', ' ').toLowerCase(Locale.ROOT);
    }

    private float[][] encode(List<String> texts) {
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, texts.size()))) {
            List<Future<float[]>> vectors = new ArrayList<>();
            for (String text : texts) {
                vectors.add(pool.submit(() -> encoder.encode(text, TextEncoder.Kind.QUERY, Deadline.never())
                        .vector()));
            }
            float[][] all = new float[texts.size()][];
            for (int i = 0; i < all.length; i++) {
                all[i] = await(vectors.get(i), pool);
            }
            return all;
        }
    }

    private static float[] await(Future<float[]> vector, ExecutorService pool) {
        try {
            return vector.get();
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
            throw new EncodingException("interrupted while encoding training rows", e);
        } catch (ExecutionException e) {
            pool.shutdownNow();
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new EncodingException("a training row could not be encoded", e);
        }
    }
}
