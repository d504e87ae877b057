package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.IntentScore;
import dev.fairlead.RoutingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntentTrainerTest {
    private static TrainedIntents trained;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() {
        trained = IntentTrainer.builder(Samples.encoder()).build().train(Samples.orders());
    }

    private byte[] bytes(TrainedIntents intents, String name) throws IOException {
        Path file = folder.resolve(name);
        intents.writeTo(file);
        return Files.readAllBytes(file);
    }

    @Test
    void what_was_learnt_holds_for_new_texts() {
        try (IntentClassifier classifier = trained.classifier(Samples.encoder())) {
            assertEquals(
                    "buy",
                    classifier
                            .predict(Samples.query("I'd like to order a chair"))
                            .top()
                            .intent());
            assertEquals(
                    "refund",
                    classifier
                            .predict(Samples.query("give me a refund for it"))
                            .top()
                            .intent());
            assertEquals(
                    "opening_hours",
                    classifier
                            .predict(Samples.query("at what time do you close?"))
                            .top()
                            .intent());
        }
    }

    @Test
    void a_reloaded_model_gives_the_same_probabilities() {
        Path file = folder.resolve("orders.onnx");
        trained.writeTo(file);
        try (IntentClassifier before = trained.classifier(Samples.encoder());
                IntentClassifier after = IntentClassifier.open(file, Samples.encoder())) {
            for (LabelledText row : Samples.orders().subList(0, 6)) {
                List<IntentScore> expected = before.classify(Samples.query(row.text()));
                List<IntentScore> actual = after.classify(Samples.query(row.text()));
                for (int i = 0; i < expected.size(); i++) {
                    assertEquals(expected.get(i).intent(), actual.get(i).intent());
                    assertEquals(expected.get(i).probability(), actual.get(i).probability(), 1e-6);
                }
            }
            assertEquals(before.card(), after.card());
        }
    }

    @Test
    void the_same_seed_gives_the_same_bytes() throws IOException {
        for (int hidden : new int[] {0, 4}) {
            IntentTrainer trainer = IntentTrainer.builder(Samples.encoder())
                    .seed(11)
                    .hidden(hidden)
                    .build();
            IntentTrainer onOneThread = IntentTrainer.builder(Samples.encoder())
                    .seed(11)
                    .hidden(hidden)
                    .threads(1)
                    .build();

            assertArrayEquals(
                    bytes(trainer.train(Samples.orders()), "a.onnx"),
                    bytes(onOneThread.train(Samples.orders()), "b.onnx"));
        }
    }

    @Test
    void another_seed_gives_another_model() throws IOException {
        IntentTrainer other = IntentTrainer.builder(Samples.encoder()).seed(12).build();

        assertFalse(Arrays.equals(bytes(trained, "a.onnx"), bytes(other.train(Samples.orders()), "b.onnx")));
    }

    @Test
    void the_temperature_does_not_raise_the_held_out_loss() {
        IntentModelCard.HeldOut heldOut = trained.card().heldOut();

        assertTrue(heldOut.logLoss() <= heldOut.rawLogLoss() + 1e-9, heldOut::toString);
        assertEquals(Samples.orders().size(), heldOut.rows());
        assertTrue(heldOut.scheme().contains("cross-fitting"));
    }

    @Test
    void of_many_rows_a_tenth_is_held_out() {
        float[][] vectors = new float[10_200][2];
        int[] targets = new int[vectors.length];
        for (int i = 0; i < vectors.length; i++) {
            targets[i] = i % 3 == 0 ? 1 : 0;
            vectors[i][targets[i]] = 1;
        }
        HeldOutScores scores = HeldOutScores.of(vectors, targets, 1, positions -> {
            assertEquals(9_180, positions.length);
            return new IntentHead(List.of(new LinearLayer(new float[] {1, 0, 0, 1, 0, 0}, 2, 2)));
        });

        assertEquals(1_020, scores.scores().size());
        assertEquals(
                340, scores.scores().stream().filter(row -> row.label() == 1).count());
        assertTrue(scores.scheme().contains("a tenth"));
    }

    @Test
    void the_card_says_what_was_trained_on_what() {
        IntentModelCard card = trained.card();

        assertEquals(IntentModelCard.FORMAT, card.format());
        assertEquals(List.of("buy", "opening_hours", "refund"), card.labels());
        assertEquals(Samples.encoder().fingerprint(), card.encoder());
        assertEquals(TrainingRows.of(Samples.orders()).hash(), card.dataHash());
        assertEquals(36, card.rows());
        assertEquals(1, card.seed());
        assertTrue(card.heldOut().accuracy() > 0.8, card::toString);
    }

    @Test
    void the_card_names_the_largest_confusions_of_held_out_rows() {
        List<float[]> logits = List.of(
                new float[] {0, 1, 0},
                new float[] {0, 1, 0},
                new float[] {1, 0, 0},
                new float[] {1, 0, 0},
                new float[] {0, 0, 1},
                new float[] {0, 0, 1});
        int[] labels = {0, 0, 0, 1, 1, 2};
        List<Calibration.Scored> scores = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            scores.add(new Calibration.Scored(logits.get(i), labels[i]));
        }

        IntentModelCard.HeldOut figures =
                new HeldOutScores("by hand", scores, List.of(), 0).figures(1, List.of("a", "b", "c"));

        assertEquals(
                List.of(
                        new IntentModelCard.Confusion("a", "b", 2, 3),
                        new IntentModelCard.Confusion("b", "a", 1, 2),
                        new IntentModelCard.Confusion("b", "c", 1, 2)),
                figures.confusions());
    }

    @Test
    void two_examples_a_label_are_enough() {
        List<LabelledText> few = new ArrayList<>();
        few.add(new LabelledText("hello", "greeting"));
        few.add(new LabelledText("good morning", "greeting"));
        few.add(new LabelledText("the invoice is wrong", "complaint"));
        few.add(new LabelledText("I am unhappy with the service", "complaint"));

        TrainedIntents intents = IntentTrainer.builder(Samples.encoder())
                .labelNames(false)
                .build()
                .train(few);

        assertEquals(2, intents.card().labels().size());
    }

    @Test
    void a_file_is_trained_on_as_its_rows_are() throws IOException {
        Path file = folder.resolve("rows.jsonl");
        Files.writeString(file, lines(Samples.orders()));

        TrainedIntents fromFile =
                IntentTrainer.builder(Samples.encoder()).build().train(file);

        assertArrayEquals(bytes(trained, "a.onnx"), bytes(fromFile, "b.onnx"));
    }

    @Test
    void rows_of_another_file_judge_where_they_are_given() throws IOException {
        Path rows = folder.resolve("rows.jsonl");
        Path others = folder.resolve("others.jsonl");
        Files.writeString(rows, lines(Samples.orders()));
        Files.writeString(
                others,
                lines(List.of(
                        new LabelledText("I'd like to order a chair", "buy"),
                        new LabelledText("give me a refund for it", "refund"))));
        IntentTrainer trainer = IntentTrainer.builder(Samples.encoder()).build();

        IntentModelCard card = trainer.train(rows, others).card();

        assertEquals(2, card.heldOut().rows());
        assertEquals("rows given apart", card.heldOut().scheme());
        assertEquals(Samples.orders().size(), card.rows());
        assertTrue(card.threshold() > 1 / 3.0);
        assertEquals(Map.of("depth", "head", "hidden units", "0"), card.settings());
    }

    private static String lines(List<LabelledText> rows) {
        StringBuilder lines = new StringBuilder();
        for (LabelledText row : rows) {
            lines.append("{\"text\": \"" + row.text() + "\", \"label\": \"" + row.label() + "\"}\n");
        }
        return lines.toString();
    }

    @Test
    void a_text_that_the_encoder_would_cut_is_answered_by_its_row() {
        List<LabelledText> rows = new ArrayList<>(Samples.orders());
        rows.add(new LabelledText("buy ".repeat(600), "buy"));
        IntentTrainer trainer = IntentTrainer.builder(Samples.encoder()).build();

        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> trainer.train(rows));
        assertEquals(
                "row 37: the text has more than 512 tokens; shorten it to what tells its label", refusal.getMessage());
    }

    @Test
    void a_missing_file_is_named() {
        RoutingException missing = assertThrows(
                RoutingException.class,
                () -> IntentTrainer.builder(Samples.encoder()).build().train(folder.resolve("none.jsonl")));

        assertTrue(missing.getMessage().contains("none.jsonl does not exist"), missing.getMessage());
    }

    @Test
    void a_written_file_replaces_the_old_one_and_leaves_no_draft() throws IOException {
        Path file = Files.writeString(folder.resolve("orders.onnx"), "old");
        trained.writeTo(file);

        assertNotEquals("old", Files.readString(file, StandardCharsets.ISO_8859_1));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void a_folder_that_does_not_exist_is_named() {
        Path file = folder.resolve("none").resolve("orders.onnx");

        RoutingException refusal = assertThrows(RoutingException.class, () -> trained.writeTo(file));
        assertTrue(refusal.getMessage().contains("orders.onnx"), refusal.getMessage());
    }

    @Test
    void a_setting_out_of_range_is_refused_at_once() {
        IntentTrainer.Builder builder = IntentTrainer.builder(Samples.encoder());

        assertThrows(IllegalArgumentException.class, () -> builder.threads(0));
        assertThrows(IllegalArgumentException.class, () -> builder.hidden(-1));
    }
}
