package dev.fairlead.monitoring;

import dev.fairlead.Inquiry;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.Router;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Says in the trace that probabilities mean less than they say, as long as there are alarms. */
record MarkedRouter(Router router, Supplier<List<String>> alarms) implements Router {
    @Override
    public RouteDecision route(Inquiry inquiry, Set<RoutePath> available) {
        RouteDecision decision = router.route(inquiry, available);
        List<String> raised = alarms.get();
        if (!raised.isEmpty()) {
            inquiry.record("drift", System.nanoTime(), Map.of("calibrated", false, "alarms", raised));
        }
        return decision;
    }

    @Override
    public void close() {
        router.close();
    }
}
