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

/**
 * A fine-tuned model at work, from a text to probabilities in one run of an int8 graph: it shares no vector with an index, so
 * a question costs a pass of its own. Thread-safe. Owns native memory; {@link #close()} frees it and waits for calls in flight.
 */
public final class FineTunedClassifier implements AutoCloseable {
    private static final int NAME_LENGTH = 16;

    private final GuardedModel model;
    private final TrainingTexts texts;
    private final String fingerprint;

    private FineTunedClassifier(GuardedModel model, TrainingTexts texts, String fingerprint) {
        this.model = model;
        this.texts = texts;
        this.fingerprint = fingerprint;
    }

    /** What was made of a text. */
    record Judged(List<IntentScore> scores, int tokens, boolean truncated) {}

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
        return of(model.onnx(1, Map.of()), "just trained", texts);
    }

    static FineTunedClassifier of(byte[] content, String name, TrainingTexts texts) {
        EncoderModel opened = EncoderModel.openScorer(content, name);
        int workers = Runtime.getRuntime().availableProcessors();
        GuardedModel guarded = new GuardedModel(opened, name, new WorkerGate(workers));
        try {
            int classes = guarded.probe(texts.maxTokens(), texts.tokenizer().vocabularySize())[0].length;
            if (classes != texts.labels().size()) {
                throw new RoutingException("fine-tuned model " + name + " names "
                        + texts.labels().size() + " labels for " + classes + " classes");
            }
        } catch (EncodingException | RoutingException e) {
            guarded.close();
            throw e;
        }
        MessageDigest digest = ContentHash.sha256();
        digest.update(content);
        return new FineTunedClassifier(
                guarded, texts, "fine-tuned-" + ModelFile.hex(digest).substring(0, NAME_LENGTH));
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
        return judge(text, deadline).scores();
    }

    Judged judge(String text, Deadline deadline) {
        GuardedModel.Run run = run(text, deadline);
        double[] probabilities = Calibration.probabilities(run.output()[0], 1);
        List<IntentScore> scores = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            scores.add(new IntentScore(texts.labels().get(i), Math.min(1, probabilities[i])));
        }
        scores.sort(
                Comparator.comparingDouble(IntentScore::probability).reversed().thenComparing(IntentScore::intent));
        return new Judged(scores, run.tokens().ids().length, run.tokens().truncated());
    }

    /** The logits of a text, over the temperature of the file, in the order of the labels. */
    float[] logits(String text) {
        return run(text, Deadline.never()).output()[0];
    }

    private GuardedModel.Run run(String text, Deadline deadline) {
        return model.run(() -> texts.tokenizer().encode(text, texts.maxTokens()), deadline);
    }

    @Override
    public void close() {
        model.close();
    }
}
