package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class RouteCostsTest {
    private static final RouteCosts COSTS = new RouteCosts(Map.of(
            RoutePath.DIRECT, new RouteCosts.Cost(0, 10),
            RoutePath.GROUNDED, new RouteCosts.Cost(1, 1),
            RoutePath.TOOL, new RouteCosts.Cost(0.5, 20),
            RoutePath.CLARIFY, new RouteCosts.Cost(2, 0),
            RoutePath.DECLINE, new RouteCosts.Cost(0, 30)));
    private static final Set<RoutePath> ALL = EnumSet.allOf(RoutePath.class);

    private static RouteDecision decision(Route route, Map<RoutePath, Double> probabilities) {
        return new RouteDecision(route, List.of(new IntentScore("small_talk", 0.8)), probabilities, probabilities);
    }

    private static Route direct(double probability) {
        return new Route.Direct(new Route.Ground("small_talk", probability, "test"));
    }

    private static RouteDecision routed(RouteDecision inner, Set<RoutePath> available) {
        return COSTS.over((inquiry, paths) -> inner).route(Evidences.inquiry("q"), available);
    }

    @Test
    void a_choice_that_is_sure_enough_for_its_price_stands_as_it_is() {
        RouteDecision sure = decision(direct(0.95), Map.of(RoutePath.DIRECT, 0.95, RoutePath.GROUNDED, 0.05));
        assertSame(sure, routed(sure, ALL));
    }

    @Test
    void one_that_is_not_gives_way_to_the_cheaper_and_the_reason_holds_both_figures() {
        RouteDecision unsure = decision(direct(0.8), Map.of(RoutePath.DIRECT, 0.8, RoutePath.GROUNDED, 0.2));
        RouteDecision moved = routed(unsure, ALL);
        assertEquals(RoutePath.GROUNDED, moved.route().path());
        assertEquals(
                new Route.Ground("expected_cost", 0.2, "grounded is expected to cost 1.800, direct 2.000"),
                moved.route().ground());
        assertEquals(unsure.intents(), moved.intents());
        assertEquals(unsure.afterMask(), moved.afterMask());
    }

    @Test
    void where_every_answer_is_likely_wrong_a_question_back_is_cheapest() {
        RouteCosts dear = new RouteCosts(Map.of(
                RoutePath.DIRECT, new RouteCosts.Cost(0, 10),
                RoutePath.GROUNDED, new RouteCosts.Cost(1, 5),
                RoutePath.TOOL, new RouteCosts.Cost(0, 10),
                RoutePath.CLARIFY, new RouteCosts.Cost(2, 0),
                RoutePath.DECLINE, new RouteCosts.Cost(0, 30)));
        Map<RoutePath, Double> even = Map.of(RoutePath.DIRECT, 0.5, RoutePath.GROUNDED, 0.5);
        Route moved = dear.over((inquiry, paths) -> decision(direct(0.5), even))
                .route(Evidences.inquiry("q"), ALL)
                .route();
        assertEquals(RoutePath.CLARIFY, moved.path());
    }

    @Test
    void a_question_with_one_path_keeps_it() {
        RouteDecision json =
                decision(new Route.Grounded(new Route.Ground("any", 0, "json")), Map.of(RoutePath.GROUNDED, 0.0));
        assertSame(json, routed(json, EnumSet.of(RoutePath.GROUNDED)));
    }

    /** Against all paths tried one by one. */
    @Test
    void the_choice_is_the_least_of_its_candidates_and_never_a_riskier_kind() {
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            RouteCosts costs = random(random);
            Map<RoutePath, Double> probabilities = new EnumMap<>(RoutePath.class);
            ALL.forEach(path -> probabilities.put(path, random.nextDouble()));
            RoutePath chosen = List.copyOf(ALL).get(random.nextInt(ALL.size()));
            RoutePath best = costs.cheapest(chosen, probabilities);
            assertTrue(best == chosen
                    || EnumSet.of(RoutePath.GROUNDED, RoutePath.CLARIFY, RoutePath.DECLINE)
                            .contains(best));
            for (RoutePath other : EnumSet.of(chosen, RoutePath.GROUNDED, RoutePath.CLARIFY, RoutePath.DECLINE)) {
                assertTrue(
                        costs.expected(best, probabilities.get(best))
                                <= costs.expected(other, probabilities.get(other)),
                        "seed " + seed);
            }
        }
    }

    private static RouteCosts random(Random random) {
        Map<RoutePath, RouteCosts.Cost> costs = new EnumMap<>(RoutePath.class);
        ALL.forEach(path -> costs.put(path, new RouteCosts.Cost(random.nextDouble(), 5 * random.nextDouble())));
        return new RouteCosts(costs);
    }

    @Test
    void it_works_inside_fairlead_and_closes_the_router_below() {
        AtomicBoolean closed = new AtomicBoolean();
        Router inner = new Router() {
            @Override
            public RouteDecision route(Inquiry inquiry, Set<RoutePath> available) {
                return decision(direct(0.6), Map.of(RoutePath.DIRECT, 0.6, RoutePath.GROUNDED, 0.4));
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };
        Passage rent = Evidences.passage("lease.md", "", "The rent is 900 euros a month.");
        try (Fairlead fairlead = Fairlead.builder(inquiry -> Evidences.of(0.9, rent))
                .router(COSTS.over(inner))
                .build()) {
            Answer answer = fairlead.ask("What is the rent?");
            assertEquals(1, ((Answer.Answered) answer).citations().size());
        }
        assertTrue(closed.get());
    }

    @Test
    void it_prints_as_a_table() {
        assertEquals("""
                path            use   if wrong
                direct       0.0000    10.0000
                grounded     1.0000     1.0000
                tool         0.5000    20.0000
                clarify      2.0000     0.0000
                decline      0.0000    30.0000""", COSTS.toString());
    }

    @Test
    void costs_that_are_missing_or_none_are_named() {
        assertThrows(IllegalArgumentException.class, () -> new RouteCosts(Map.of()));
        assertThrows(IllegalArgumentException.class, () -> new RouteCosts.Cost(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> new RouteCosts.Cost(0, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new RouteCosts.Cost(Double.POSITIVE_INFINITY, 0));
    }
}
