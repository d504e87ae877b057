package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Encoding;
import dev.fairlead.IntentScore;
import dev.fairlead.RoutingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntentClassifierTest {
    @TempDir
    private Path folder;

    private Path model(String fingerprint, int format) {
        Path file = folder.resolve("model.onnx");
        IntentHead head = new IntentHead(List.of(new LinearLayer(new float[385 * 2], 384, 2)));
        new TrainedIntents(head, Samples.card(List.of("a", "b"), fingerprint, format)).writeTo(file);
        return file;
    }

    private static String refusal(Path file) {
        return assertThrows(RoutingException.class, () -> IntentClassifier.open(file, Samples.encoder()))
                .getMessage();
    }

    @Test
    void a_model_of_another_encoder_is_refused_naming_both() {
        String refusal = refusal(model("onnx-0123456789abcdef", IntentModelCard.FORMAT));

        assertTrue(refusal.contains("onnx-0123456789abcdef"), refusal);
        assertTrue(refusal.contains(Samples.encoder().fingerprint()), refusal);
    }

    @Test
    void a_newer_format_is_refused_naming_both() {
        String refusal = refusal(model(Samples.encoder().fingerprint(), IntentModelCard.FORMAT + 1));

        assertTrue(refusal.contains("format 2"), refusal);
        assertTrue(refusal.contains("up to format 1"), refusal);
    }

    @Test
    void a_model_without_a_card_is_refused(@TempDir Path other) throws IOException {
        String refusal = refusal(Samples.file(other, "all-minilm-l6-v2-q.onnx"));

        assertTrue(refusal.contains("is no intent model"), refusal);
    }

    @Test
    void a_broken_or_missing_file_is_named() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.onnx"), "no model");

        assertTrue(refusal(broken).contains("broken.onnx cannot be loaded"));
        assertTrue(refusal(folder.resolve("none.onnx")).contains("none.onnx does not exist"));
    }

    @Test
    void intents_come_by_falling_probability_and_ties_by_label() {
        try (IntentClassifier classifier = Samples.constant(Map.of("c", 0.25, "b", 0.25, "a", 0.5))) {
            List<IntentScore> scores = classifier.classify(Samples.query("anything"));

            assertEquals(
                    List.of("a", "b", "c"),
                    scores.stream().map(IntentScore::intent).toList());
            assertEquals(0.5, scores.getFirst().probability(), 1e-6);
        }
    }

    @Test
    void the_largest_logit_is_told() {
        try (IntentClassifier classifier = Samples.constant(Map.of("b", 0.25, "a", 0.75))) {
            assertEquals(
                    Math.log(0.75),
                    classifier.predict(Samples.query("anything")).largestLogit(),
                    1e-6);
        }
    }

    @Test
    void a_vector_of_another_dimension_is_refused() {
        try (IntentClassifier classifier = Samples.constant(Map.of("b", 0.25, "a", 0.75))) {
            Encoding other = Encoding.of(new float[] {1}, 1, false);

            assertThrows(IllegalArgumentException.class, () -> classifier.classify(other));
        }
    }

    @Test
    void a_closed_classifier_says_so_and_closing_twice_does_nothing() {
        IntentClassifier classifier = Samples.constant(Map.of("b", 0.25, "a", 0.75));
        Encoding question = Samples.query("anything");
        classifier.close();
        classifier.close();

        assertThrows(IllegalStateException.class, () -> classifier.classify(question));
    }

    @Test
    void a_prediction_has_an_intent() {
        List<IntentScore> none = List.of();

        assertThrows(IllegalArgumentException.class, () -> new IntentPrediction(none, 0));
    }
}
