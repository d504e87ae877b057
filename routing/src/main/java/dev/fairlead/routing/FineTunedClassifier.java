package dev.fairlead.routing;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.Deadline;
import dev.fairlead.EncodingException;
import dev.fairlead.IntentScore;
import dev.fairlead.RoutingException;
import dev.fairlead.routing.transformer.FineTuned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A fine-tuned model at work, from a text to probabilities in one run of an int8 graph: it shares no vector with an index, so
 * a question costs a pass of its own. Thread-safe. Owns native memory; {@link #close()} frees it and waits for calls in flight.
 */
public final class FineTunedClassifier implements AutoCloseable {
    private static final String LABELS = "fairlead.labels";
    private static final String TEMPERATURE = "fairlead.temperature";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final GuardedModel model;
    private final WordPieceTokenizer tokenizer;
    private final List<String> labels;
    private final int maxTokens;

    private FineTunedClassifier(GuardedModel model, WordPieceTokenizer tokenizer, List<String> labels, int maxTokens) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.labels = List.copyOf(labels);
        this.maxTokens = maxTokens;
    }

    /**
     * A trained model as a file: one ONNX graph from token ids to probabilities, with labels and temperature in its metadata.
     *
     * @param model from training
     * @param labels its classes, in the order of their numbers
     * @param temperature what logits are divided by, above 0; fitted on rows held out, 1 for none
     * @param more what else the file shall say of itself, such as figures and settings
     * @return the bytes; equal input gives equal bytes
     * @throws IllegalArgumentException if {@code temperature} is not above 0, or there are more or fewer labels than classes
     */
    public static byte[] file(FineTuned model, List<String> labels, double temperature, Map<String, String> more) {
        if (labels.size() != model.classes()) {
            throw new IllegalArgumentException("labels must be " + model.classes() + ", were " + labels.size());
        }
        Map<String, String> metadata = new TreeMap<>(more);
        try {
            metadata.put(LABELS, JSON.writeValueAsString(labels));
        } catch (JsonProcessingException e) {
            throw new AssertionError("a list of strings is always JSON", e);
        }
        metadata.put(TEMPERATURE, Double.toString(temperature));
        return model.onnx(temperature, metadata);
    }

    /**
     * Opens a model.
     *
     * @param file what {@link #file} made
     * @param tokenizer the {@code tokenizer.json} of the encoder that was trained
     * @param maxTokens where texts are cut, special tokens included, as in training; in [3, 512]
     * @return the classifier; close it
     * @throws IllegalArgumentException if {@code maxTokens} is outside its range
     * @throws EncodingException if the files hold no model and tokenizer that fit each other
     * @throws RoutingException if the model does not name its labels
     */
    public static FineTunedClassifier open(Path file, Path tokenizer, int maxTokens) {
        if (maxTokens < 3 || maxTokens > 512) {
            throw new IllegalArgumentException("maxTokens must be in [3, 512], was " + maxTokens);
        }
        try {
            WordPieceTokenizer words = TokenizerFile.read(Files.readAllBytes(tokenizer), tokenizer.toString());
            EncoderModel opened = EncoderModel.openScorer(Files.readAllBytes(file), file.toString());
            int workers = Runtime.getRuntime().availableProcessors();
            GuardedModel guarded = new GuardedModel(opened, file.toString(), new WorkerGate(workers));
            try {
                return checked(guarded, words, labels(opened, file), maxTokens);
            } catch (EncodingException | RoutingException e) {
                guarded.close();
                throw e;
            }
        } catch (IOException e) {
            throw new EncodingException("fine-tuned model cannot be read: " + e.getMessage(), e);
        }
    }

    private static FineTunedClassifier checked(
            GuardedModel model, WordPieceTokenizer words, List<String> labels, int maxTokens) {
        int classes = model.probe(maxTokens, words.vocabularySize())[0].length;
        if (classes != labels.size()) {
            throw new RoutingException("fine-tuned model " + model.name() + " names " + labels.size() + " labels for "
                    + classes + " classes");
        }
        return new FineTunedClassifier(model, words, labels, maxTokens);
    }

    private static List<String> labels(EncoderModel model, Path file) {
        try {
            String labels = model.metadata().get(LABELS);
            if (labels == null) {
                throw new RoutingException("model " + file + " is no fine-tuned one: its metadata lacks " + LABELS);
            }
            return List.of(JSON.readValue(labels, String[].class));
        } catch (OrtException | JsonProcessingException e) {
            throw new RoutingException("fine-tuned model " + file + " has broken metadata: " + e.getMessage(), e);
        }
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
        float[] logits =
                model.run(() -> tokenizer.encode(text, maxTokens), deadline).output()[0];
        double[] probabilities = Calibration.probabilities(logits, 1);
        List<IntentScore> scores = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            scores.add(new IntentScore(labels.get(i), Math.min(1, probabilities[i])));
        }
        scores.sort(
                Comparator.comparingDouble(IntentScore::probability).reversed().thenComparing(IntentScore::intent));
        return scores;
    }

    @Override
    public void close() {
        model.close();
    }
}
