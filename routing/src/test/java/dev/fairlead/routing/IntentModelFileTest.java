package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.IntentScore;
import dev.fairlead.RoutingException;
import dev.fairlead.TextEncoder;
import dev.fairlead.WordEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file against the head it was written from. */
final class IntentModelFileTest {
    private static final List<String> LABELS = List.of("a", "b \"quoted\"", "ç");
    private static final double TEMPERATURE = 1.7;
    private static final List<IntentModelCard.Confusion> CONFUSIONS = List.of(
            new IntentModelCard.Confusion("a", "ç", 3, 20), new IntentModelCard.Confusion("b \"quoted\"", "a", 1, 9));

    private final WordEncoder encoder = new WordEncoder();

    private IntentModelCard card() {
        return new IntentModelCard(
                IntentModelCard.FORMAT,
                LABELS,
                encoder.fingerprint(),
                TEMPERATURE,
                "beef",
                42,
                -7,
                new IntentModelCard.HeldOut("by hand", 40, 0.9, 0.01, 0.3, 0.4, CONFUSIONS),
                0.7,
                Map.of("depth", "head"));
    }

    private static LinearLayer random(Random random, int inputs, int outputs) {
        float[] weights = new float[(inputs + 1) * outputs];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian();
        }
        return new LinearLayer(weights, inputs, outputs);
    }

    private IntentHead head(Random random, int hidden) {
        return hidden == 0
                ? new IntentHead(List.of(random(random, encoder.dimension(), LABELS.size())))
                : new IntentHead(
                        List.of(random(random, encoder.dimension(), hidden), random(random, hidden, LABELS.size())));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void the_graph_gives_the_tempered_probabilities_of_the_head(int hidden) {
        IntentHead head = head(new Random(hidden), hidden);
        try (IntentClassifier classifier = new TrainedIntents(head, card()).classifier(encoder)) {
            for (String text : List.of("notice period", "who pays the rent of the roof", "cargo")) {
                Encoding question = encoder.encode(text, TextEncoder.Kind.QUERY, Deadline.never());
                double[] expected = Calibration.probabilities(head.logits(question.vector()), TEMPERATURE);
                for (IntentScore score : classifier.classify(question)) {
                    assertEquals(expected[LABELS.indexOf(score.intent())], score.probability(), 1e-5, text);
                }
            }
        }
    }

    @Test
    void the_card_comes_back_as_it_was_written() {
        try (IntentClassifier classifier = new TrainedIntents(head(new Random(1), 0), card()).classifier(encoder)) {
            assertEquals(card(), classifier.card());
        }
    }

    @Test
    void a_card_can_be_read_by_people(@TempDir Path folder) {
        Path file = folder.resolve("intents.onnx");
        new TrainedIntents(head(new Random(1), 0), card()).writeTo(file);

        String text = IntentModelCard.read(file).text();

        assertTrue(text.startsWith("intents: " + LABELS.size() + ": "), text);
        assertTrue(text.contains("held out: 40 rows, by hand\naccuracy: 0.9000\n"), text);
        assertTrue(text.contains("doubt below: 0.7000\ndepth: head\n"), text);
        assertTrue(text.contains("confuses most: a for ç (3 of 20), b \"quoted\" for a (1 of 9)\n"), text);
    }

    @Test
    void a_file_written_before_there_were_confusions_has_none() {
        Map<String, String> metadata = new HashMap<>(IntentModelFile.metadata(card()));
        metadata.remove("fairlead.heldout.confusions");

        IntentModelCard old = IntentModelFile.card(metadata, "old.onnx");

        assertEquals(List.of(), old.heldOut().confusions());
        assertFalse(old.text().contains("confuses"), old.text());
    }

    @Test
    void confusions_that_are_no_list_are_refused_with_the_files_name() {
        Map<String, String> metadata = new HashMap<>(IntentModelFile.metadata(card()));
        metadata.put("fairlead.heldout.confusions", "[3]");
        var refusal = assertThrows(RoutingException.class, () -> IntentModelFile.card(metadata, "x.onnx"));
        assertTrue(refusal.getMessage().contains("x.onnx has broken metadata"), refusal.getMessage());
    }

    @Test
    void a_file_that_holds_no_model_is_refused_by_name(@TempDir Path folder) throws IOException {
        Path words = Files.writeString(folder.resolve("words.onnx"), "words");
        var refusal = assertThrows(RoutingException.class, () -> IntentModelCard.read(words));
        assertTrue(refusal.getMessage().contains("words.onnx is no ONNX file"), refusal.getMessage());
        Path missing = folder.resolve("none.onnx");
        assertThrows(RoutingException.class, () -> IntentModelCard.read(missing));
    }

    @Test
    void probabilities_sum_to_one() {
        Encoding question = encoder.encode("roof", TextEncoder.Kind.QUERY, Deadline.never());
        try (IntentClassifier classifier = new TrainedIntents(head(new Random(2), 5), card()).classifier(encoder)) {
            double sum = classifier.classify(question).stream()
                    .mapToDouble(IntentScore::probability)
                    .sum();
            assertEquals(1, sum, 1e-6);
        }
    }

    @Test
    void a_number_that_is_none_is_refused_with_the_files_name() {
        Map<String, String> metadata = new HashMap<>(Map.of("fairlead.format", "one"));
        var refusal = assertThrows(RoutingException.class, () -> IntentModelFile.card(metadata, "x.onnx"));
        assertTrue(refusal.getMessage().contains("x.onnx has broken metadata"), refusal.getMessage());
    }

    @Test
    void labels_that_are_no_list_are_refused_with_the_files_name() {
        Map<String, String> metadata = Map.of("fairlead.format", "1", "fairlead.labels", "{\"a\": 1}");
        var refusal = assertThrows(RoutingException.class, () -> IntentModelFile.card(metadata, "x.onnx"));
        assertTrue(refusal.getMessage().contains("x.onnx has broken metadata"), refusal.getMessage());
    }

    @Test
    void a_guard_whose_label_outside_is_none_of_the_models_is_refused_with_the_files_name() {
        String numbers =
                "{\"logit\":[0,1],\"nearest\":[0,1],\"outside\":3,\"gap\":[0,1],\"typical\":[0],\"misfit\":[0]}";
        Map<String, String> metadata = Map.of("fairlead.guard", numbers);
        assertTrue(IntentModelFile.guard(metadata, "x.onnx", 4).isPresent());
        var refusal = assertThrows(RoutingException.class, () -> IntentModelFile.guard(metadata, "x.onnx", 3));
        assertTrue(
                refusal.getMessage().contains("x.onnx has broken metadata: outside must be in [0, 3)"),
                refusal.getMessage());
    }

    @Test
    void a_missing_entry_is_named() {
        Map<String, String> metadata = Map.of("fairlead.format", "1");
        var refusal = assertThrows(RoutingException.class, () -> IntentModelFile.card(metadata, "x.onnx"));
        assertTrue(refusal.getMessage().contains("lacks fairlead.labels"), refusal.getMessage());
    }

    @Test
    void a_written_file_may_be_read_by_whoever_may_read_new_files_there(@TempDir Path folder) throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        Path file = folder.resolve("intents.onnx");
        new TrainedIntents(head(new Random(3), 0), card()).writeTo(file);
        Path ordinary = Files.createFile(folder.resolve("ordinary"));
        assertEquals(Files.getPosixFilePermissions(ordinary), Files.getPosixFilePermissions(file));
    }
}
