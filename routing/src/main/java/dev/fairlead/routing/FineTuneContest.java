package dev.fairlead.routing;

import dev.fairlead.routing.graph.BertWeights;
import dev.fairlead.routing.transformer.Depth;
import dev.fairlead.routing.transformer.Example;
import dev.fairlead.routing.transformer.FineTuned;
import dev.fairlead.routing.transformer.TransformerTrainer;
import dev.fairlead.text.ContentHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Fine-tunes at each depth that was asked for, and keeps the simplest model that none beats: a dearer one has to win significantly
 * more held-out rows than it loses. Each is judged in the eight bits that are handed over, a text a run. For one call.
 */
final class FineTuneContest {
    private static final int LEAST_HELD_OUT = 20;

    private final FineTuning tuning;
    private final TrainingRows learn;
    private final TrainingRows heldOut;
    private final Remembering remembering;
    private final long seed;
    private final int threads;
    private final TrainingTexts texts;
    private final List<Example> taught;
    private final List<Example> judges;
    private final Map<String, String> results = new TreeMap<>();

    /**
     * Checks the rows.
     *
     * @param learn rows that are learnt from
     * @param heldOut rows that are not
     * @param remembering what the model is to remember of those it learnt from
     * @throws IllegalArgumentException naming the row, if a text is too long; or if too few are held out
     */
    FineTuneContest(
            FineTuning tuning,
            TrainingRows learn,
            TrainingRows heldOut,
            Remembering remembering,
            long seed,
            int threads) {
        this.tuning = tuning;
        this.learn = learn;
        this.heldOut = heldOut;
        this.remembering = remembering;
        this.seed = seed;
        this.threads = threads;
        this.texts = TrainingTexts.of(tuning.tokenizer(), learn.labels(), tuning.maxTokens());
        if (heldOut.rows().size() < LEAST_HELD_OUT) {
            throw new IllegalArgumentException("fine-tuning needs at least " + LEAST_HELD_OUT
                    + " held-out rows to be judged by, there are "
                    + heldOut.rows().size() + "; write more rows, or train a head alone");
        }
        this.taught = examples(learn);
        this.judges = examples(heldOut);
    }

    /** A model with what it made of the held-out rows. */
    private record Candidate(FineTuned model, Map<String, String> settings, List<Calibration.Scored> scores) {
        List<Boolean> right() {
            return Calibration.right(scores);
        }
    }

    /**
     * Finds the model to keep.
     *
     * @param head the card of a head on all rows
     * @param scores what a head that learnt from the same rows made of the held-out ones
     * @return empty where a head does
     */
    Optional<TrainedIntents> winner(IntentModelCard head, List<Calibration.Scored> scores) {
        BertWeights weights = BertWeights.read(tuning.weights());
        List<Boolean> incumbent = Calibration.right(scores);
        results.put("result of head", accuracy(incumbent));
        Optional<Candidate> kept = Optional.empty();
        long start = System.nanoTime();
        for (int i = 0; i < tuning.depths().size(); i++) {
            Depth depth = tuning.depths().get(i);
            Duration left = tuning.budget().minusNanos(System.nanoTime() - start);
            Duration share = left.dividedBy(tuning.depths().size() - (long) i);
            Candidate candidate = candidate(trainer(depth, weights, share));
            if (beats(depth, candidate.right(), incumbent)) {
                incumbent = candidate.right();
                kept = Optional.of(candidate);
            }
        }
        Optional<TrainedIntents> winner = kept.map(candidate -> handedOver(candidate, head, fingerprint(weights)));
        tuning.depths().forEach(depth -> tuning.checkpoint(depth).ifPresent(FineTuneContest::delete));
        return winner;
    }

    /** How each model did, in words. */
    Map<String, String> results() {
        return results;
    }

    private List<Example> examples(TrainingRows rows) {
        for (int i = 0; i < rows.rows().size(); i++) {
            if (texts.tokenizer()
                    .encode(rows.rows().get(i).text(), tuning.maxTokens())
                    .truncated()) {
                throw rows.tooLong(i, tuning.maxTokens(), "shorten it, or set maxTokens higher, to 512 at most");
            }
        }
        return texts.examples(rows.rows());
    }

    private TransformerTrainer trainer(Depth depth, BertWeights weights, Duration budget) {
        TransformerTrainer.Builder builder = TransformerTrainer.builder(weights, tuning.pooling())
                .seed(seed)
                .threads(threads)
                .depth(depth)
                .budget(budget.compareTo(Duration.ofNanos(1)) < 0 ? Duration.ofNanos(1) : budget);
        tuning.checkpoint(depth).ifPresent(builder::checkpoint);
        return tuning.applyTo(builder).build();
    }

