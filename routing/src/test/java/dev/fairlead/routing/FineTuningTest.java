package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.Evidences;
import dev.fairlead.Inquiry;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.RoutingException;
import dev.fairlead.routing.transformer.Depth;
import dev.fairlead.routing.transformer.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link IntentTrainer} with fine-tuning, on an encoder so small that a training takes a second. */
class FineTuningTest {
    private static final List<LabelledText> ROWS = TinyIntents.hard(600, 1);
    private static final Set<RoutePath> PATHS = EnumSet.allOf(RoutePath.class);
    private static final RouteTable TABLE =
            new RouteTable(Map.of("odd", RoutePath.TOOL, "even", RoutePath.CLARIFY), 0, 0);

    @TempDir
    private static Path files;

    private static TinyIntents tiny;
    private static OnnxTextEncoder encoder;
    private static TrainedIntents tuned;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws IOException {
        tiny = TinyIntents.in(files);
        encoder = tiny.encoder();
        tuned = trainer(tiny.tuning()).train(ROWS);
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    private static IntentTrainer trainer(FineTuning.Builder tuning) {
        return IntentTrainer.builder(encoder)
                .threads(1)
                .fineTune(tuning.build())
                .build();
    }

    private byte[] bytes(TrainedIntents trained) throws IOException {
        Path file = folder.resolve("written.onnx");
        trained.writeTo(file);
        return Files.readAllBytes(file);
    }

    @Test
    void what_a_head_cannot_learn_is_fine_tuned_and_handed_over_as_one_file() {
        Path file = folder.resolve("tuned.onnx");
        tuned.writeTo(file);
        List<LabelledText> unseen = TinyIntents.hard(200, 9);

        assertTrue(tuned.fineTuned());
        long right;
        try (FineTunedClassifier classifier = FineTunedClassifier.open(file)) {
            right = unseen.stream()
                    .filter(row -> classifier
                            .classify(row.text(), Deadline.never())
                            .getFirst()
                            .intent()
                            .equals(row.label()))
                    .count();
        }
        assertEquals(tuned.card().heldOut().accuracy(), right / (double) unseen.size(), 0.1);
        assertEquals(tuned.card(), IntentModelCard.read(file));
    }

    @Test
    void the_card_tells_settings_and_how_each_model_did() {
        IntentModelCard card = tuned.card();
        String text = card.text();

        assertEquals(List.of("even", "odd"), card.labels());
        assertTrue(card.encoder().startsWith("weights-"), text);
        assertTrue(card.heldOut().rows() + card.rows() == ROWS.size(), text);
        assertTrue(card.threshold() > 0.4 && card.threshold() < 1, text);
        assertEquals("full", card.settings().get("depth"));
        assertEquals("0.005", card.settings().get("rate"));
        assertEquals("MEAN", card.settings().get("pooling"));
        assertTrue(text.contains("\nresult of head: accuracy 0."), text);
        assertTrue(text.contains("against the simpler, p 0.0") && text.contains(": better\n"), text);
        assertTrue(card.heldOut().logLoss() <= card.heldOut().rawLogLoss() + 1e-9, text);
    }

    @Test
    void a_router_on_the_file_shows_its_pass_in_the_trace() {
        Path file = folder.resolve("tuned.onnx");
        tuned.writeTo(file);
        try (IntentRouter router = IntentRouter.open(file, encoder, TABLE);
                IntentRouter same = tuned.router(encoder, TABLE)) {
            for (LabelledText row : TinyIntents.hard(20, 11)) {
                Inquiry inquiry = Evidences.inquiry(row.text());
                RouteDecision decision = router.route(inquiry, PATHS);

                String first = decision.intents().getFirst().intent();
                assertEquals(TABLE.path(first), decision.route().path());
                assertEquals(decision, same.route(Evidences.inquiry(row.text()), PATHS));
                assertEquals(
                        List.of("classify"),
                        inquiry.steps().stream().map(step -> step.name()).toList());
                Map<String, Object> details = inquiry.steps().getFirst().details();
                assertEquals(11, details.get("tokens"));
                assertEquals(false, details.get("truncated"));
                assertTrue(details.get("model").toString().startsWith("fine-tuned-"), details::toString);
            }
        }
    }

    @Test
    void a_head_that_none_beats_is_kept_and_says_what_was_tried() {
        TrainedIntents kept = trainer(tiny.tuning().depths(List.of(Depth.lowRank(2), Depth.full())))
                .train(TinyIntents.easy(120));

        assertFalse(kept.fineTuned());
        Map<String, String> settings = kept.card().settings();
        assertEquals("head", settings.get("depth"));
        assertTrue(settings.get("result of head").startsWith("accuracy 1.0000"), settings::toString);
        assertTrue(settings.get("result of low rank 2").endsWith(": no better"), settings::toString);
        assertTrue(settings.get("result of full").endsWith(": no better"), settings::toString);
        Path file = folder.resolve("head.onnx");
        kept.writeTo(file);
        try (IntentRouter router = IntentRouter.open(file, encoder, TABLE)) {
            Inquiry inquiry = Evidences.inquiry("w3 w3 w3 w3 w9");
            assertEquals(
                    "first", router.route(inquiry, PATHS).intents().getFirst().intent());
            assertEquals("encode", inquiry.steps().getFirst().name());
        }
        assertThrows(IllegalStateException.class, kept::fineTunedClassifier);
        assertThrows(IllegalStateException.class, () -> tuned.classifier(encoder));
    }

    @Test
    void a_training_given_up_goes_on_from_its_checkpoint_to_the_same_file() throws IOException {
        List<Progress> told = new ArrayList<>();
        FineTuning.Builder first =
                tiny.tuning().checkpoints(folder).listener(told::add).stopWhen(() -> told.size() == 2);
        assertThrows(CancellationException.class, () -> trainer(first).train(ROWS));
        assertTrue(Files.exists(folder.resolve("full.checkpoint")));

        TrainedIntents resumed =
                trainer(tiny.tuning().checkpoints(folder).listener(told::add)).train(ROWS);

        assertEquals(3, told.get(2).epoch());
        assertArrayEquals(bytes(tuned), bytes(resumed));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("written.onnx")), left.toList());
        }
    }

    @Test
    void rows_held_out_by_the_host_judge_and_none_is_lost_to_training() {
        List<LabelledText> others = TinyIntents.hard(150, 2);

        TrainedIntents trained = trainer(tiny.tuning()).train(ROWS, others);

        assertTrue(trained.fineTuned());
        assertEquals(ROWS.size(), trained.card().rows());
        assertEquals(others.size(), trained.card().heldOut().rows());
        assertEquals("rows given apart", trained.card().heldOut().scheme());
    }

    @Test
    void without_time_a_training_ends_at_once_and_is_judged_all_the_same() {
        List<Progress> told = new ArrayList<>();

        TrainedIntents trained = trainer(
                        tiny.tuning().budget(Duration.ofNanos(1)).listener(told::add))
                .train(ROWS);

        assertEquals(1, told.size());
        assertTrue(trained.card().settings().containsKey("result of full"));
    }

    @Test
    void rows_that_cannot_be_fine_tuned_on_are_named_with_what_to_do() {
        IntentTrainer trainer = trainer(tiny.tuning().maxTokens(10));
        List<LabelledText> few = TinyIntents.hard(60, 3);
        List<LabelledText> others = TinyIntents.hard(30, 4);

        assertEquals(
                "fine-tuning needs at least 20 held-out rows to be judged by, there are 13; write more rows, or train a"
                        + " head alone",
                refusal(() -> trainer.train(few)));
        String tooLong = refusal(() -> trainer.train(few, others));
        assertEquals(
                "row 1: the text has more than 10 tokens; shorten it, or set maxTokens higher, to 512 at most",
                tooLong);
    }

    @Test
    void settings_outside_their_ranges_are_named() {
        FineTuning.Builder builder = tiny.tuning();

        assertEquals("alpha must be in (0, 1], was 0.0", refusal(() -> builder.alpha(0)));
        assertEquals("budget must be above zero, was PT0S", refusal(() -> builder.budget(Duration.ZERO)));
        assertEquals("maxTokens must be in [3, 512], was 2", refusal(() -> builder.maxTokens(2)));
        assertEquals("depths must be one or more, none twice, were []", refusal(() -> builder.depths(List.of())));
    }

    private static String refusal(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }

    @Test
    void a_file_that_says_something_else_than_its_training_is_not_handed_over() throws IOException {
        byte[] file = bytes(tuned);
        LabelledText row = ROWS.getFirst();
        List<Calibration.Scored> wrong = List.of(new Calibration.Scored(new float[] {9, -9}, 0));
        List<Calibration.Scored> contrary = List.of(new Calibration.Scored(new float[] {-9, 9}, 0));

        List<String> said = new ArrayList<>();
        for (List<Calibration.Scored> scores : List.of(wrong, contrary)) {
            said.add(assertThrows(
                            RoutingException.class,
                            () -> ReloadCheck.fineTuned(file, tuned.card(), List.of(row), scores))
                    .getMessage());
        }
        assertTrue(said.getFirst().contains("training gave it"), said::toString);
        IntentModelCard other = Samples.card(List.of("even", "odd"), "another", IntentModelCard.FORMAT);
        assertTrue(assertThrows(RoutingException.class, () -> ReloadCheck.fineTuned(file, other, List.of(row), wrong))
                .getMessage()
                .contains("came back changed"));
    }
}
