package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl;
import dev.fairlead.Deadline;
import dev.fairlead.Evidences;
import dev.fairlead.Inquiry;
import dev.fairlead.RoutePath;
import dev.fairlead.RoutingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fine-tuned model that remembers examples says of how far to trust it. */
class FineTunedGuardTest {
    private static final int REMEMBERED = 10;
    private static final RouteTable TABLE =
            new RouteTable(Map.of("odd", RoutePath.TOOL, "even", RoutePath.CLARIFY), 0, 0);
    private static final List<LabelledText> ROWS = TinyIntents.hard(900, 1);

    @TempDir
    private static Path files;

    private static OnnxTextEncoder encoder;
    private static TrainedIntents tuned;
    private static FineTunedClassifier classifier;

    @BeforeAll
    static void train() throws IOException {
        TinyIntents tiny = TinyIntents.in(files);
        encoder = tiny.encoder();
        tuned = IntentTrainer.builder(encoder)
                .threads(1)
                .remember(REMEMBERED)
                .fineTune(tiny.tuning().build())
                .build()
                .train(ROWS);
        classifier = tuned.fineTunedClassifier();
    }

    @AfterAll
    static void close() {
        classifier.close();
        encoder.close();
    }

    private static IntentPrediction.Trust trust(String text) {
        return classifier.predict(text, Deadline.never()).trust().orElseThrow();
    }

    @Test
    void candidates_hold_the_right_intent_about_as_often_as_they_say() {
        List<LabelledText> unseen = TinyIntents.hard(600, 9);
        long held = unseen.stream()
                .filter(row -> trust(row.text()).candidates().contains(row.label()))
                .count();

        assertTrue(tuned.fineTuned());
        assertEquals(0.95, held / (double) unseen.size(), 0.06);
    }

    @Test
    void texts_like_the_rows_look_typical_as_often_as_chance_says() {
        List<LabelledText> unseen = TinyIntents.hard(600, 10);
        long strange =
                unseen.stream().filter(row -> trust(row.text()).typical() < 0.2).count();

        assertEquals(0.2, strange / (double) unseen.size(), 0.12);
    }

    @Test
    void a_remembered_example_is_nearest_to_itself_by_the_models_own_vectors() {
        List<NearExample> all = classifier.nearest("w3", 1_000, Deadline.never());
        assertEquals(2 * REMEMBERED, all.size());

        for (NearExample example : all) {
            NearExample nearest =
                    classifier.nearest(example.text(), 1, Deadline.never()).getFirst();
            assertEquals(1, nearest.cosine(), 0.02);
        }
        assertThrows(IllegalArgumentException.class, () -> classifier.nearest("w3", 0, Deadline.never()));
    }

    @Test
    void a_route_shows_trust_in_its_trace_and_examples_in_its_explanation() {
        try (IntentRouter router = tuned.router(encoder, TABLE)) {
            Inquiry inquiry = Evidences.inquiry(ROWS.getFirst().text());
            router.route(inquiry, EnumSet.allOf(RoutePath.class));

            assertEquals(
                    List.of("classify", "trust"),
                    inquiry.steps().stream().map(step -> step.name()).toList());
            assertEquals(
                    5,
                    router.explain(inquiry, EnumSet.allOf(RoutePath.class))
                            .examples()
                            .size());
        }
    }

    @Test
    void a_model_that_remembers_nothing_says_nothing_of_trust() throws IOException {
        TinyIntents tiny = TinyIntents.in(files);
        try (FineTunedClassifier plain = IntentTrainer.builder(encoder)
                .threads(1)
                .fineTune(tiny.tuning().build())
                .build()
                .train(TinyIntents.hard(600, 1))
                .fineTunedClassifier()) {
            assertEquals(Optional.empty(), plain.predict("w3", Deadline.never()).trust());
            assertEquals(List.of(), plain.nearest("w3", 1, Deadline.never()));
        }
    }

    @Test
    void a_file_whose_examples_do_not_fit_its_graph_is_refused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("tuned.onnx");
        tuned.writeTo(file);
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder();
        model.getMetadataPropsBuilderList().stream()
                .filter(entry -> entry.getKey().equals("fairlead.examples"))
                .forEach(entry -> entry.setValue("[{\"text\":\"w3\",\"label\":\"odd\"}]"));
        Files.write(file, model.build().toByteArray());

        RoutingException refused = assertThrows(RoutingException.class, () -> FineTunedClassifier.open(file));
        assertTrue(refused.getMessage().contains("names 1 examples for 20 cosines"), refused.getMessage());
    }
}
