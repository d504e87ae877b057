package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.Route;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.RoutingException;
import dev.fairlead.Scope;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IntentRouterTest {
    private static final Set<RoutePath> ALL = EnumSet.allOf(RoutePath.class);
    private static final Set<RoutePath> NO_TOOLS = EnumSet.complementOf(EnumSet.of(RoutePath.TOOL));
    private static final Set<RoutePath> NO_REPLIES = EnumSet.complementOf(EnumSet.of(RoutePath.DIRECT));

    private static RouteDecision route(Map<String, Double> probabilities, Set<RoutePath> available) {
        return route(probabilities, available, RouteTable.standard());
    }

    private static RouteDecision route(Map<String, Double> probabilities, Set<RoutePath> available, RouteTable table) {
        Inquiry inquiry = Inquiry.of(Question.of("anything"), Scope.none(), Deadline.never());
        try (IntentRouter router = IntentRouter.of(Samples.constant(probabilities), Samples.encoder(), table)) {
            return router.route(inquiry, available);
        }
    }

    @Test
    void intents_of_one_path_are_summed() {
        RouteDecision decision = route(Map.of("calculation", 0.3, "live_lookup", 0.35, "document_question", 0.35), ALL);

        assertEquals(RoutePath.TOOL, decision.route().path());
        assertEquals(0.65, decision.route().ground().probability(), 1e-6);
        assertEquals("live_lookup", decision.route().ground().intent());
    }

    @Test
    void a_missing_path_is_masked_and_the_rest_renormalised() {
        RouteDecision decision = route(Map.of("small_talk", 0.5, "document_question", 0.3, "unclear", 0.2), NO_REPLIES);

        assertEquals(0.5, decision.beforeMask().get(RoutePath.DIRECT), 1e-6);
        assertFalse(decision.afterMask().containsKey(RoutePath.DIRECT));
        assertEquals(0.6, decision.afterMask().get(RoutePath.GROUNDED), 1e-6);
        assertEquals(RoutePath.GROUNDED, decision.route().path());
        assertTrue(decision.route().ground().reason().contains("DIRECT would come first"));
    }

    @Test
    void what_needs_a_tool_where_there_is_none_is_declined() {
        RouteDecision decision = route(Map.of("live_lookup", 0.9, "document_question", 0.1), NO_TOOLS);

        assertInstanceOf(Route.Decline.class, decision.route());
        assertEquals("live_lookup", decision.route().ground().intent());
        assertTrue(decision.route().ground().reason().contains("needs a tool"));
        assertEquals(1, decision.afterMask().get(RoutePath.GROUNDED), 1e-6);
    }

    @Test
    void what_needs_a_tool_goes_to_the_documents_where_nothing_else_is_offered() {
        RouteDecision decision =
                route(Map.of("live_lookup", 0.9, "document_question", 0.1), EnumSet.of(RoutePath.GROUNDED));

        assertEquals(RoutePath.GROUNDED, decision.route().path());
        assertTrue(decision.route().ground().reason().contains("TOOL would come first"));
    }

    @Test
    void doubt_goes_to_the_documents() {
        RouteTable strict = new RouteTable(RouteTable.standard().paths(), 0.5, 0.5);
        RouteDecision decision = route(Map.of("action", 0.45, "document_question", 0.3, "unclear", 0.25), ALL, strict);

        assertEquals(RoutePath.GROUNDED, decision.route().path());
        assertEquals(0.3, decision.route().ground().probability(), 1e-6);
        assertEquals("document_question", decision.route().ground().intent());
        assertTrue(decision.route().ground().reason().contains("doubt"));
    }

    @Test
    void direct_takes_more_than_other_paths_take() {
        Map<String, Double> half = Map.of("general_knowledge", 0.55, "document_question", 0.45);
        Map<String, Double> sure = Map.of("general_knowledge", 0.65, "document_question", 0.35);
        Map<String, Double> tool = Map.of("action", 0.55, "document_question", 0.45);

        assertEquals(RoutePath.GROUNDED, route(half, ALL).route().path());
        assertEquals(RoutePath.DIRECT, route(sure, ALL).route().path());
        assertEquals(RoutePath.TOOL, route(tool, ALL).route().path());
    }

    @Test
    void doubt_never_goes_to_direct() {
        RouteDecision decision = route(
                Map.of(
                        "small_talk",
                        0.4,
                        "unclear",
                        0.2,
                        "action",
                        0.2,
                        "out_of_scope",
                        0.15,
                        "document_question",
                        0.05),
                ALL);

        assertEquals(RoutePath.GROUNDED, decision.route().path());
    }

    @Test
    void an_unclear_question_is_asked_back_with_its_likeliest_readings() {
        RouteDecision decision =
                route(Map.of("unclear", 0.6, "document_question", 0.2, "live_lookup", 0.1, "out_of_scope", 0.1), ALL);

        Route.Clarify clarify = assertInstanceOf(Route.Clarify.class, decision.route());
        assertEquals(List.of("document question", "live lookup"), clarify.options());
    }

    @Test
    void what_is_out_of_scope_is_declined() {
        assertInstanceOf(
                Route.Decline.class,
                route(Map.of("out_of_scope", 0.9, "document_question", 0.1), ALL)
                        .route());
    }

    @Test
    void an_unknown_intent_goes_to_the_documents() {
        RouteDecision decision = route(Map.of("card_arrival", 0.9, "small_talk", 0.1), ALL);

        assertEquals(RoutePath.GROUNDED, decision.route().path());
        assertEquals("card_arrival", decision.route().ground().intent());
    }

    @Test
    void an_application_moves_its_own_intents() {
        RouteTable table = RouteTable.standard().with(Map.of("card_arrival", RoutePath.TOOL));

        assertEquals(
                RoutePath.TOOL,
                route(Map.of("card_arrival", 0.9, "small_talk", 0.1), ALL, table)
                        .route()
                        .path());
    }

    @Test
    void a_path_is_always_available_and_probabilities_sum_to_one() {
        for (Set<RoutePath> available : List.of(ALL, NO_TOOLS, NO_REPLIES)) {
            RouteDecision decision = route(
                    Map.of("small_talk", 0.4, "action", 0.35, "unclear", 0.15, "document_question", 0.1), available);

            assertTrue(available.contains(decision.route().path()));
            double sum = decision.afterMask().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            assertEquals(1, sum, 1e-9);
        }
    }

    @Test
    void the_question_is_encoded_once_for_all_steps() {
        Inquiry inquiry = Inquiry.of(Question.of("notice period"), Scope.none(), Deadline.never());
        try (IntentRouter router = IntentRouter.standard(Samples.encoder())) {
            router.route(inquiry, ALL);
            inquiry.encode(Samples.encoder());
        }

        assertEquals(
                1,
                inquiry.steps().stream()
                        .filter(step -> step.name().equals("encode"))
                        .count());
    }

    @Test
    void thresholds_out_of_range_are_refused() {
        Map<String, RoutePath> none = Map.of();

        assertThrows(IllegalArgumentException.class, () -> new RouteTable(none, -0.1, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new RouteTable(none, 0.5, 0.4));
        assertThrows(IllegalArgumentException.class, () -> new RouteTable(none, 0.5, Double.NaN));
    }

    @Test
    void a_classifier_of_another_encoder_is_refused() {
        try (OnnxTextEncoder other =
                        OnnxTextEncoder.bgeSmallBuilder().maxTokens(64).build();
                IntentClassifier classifier = Samples.constant(Map.of("a", 0.5, "b", 0.5))) {
            RouteTable table = RouteTable.standard();

            assertThrows(RoutingException.class, () -> IntentRouter.of(classifier, other, table));
        }
    }
}
