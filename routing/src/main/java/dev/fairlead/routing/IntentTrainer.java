package dev.fairlead.routing;

import dev.fairlead.Encoding;
import dev.fairlead.FairleadException;
import dev.fairlead.RoutingException;
import dev.fairlead.TextEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Trains an intent model in seconds: multinomial logistic regression on the query vectors of a frozen encoder, hidden
 * units before it if wanted; with fewer than 50 rows a label the nearest row of each label beside it; and one temperature fitted
 * on rows that were held out. Any set of labels, from two examples a label.
 * Where it is told to {@link Builder#fineTune}, it also trains the encoder, in minutes to an hour, and hands that over if it is
 * better.
 *
 * <p>The same rows, encoder and seed give the same file. Thread-safe; encodes on threads that end with the call.
 */
public final class IntentTrainer {
    private static final int COMPARED = 50;

    private final TextEncoder encoder;
    private final long seed;
    private final int threads;
    private final int hidden;
    private final Remembering remembering;
    private final HeadTraining heads;
    private final Optional<FineTuning> tuning;

    private IntentTrainer(Builder builder) {
        this.encoder = builder.encoder;
        this.seed = builder.seed;
        this.threads = builder.threads;
        this.hidden = builder.hidden;
        this.remembering = new Remembering(builder.remembered, builder.outside);
        this.heads = new HeadTraining(encoder, threads, builder.labelNames, hidden, seed);
        this.tuning = builder.tuning;
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
        private static final int MAX_REMEMBERED = 1000;

        private final TextEncoder encoder;
        private long seed = 1;
        private int threads;
        private boolean labelNames = true;
        private int hidden;
        private int remembered;
        private Optional<String> outside = Optional.empty();
        private Optional<FineTuning> tuning = Optional.empty();

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
         * gain from them; narrow ones do not. Costs as many times the training time as there are units for each label: 256 units
         * on 10,000 rows take minutes, not seconds. Their labels are smoothed by a tenth.
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
         * Also fine-tunes, and hands that model over where it is better than the head on held-out rows by McNemar's test. It then
         * has learnt from the other rows only, and its card tells how all did.
         *
         * @param newTuning what to try; a head alone unless set
         * @return this
         */
        public Builder fineTune(FineTuning newTuning) {
            this.tuning = Optional.of(newTuning);
            return this;
        }

        /**
         * How many examples of each label a model remembers, to tell texts that are like none and to say which intents a text
         * may have: {@link IntentPrediction.Trust}. Costs 384 bytes and its text each in the file: whoever has the file can read
         * them. A fine-tuned model compares by its own vectors. On CLINC150 5, 10, 20, 40 and all 100 of a label tell texts outside all intents with an area under the curve of .976, .978,
         * .980, .980 and .981.
         *
         * <p>Where training rows come in families, such as paraphrases by one hand, those held out of them look easier than what
         * people ask: there give rows apart, {@link IntentTrainer#train(List, List)}. On CLINC150 sets meant for .95 held the right
         * intent of .931 to .940 of 4,500 test rows by a tenth of its training rows (three seeds), of .944 by its development rows.
         * Command: {@code benchmarks.jar quality intents --data DIR}, and with {@code --held-out dev}.
         *
         * <p>With fewer than 20 rows held out there is no guard.
         *
         * @param examples in [0, 1000]; 0, no guard, unless set
         * @return this
         * @throws IllegalArgumentException if {@code examples} is outside its range
         */
        public Builder remember(int examples) {
            if (examples < 0 || examples > MAX_REMEMBERED) {
                throw new IllegalArgumentException("examples must be in [0, " + MAX_REMEMBERED + "], was " + examples);
            }
            this.remembered = examples;
            return this;
        }

        /**
         * The label of rows that belong to no intent. It is an intent like others to the model, but never among those that a text may
         * have, and texts like its rows look strange.
         *
         * <p>With CLINC150's 100 such rows .929 of its texts outside are told where development rows keep .925 of those in scope, .910
         * without; .830 and .816 where they keep .95. Command: {@code benchmarks.jar quality intents --data DIR --outside too}.
         *
         * @param label a label of the rows; none unless set, and none for rows without it
         * @return this
         */
        public Builder outside(String label) {
            this.outside = Optional.of(label);
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
     * Trains on lines of {@code {"text": .., "label": ..}} in UTF-8, some of which are held out to judge by.
     *
     * @param path a file, or a folder whose files ending in {@code .jsonl} are read in order of name
     * @return the model, which was opened and compared once
     * @throws IllegalArgumentException naming file and line and what to do, if a line is malformed, a text has two labels or is
     *     too long, a label has one example, there are fewer than two labels, or too few rows to fine-tune
     * @throws RoutingException if a file cannot be read, or the finished model does not say what it was trained to say
     * @throws FairleadException if encoding failed
     * @throws java.util.concurrent.CancellationException if a fine-tuning was given up
     */
    public TrainedIntents train(Path path) {
        return train(read(path).toTrainOn());
    }

    /**
     * As {@link #train(Path)}, judged by other rows.
     *
     * @param path rows to train on
     * @param heldOut rows to judge by, fit the temperature on and choose the model with: never those it is reported on
     * @return the model
     * @throws IllegalArgumentException as above, or if a held-out row has an unknown label or a text that is trained on
     * @throws RoutingException as above
     * @throws FairleadException if encoding failed
     */
    public TrainedIntents train(Path path, Path heldOut) {
        TrainingRows rows = read(path).toTrainOn();
        return train(rows, read(heldOut).toJudge(rows));
    }

    private static TrainingRows.Raw read(Path path) {
        try {
            return TrainingRows.raw(path);
        } catch (IOException e) {
            throw new RoutingException("training data: " + e.getMessage(), e);
        }
    }

    /**
     * As {@link #train(Path)}, of rows that are named by their number, counted from 1.
     *
     * @param rows the examples
     * @return the model
     * @throws IllegalArgumentException as above
     * @throws FairleadException if encoding failed
     */
    public TrainedIntents train(List<LabelledText> rows) {
        return train(TrainingRows.of(rows));
    }

    /**
     * As {@link #train(Path, Path)}, of rows that are named by their number, counted from 1.
     *
     * @param rows the examples
     * @param heldOut rows to judge by
     * @return the model
     * @throws IllegalArgumentException as above
     * @throws FairleadException if encoding failed
     */
    public TrainedIntents train(List<LabelledText> rows, List<LabelledText> heldOut) {
        TrainingRows checked = TrainingRows.of(rows);
        return train(checked, TrainingRows.raw(heldOut).toJudge(checked));
    }

    private TrainedIntents train(TrainingRows rows) {
        float[][] vectors = encode(rows);
        HeldOutScores.Fit fit = heads.fit(vectors, rows, remembering.outside(rows));
        HeldOutScores heldOut = HeldOutScores.of(vectors, rows.targets(), seed, fit);
        IntentHead head = fit.on(all(rows)).weighing(heldOut.weight());
        List<Float> nearest = HeldOutScores.nearest(
                vectors, rows.targets(), seed, taught -> remembering.examples(vectors, rows, taught));
        Judged judged = new Judged(heldOut, nearest, rows.at(heldOut.first()));
        return handedOver(head, rows, vectors, judged, rows.except(heldOut.first()));
    }

    private TrainedIntents train(TrainingRows rows, TrainingRows given) {
        float[][] vectors = encode(rows);
        IntentHead head = heads.fit(vectors, rows, remembering.outside(rows)).on(all(rows));
        float[][] judging = encode(given);
        HeldOutScores heldOut = HeldOutScores.given(head, judging, given.targets());
        Examples examples = remembering.examples(vectors, rows, all(rows));
        List<Float> nearest = Arrays.stream(judging).map(examples::nearest).toList();
        return handedOver(head.weighing(heldOut.weight()), rows, vectors, new Judged(heldOut, nearest, given), rows);
    }

    /** What was held out: its scores, its cosines to what is remembered without it, and those rows that judge a fine-tuning. */
    private record Judged(HeldOutScores heldOut, List<Float> nearest, TrainingRows rows) {}

    private static int[] all(TrainingRows rows) {
        return IntStream.range(0, rows.rows().size()).toArray();
    }

    private TrainedIntents handedOver(
            IntentHead head, TrainingRows rows, float[][] vectors, Judged judged, TrainingRows learn) {
        HeldOutScores heldOut = judged.heldOut();
        Map<String, String> settings = new TreeMap<>(Map.of("depth", "head", "hidden units", Integer.toString(hidden)));
        if (head.neighbours().isPresent()) {
            settings.put("weight of the nearest row", Float.toString(head.weight()));
        }
        remembering.outside().ifPresent(label -> settings.put("outside", label));
        IntentModelCard card = card(rows, heldOut, settings);
        if (tuning.isPresent()) {
            FineTuneContest contest =
                    new FineTuneContest(tuning.get(), learn, judged.rows(), remembering, seed, threads);
            List<Calibration.Scored> scores =
                    heldOut.scores().subList(0, judged.rows().rows().size());
            Optional<TrainedIntents> winner = contest.winner(card, scores);
            if (winner.isPresent()) {
                return winner.get();
            }
            settings.putAll(contest.results());
            card = card(rows, heldOut, settings);
        }
        Examples examples = remembering.examples(vectors, rows, all(rows)).with(rows.rows());
        Optional<IntentGuard> guard = IntentGuard.of(
                examples, heldOut.scores(), judged.nearest(), card.temperature(), remembering.outside(rows));
        TrainedIntents trained = new TrainedIntents(head, card, guard);
        List<float[]> some = List.of(vectors).subList(0, Math.min(COMPARED, vectors.length));
        ReloadCheck.head(trained, head, some, encoder);
        return trained;
    }

    private IntentModelCard card(TrainingRows rows, HeldOutScores heldOut, Map<String, String> settings) {
        double temperature = Calibration.temperature(heldOut.scores());
        return new IntentModelCard(
                IntentModelCard.FORMAT,
                rows.labels(),
                encoder.fingerprint(),
                temperature,
                rows.hash(),
                rows.rows().size(),
                seed,
                heldOut.figures(temperature, rows.labels()),
                Calibration.threshold(heldOut.scores(), temperature),
                settings);
    }

    private float[][] encode(TrainingRows rows) {
        List<Encoding> encodings = new RowEncoder(encoder, threads)
                .encode(rows.rows().stream().map(LabelledText::text).toList());
        for (int i = 0; i < encodings.size(); i++) {
            if (encodings.get(i).truncated()) {
                throw rows.tooLong(i, encoder.maxTokens(), "shorten it to what tells its label");
            }
        }
        return encodings.stream().map(Encoding::vector).toArray(float[][]::new);
    }
}
