package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Evidences;
import dev.fairlead.IntentScore;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.Router;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Router} keeps. A router's test extends this and says how to open one. */
public abstract class RouterContract {
    private static final Set<RoutePath> ALWAYS = EnumSet.of(RoutePath.GROUNDED, RoutePath.CLARIFY, RoutePath.DECLINE);
    private static final List<String> QUESTIONS = List.of(
            "hi",
            "?",
            "who pays for flood damage under our lease",
            "what is 17 times 23",
            "book me a room for Thursday",
            "who wrote the Iliad",
            "it",
            "¿Qué dice el contrato? 合同 👍",
            "rent ".repeat(3_000));

    /** Opens the router under test. */
    protected abstract Router open();

    private static List<Set<RoutePath>> hosts() {
        EnumSet<RoutePath> direct = EnumSet.copyOf(ALWAYS);
        direct.add(RoutePath.DIRECT);
        EnumSet<RoutePath> tool = EnumSet.copyOf(ALWAYS);
        tool.add(RoutePath.TOOL);
        return List.of(EnumSet.of(RoutePath.GROUNDED), ALWAYS, direct, tool, EnumSet.allOf(RoutePath.class));
    }

    private interface Check {
        void on(RouteDecision decision, Set<RoutePath> available, String where);
    }

    private void everywhere(Check check) {
        try (Router router = open()) {
            for (Set<RoutePath> available : hosts()) {
                for (String question : QUESTIONS) {
                    String where = question.strip().lines().findFirst().orElse("") + " with " + available;
                    check.on(router.route(Evidences.inquiry(question), available), available, where);
                }
            }
        }
    }

    private static double sum(Map<RoutePath, Double> probabilities) {
        return probabilities.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    @Test
    void the_path_taken_is_one_the_host_has() {
        everywhere((decision, available, where) ->
                assertTrue(available.contains(decision.route().path()), where));
    }

    @Test
    void probabilities_after_the_mask_are_of_paths_the_host_has_and_sum_to_one() {
        everywhere((decision, available, where) -> {
            assertTrue(available.containsAll(decision.afterMask().keySet()), where);
            assertEquals(1, sum(decision.afterMask()), 1e-6, where);
        });
    }

    @Test
    void probabilities_before_the_mask_sum_to_one() {
        everywhere((decision, available, where) -> assertEquals(1, sum(decision.beforeMask()), 1e-6, where));
    }

    @Test
    void the_ground_says_why_in_one_line() {
        everywhere((decision, available, where) -> {
            String reason = decision.route().ground().reason();
            assertFalse(reason.isBlank(), where);
            assertEquals(1, reason.lines().count(), where);
        });
    }

    @Test
    void intents_fall_in_probability_and_tie_by_label() {
        everywhere((decision, available, where) -> {
            List<IntentScore> intents = decision.intents();
            for (int i = 1; i < intents.size(); i++) {
                IntentScore before = intents.get(i - 1);
                int order = Double.compare(before.probability(), intents.get(i).probability());
                assertTrue(
                        order > 0
                                || (order == 0
                                        && before.intent()
                                                        .compareTo(
                                                                intents.get(i).intent())
                                                < 0),
                        where);
            }
        });
    }

    @Test
    void the_same_question_is_routed_the_same_way_again() {
        try (Router router = open()) {
            for (String question : QUESTIONS) {
                RouteDecision first = router.route(Evidences.inquiry(question), ALWAYS);
                assertEquals(first, router.route(Evidences.inquiry(question), ALWAYS));
            }
        }
    }
}