    private Candidate candidate(TransformerTrainer trainer) {
        FineTuned model = trainer.fit(taught, judges, learn.labels().size());
        Map<String, String> settings = trainer.settings();
        settings.put("epoch kept", Integer.toString(model.epoch()));
        try (FineTunedClassifier classifier = FineTunedClassifier.of(model, texts)) {
            return new Candidate(model, settings, scores(classifier));
        }
    }

    private List<Calibration.Scored> scores(FineTunedClassifier classifier) {
        int[] targets = heldOut.targets();
        List<Calibration.Scored> scores = new ArrayList<>();
        for (int i = 0; i < targets.length; i++) {
            float[][] output = classifier.output(heldOut.rows().get(i).text());
            scores.add(new Calibration.Scored(output[0], targets[i]));
        }
        return scores;
    }

    private boolean beats(Depth depth, List<Boolean> right, List<Boolean> incumbent) {
        PairedTest test = PairedTest.of(right, incumbent);
        boolean better = test.chance() <= tuning.alpha();
        results.put(
                "result of " + depth.name(),
                String.format(
                        Locale.ROOT,
                        "%s, %d rows won and %d lost against the simpler, p %.4f: %s",
                        accuracy(right),
                        test.won(),
                        test.lost(),
                        test.chance(),
                        better ? "better" : "no better"));
        return better;
    }

    private static String accuracy(List<Boolean> right) {
        double share = right.stream().filter(Boolean::booleanValue).count() / (double) right.size();
        return String.format(Locale.ROOT, "accuracy %.4f on %d held-out rows", share, right.size());
    }

    private TrainedIntents handedOver(Candidate candidate, IntentModelCard head, String encoder) {
        double temperature = Calibration.temperature(candidate.scores());
        String scheme =
                head.heldOut().scheme().startsWith("rows") ? head.heldOut().scheme() : "held out once";
        Map<String, String> settings = new TreeMap<>(candidate.settings());
        settings.putAll(results);
        IntentModelCard card = new IntentModelCard(
                IntentModelCard.FORMAT,
                learn.labels(),
                encoder,
                temperature,
                learn.hash(),
                learn.rows().size(),
                seed,
                new HeldOutScores(scheme, candidate.scores(), List.of(), 0).figures(temperature, learn.labels()),
                Calibration.threshold(candidate.scores(), temperature),
                settings);
        Optional<IntentGuard> guard = remembering.most() == 0 ? Optional.empty() : guard(candidate, card);
        Examples examples = guard.map(IntentGuard::examples).orElse(Examples.none());
        byte[] file = FineTunedFile.write(candidate.model(), card, texts, examples, guard);
        ReloadCheck.fineTuned(file, card, heldOut.rows(), candidate.scores());
        return new TrainedIntents(file, card, true);
    }

    /** A guard of the file as it is handed over, whose logits are already divided by the temperature. */
    private Optional<IntentGuard> guard(Candidate candidate, IntentModelCard card) {
        float[][] vectors = candidate.model().vectors(taught, threads).toArray(float[][]::new);
        int[] all = IntStream.range(0, vectors.length).toArray();
        Examples examples = remembering.examples(vectors, learn, all).with(learn.rows());
        byte[] draft = FineTunedFile.write(candidate.model(), card, texts, examples, Optional.empty());
        FineTunedClassifier.Memory memory = new FineTunedClassifier.Memory(examples.texts(), Optional.empty());
        List<Calibration.Scored> scores = new ArrayList<>();
        List<Float> nearest = new ArrayList<>();
        try (FineTunedClassifier classifier = FineTunedClassifier.of(draft, "just trained", texts, memory)) {
            int[] targets = heldOut.targets();
            for (int i = 0; i < targets.length; i++) {
                float[][] output = classifier.output(heldOut.rows().get(i).text());
                scores.add(new Calibration.Scored(output[0], targets[i]));
                nearest.add(Examples.largest(output[1]));
            }
        }
        return IntentGuard.of(examples, scores, nearest, 1, remembering.outside(learn));
    }

    private static String fingerprint(BertWeights weights) {
        MessageDigest digest = ContentHash.sha256();
        weights.hash(digest);
        return "weights-" + ModelFile.hex(digest).substring(0, 16);
    }

    private static void delete(Path checkpoint) {
        try {
            Files.deleteIfExists(checkpoint);
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoint " + checkpoint + " cannot be deleted: " + e.getMessage(), e);
        }
    }
}
