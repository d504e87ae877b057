package dev.fairlead.routing;

import dev.fairlead.Deadline;
import dev.fairlead.EncodingException;
import dev.fairlead.IntentScore;
import dev.fairlead.RoutingException;
import dev.fairlead.routing.transformer.FineTuned;
import dev.fairlead.text.ContentHash;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fine-tuned model at work, from a text to probabilities in one run of an int8 graph: it shares no vector with an index, so
 * a question costs a pass of its own. Thread-safe. Owns native memory; {@link #close()} frees it and waits for calls in flight.
 */
public final class FineTunedClassifier implements AutoCloseable {
    private static final int NAME_LENGTH = 16;

    private final GuardedModel model;
    private final TrainingTexts texts;
    private final String fingerprint;
    private final Memory memory;

    private FineTunedClassifier(GuardedModel model, TrainingTexts texts, String fingerprint, Memory memory) {
        this.model = model;
        this.texts = texts;
        this.fingerprint = fingerprint;
        this.memory = memory;
    }

    /** What was made of a text. */
    record Judged(IntentPrediction prediction, int tokens, boolean truncated) {}

    /**
     * What a model remembers of its training.
     *
     * @param examples texts whose cosines its graph gives, in that order; none where it gives no cosines
     * @param guard what they are good for, where it is calibrated
     */
    record Memory(List<LabelledText> examples, Optional<IntentGuard> guard) {
        static final Memory NONE = new Memory(List.of(), Optional.empty());
    }

    /**
     * Opens a model file, which holds its labels, temperature and tokenizer.
     *
     * @param file what {@link TrainedIntents#writeTo} wrote of a model that was fine-tuned
     * @return the classifier; close it
     * @throws EncodingException if it holds no model and tokenizer that fit each other
     * @throws RoutingException if the file cannot be read, or is no fine-tuned model
     */
    public static FineTunedClassifier open(Path file) {
        try {
            return FineTunedFile.open(ModelFile.read(file), file.toString());
        } catch (IOException e) {
            throw new RoutingException("fine-tuned model: " + e.getMessage(), e);
        }
    }

    /**
     * Uses a model as it comes from its training, in eight bits and at a temperature of 1.
     *
     * @param model from training
     * @param texts what made its examples
     * @return the classifier; close it
     * @throws RoutingException if there are more or fewer labels than classes
     */
    public static FineTunedClassifier of(FineTuned model, TrainingTexts texts) {
        return of(model.onnx(1, Map.of()), "just trained", texts, Memory.NONE);
    }

    static FineTunedClassifier of(byte[] content, String name, TrainingTexts texts, Memory memory) {
        EncoderModel opened = memory.examples().isEmpty()
                ? EncoderModel.openScorer(content, name)
                : EncoderModel.openScorer(content, name, IntentGraph.COSINES);
        int workers = Runtime.getRuntime().availableProcessors();
        GuardedModel guarded = new GuardedModel(opened, name, new WorkerGate(workers));
        try {
            float[][] rows = guarded.probe(texts.maxTokens(), texts.tokenizer().vocabularySize());
            requireSize(name, "labels", texts.labels().size(), "classes", rows[0].length);
            if (rows.length > 1) {
                requireSize(name, "examples", memory.examples().size(), "cosines", rows[1].length);
            }
        } catch (EncodingException | RoutingException e) {
            guarded.close();
            throw e;
        }
        MessageDigest digest = ContentHash.sha256();
        digest.update(content);
        return new FineTunedClassifier(
                guarded, texts, "fine-tuned-" + ModelFile.hex(digest).substring(0, NAME_LENGTH), memory);
    }

    private static void requireSize(String name, String named, int names, String given, int values) {
        if (names != values) {
            throw new RoutingException(
                    "fine-tuned model " + name + " names " + names + " " + named + " for " + values + " " + given);
        }
    }

    /** Tells this model from others. */
    String fingerprint() {
        return fingerprint;
    }

    /**
     * The probabilities of a text's classes.
     *
     * @param text any text; what is too long is cut
     * @param deadline when a run is ended
     * @return every label, by falling probability, ties by label
     * @throws dev.fairlead.DeadlineExceededException at the deadline
     * @throws EncodingException if the model failed
     */
    public List<IntentScore> classify(String text, Deadline deadline) {
        return predict(text, deadline).intents();
    }

    /**
     * The probabilities of a text's classes, and how strongly it is like any intent at all.
     *
     * @param text any text; what is too long is cut
     * @param deadline when a run is ended
     * @return intents and largest logit, over the model's temperature
     * @throws dev.fairlead.DeadlineExceededException at the deadline
     * @throws EncodingException if the model failed
     */
    public IntentPrediction predict(String text, Deadline deadline) {
        return judge(text, deadline).prediction();
    }

    Judged judge(String text, Deadline deadline) {
        GuardedModel.Run run = run(text, deadline);
        float[] logits = run.output()[0];
        double[] probabilities = Calibration.probabilities(logits, 1);
        List<IntentScore> scores = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            scores.add(new IntentScore(texts.labels().get(i), Math.min(1, probabilities[i])));
        }
        scores.sort(
                Comparator.comparingDouble(IntentScore::probability).reversed().thenComparing(IntentScore::intent));
        float logit = logits[Calibration.largest(logits)];
        Optional<IntentPrediction.Trust> trust =
                memory.guard().map(guard -> guard.trust(texts.labels(), scores, logits, run.output()[1]));
        IntentPrediction prediction = new IntentPrediction(scores, logit, trust);
        return new Judged(prediction, run.tokens().ids().length, run.tokens().truncated());
    }

    /**
     * The remembered examples that a text is most like, for a person to see why; of a model that was trained with {@link
     * IntentTrainer.Builder#remember}.
     *
     * @param text any text; what is too long is cut
     * @param most how many, at least 1
     * @param deadline when a run is ended
     * @return by falling cosine of the model's own vectors, ties in the order of training; empty where it remembers nothing
     * @throws IllegalArgumentException if {@code most} is below 1
     * @throws dev.fairlead.DeadlineExceededException at the deadline
     * @throws EncodingException if the model failed
     */
    public List<NearExample> nearest(String text, int most, Deadline deadline) {
        if (most < 1) {
            throw new IllegalArgumentException("most must be at least 1, was " + most);
        }
        return memory.examples().isEmpty()
                ? List.of()
                : Examples.nearest(memory.examples(), run(text, deadline).output()[1], most);
    }

    /** The logits of a text, over the temperature of the file, in the order of the labels; then its cosines, if there are any. */
    float[][] output(String text) {
        return run(text, Deadline.never()).output();
    }

    private GuardedModel.Run run(String text, Deadline deadline) {
        return model.run(() -> texts.tokenizer().encode(text, texts.maxTokens()), deadline);
    }

    @Override
    public void close() {
        model.close();
    }
}
