package dev.fairlead;

import java.util.Locale;
import java.util.Set;

/** Takes the path of least expected cost, where that is not the one another router chose, and says what each would cost. */
record CostAwareRouter(RouteCosts costs, Router router) implements Router {
    /** A router's own name for its reason: no intent led here. */
    private static final String REASON = "expected_cost";

    @Override
    public RouteDecision route(Inquiry inquiry, Set<RoutePath> available) {
        RouteDecision decision = router.route(inquiry, available);
        RoutePath chosen = decision.route().path();
        // A question that must be answered from documents, as for JSON, may have no other path.
        RoutePath best = available.size() == 1 ? chosen : costs.cheapest(chosen, decision.afterMask());
        if (best == chosen) {
            return decision;
        }
        return new RouteDecision(
                Route.of(best, ground(decision, chosen, best)),
                decision.intents(),
                decision.beforeMask(),
                decision.afterMask());
    }

    private Route.Ground ground(RouteDecision decision, RoutePath chosen, RoutePath best) {
        double probability = probability(decision, best);
        return new Route.Ground(
                REASON,
                probability,
                String.format(
                        Locale.ROOT,
                        "%s is expected to cost %.4g, %s %.4g",
                        best.name().toLowerCase(Locale.ROOT),
                        costs.expected(best, probability),
                        chosen.name().toLowerCase(Locale.ROOT),
                        costs.expected(chosen, probability(decision, chosen))));
    }

    private static double probability(RouteDecision decision, RoutePath path) {
        return decision.afterMask().getOrDefault(path, 0.0);
    }

    @Override
    public void close() {
        router.close();
    }
}
