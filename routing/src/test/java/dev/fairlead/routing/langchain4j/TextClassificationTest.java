package dev.fairlead.routing.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.DeadlineExceededException;
import dev.fairlead.Encoding;
import dev.fairlead.Inquiry;
import dev.fairlead.IntentScore;
import dev.fairlead.Question;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.Router;
import dev.fairlead.Scope;
import dev.fairlead.TextEncoder;
import dev.fairlead.routing.IntentClassifier;
import dev.fairlead.routing.OnnxTextEncoder;
import dev.fairlead.routing.RouteTable;
import dev.langchain4j.classification.ClassificationResult;
import dev.langchain4j.classification.EmbeddingModelTextClassifier;
import dev.langchain4j.classification.ScoredLabel;
import dev.langchain4j.classification.TextClassifier;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TextClassificationTest {
    private static final Set<RoutePath> ALL = EnumSet.allOf(RoutePath.class);

    private static OnnxTextEncoder encoder;

    @BeforeAll
    static void open() {
        encoder = OnnxTextEncoder.bgeSmall();
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    /** The vectors of our encoder for langchain4j's own classifier. */
    private static final class Vectors implements EmbeddingModel {
        @Override
        public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
            return Response.from(segments.stream()
                    .map(segment -> encoder.encode(segment.text(), TextEncoder.Kind.QUERY, Deadline.never()))
                    .map(Encoding::vector)
                    .map(Embedding::from)
                    .toList());
        }
    }

    private static RouteDecision route(Router router, String text, Set<RoutePath> available) {
        return router.route(Inquiry.of(Question.of(text), Scope.none(), Deadline.never()), available);
    }

    @Test
    void a_head_gives_its_intents_in_order() {
        try (IntentClassifier classifier = IntentClassifier.standard(encoder)) {
            TextClassifier<String> theirs =
                    TextClassification.asTextClassifier(classifier, encoder, Duration.ofMinutes(1));
            List<IntentScore> ours = classifier.classify(
                    encoder.encode("what is 17 times 23", TextEncoder.Kind.QUERY, Deadline.never()));

            assertEquals("calculation", theirs.classify("what is 17 times 23").getFirst());
            assertEquals(
                    ours,
                    theirs.classifyWithScores("what is 17 times 23").scoredLabels().stream()
                            .map(label -> new IntentScore(label.label(), label.score()))
                            .toList());
        }
    }

    @Test
    void a_text_takes_no_longer_than_it_may() {
        try (IntentClassifier classifier = IntentClassifier.standard(encoder)) {
            TextClassifier<String> theirs = TextClassification.asTextClassifier(classifier, encoder, Duration.ZERO);

            assertThrows(DeadlineExceededException.class, () -> theirs.classify("what is 17 times 23"));
        }
    }

    @Test
    void a_classifier_by_examples_routes() {
        Router router = TextClassification.asRouter(
                new EmbeddingModelTextClassifier<>(
                        new Vectors(),
                        Map.of(
                                "calculation", List.of("what is 3 times 4", "12 plus 7"),
                                "document_question", List.of("what does the lease say about rent"))),
                RouteTable.standard());

        RouteDecision sum = route(router, "what is 17 times 23", ALL);
        assertEquals(RoutePath.TOOL, sum.route().path());
        assertEquals("calculation", sum.intents().getFirst().intent());
        assertEquals(
                RoutePath.GROUNDED,
                route(router, "what is 17 times 23", EnumSet.of(RoutePath.GROUNDED))
                        .route()
                        .path());
    }

    @Test
    void a_text_without_a_label_goes_to_the_documents() {
        TextClassifier<String> silent = text -> new ClassificationResult<>(List.of());
        Router router = TextClassification.asRouter(silent, RouteTable.standard());

        RouteDecision decision = route(router, "anything", ALL);
        assertEquals(RoutePath.GROUNDED, decision.route().path());
        assertTrue(decision.intents().isEmpty());
    }

    @Test
    void a_score_beyond_one_is_cut() {
        TextClassifier<String> loud = text -> new ClassificationResult<>(List.of(new ScoredLabel<>("small_talk", 17)));
        Router router = TextClassification.asRouter(loud, RouteTable.standard());

        assertEquals(1, route(router, "hi", ALL).route().ground().probability());
    }
}
