package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Inquiry;
import dev.fairlead.RoutePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteExplanationTest {
    private static final RouteTable TABLE = Samples.orderTable();
    private static final Set<RoutePath> ALL = EnumSet.allOf(RoutePath.class);
    private static final String QUESTION = "Please, when do you open on Monday";

    private static TrainedIntents trained;
    private static IntentRouter router;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() {
        trained = IntentTrainer.builder(Samples.encoder()).remember(4).build().train(Samples.orders());
        router = trained.router(Samples.encoder(), TABLE);
    }

    @AfterAll
    static void close() {
        router.close();
    }

    @Test
    void it_explains_the_decision_that_is_made_and_records_nothing() {
        Inquiry inquiry = Samples.inquiry(QUESTION);
        RouteExplanation explanation = router.explain(inquiry, ALL);

        assertEquals(router.route(Samples.inquiry(QUESTION), ALL), explanation.decision());
        assertTrue(inquiry.steps().isEmpty());
    }

    @Test
    void the_words_that_say_the_intent_matter_most() {
        RouteExplanation explanation = router.explain(Samples.inquiry("refund me, the shoes don't fit"), ALL);

        assertEquals("refund", explanation.intent());
        assertEquals(
                List.of("refund", "me", "the", "shoes", "don't", "fit"),
                explanation.words().stream().map(RouteExplanation.Word::text).toList());
        assertEquals(
                "refund",
                explanation.words().stream()
                        .max(Comparator.comparingDouble(RouteExplanation.Word::gain))
                        .orElseThrow()
                        .text());
    }

    @Test
    void the_nearest_examples_are_of_the_intent_and_come_with_their_texts() {
        List<NearExample> examples =
                router.explain(Samples.inquiry(QUESTION), ALL).examples();

        assertEquals(5, examples.size());
        assertEquals("opening_hours", examples.getFirst().intent());
        assertTrue(
                Samples.orders().contains(new LabelledText(examples.getFirst().text(), "opening_hours")));
        for (int i = 1; i < examples.size(); i++) {
            assertTrue(examples.get(i - 1).cosine() >= examples.get(i).cosine());
        }
    }

    @Test
    void an_example_is_most_like_itself() throws IOException {
        Path file = folder.resolve("intents.onnx");
        trained.writeTo(file);
        try (IntentClassifier classifier = IntentClassifier.open(file, Samples.encoder())) {
            NearExample some =
                    classifier.nearest(Samples.query("anything at all"), 1).getFirst();

            NearExample same = classifier.nearest(Samples.query(some.text()), 1).getFirst();

            assertEquals(some.text(), same.text());
            assertEquals(1, same.cosine(), 0.01);
            assertThrows(IllegalArgumentException.class, () -> classifier.nearest(Samples.query("a"), 0));
        }
    }

    @Test
    void a_threshold_that_is_not_reached_says_so() {
        RouteExplanation explanation = router.explain(Samples.inquiry("photosynthesis turns light into sugar"), ALL);

        RouteExplanation.Comparison typical = explanation.comparisons().getFirst();
        assertFalse(typical.reached());
        assertEquals(0.05, typical.threshold());
        assertTrue(explanation.toString().contains("not reached"), explanation.toString());
    }

    @Test
    void a_model_that_remembers_nothing_explains_by_words_and_thresholds() {
        TrainedIntents forgetful =
                IntentTrainer.builder(Samples.encoder()).build().train(Samples.orders());
        try (IntentRouter without = forgetful.router(Samples.encoder(), TABLE)) {
            RouteExplanation explanation = without.explain(
                    Samples.inquiry("I want to buy a sofa"), EnumSet.of(RoutePath.GROUNDED, RoutePath.DECLINE));

            assertTrue(explanation.comparisons().stream()
                    .anyMatch(one -> one.what().contains("tool") && one.reached()));
            assertEquals(6, explanation.words().size());
            assertTrue(explanation.examples().isEmpty());
        }
    }

    @Test
    void a_question_of_one_word_is_explained_without_words() {
        assertTrue(router.explain(Samples.inquiry("refund!"), ALL).words().isEmpty());
    }
}
