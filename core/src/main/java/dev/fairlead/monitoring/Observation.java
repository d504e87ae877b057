package dev.fairlead.monitoring;

import dev.fairlead.Answer;
import dev.fairlead.Encoding;
import dev.fairlead.Inquiry;
import dev.fairlead.Route;
import dev.fairlead.RouteDecision;
import dev.fairlead.Trace;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is kept of one question: no text.
 *
 * @param path how it was routed
 * @param outcome how it ended
 * @param probability of the route
 * @param confidence of the best evidence retrieved, where any was
 * @param encoding its vector, where a step needed it
 */
record Observation(
        String path,
        String outcome,
        OptionalDouble probability,
        OptionalDouble confidence,
        Optional<Encoding> encoding) {

    static Observation of(Inquiry inquiry, Answer answer, Optional<String> fingerprint) {
        Optional<Route> route = answer.trace().decision().map(RouteDecision::route);
        return new Observation(
                route.map(chosen -> lower(chosen.path().name())).orElse("none"),
                lower(answer.getClass().getSimpleName()),
                route.map(chosen -> OptionalDouble.of(chosen.ground().probability()))
                        .orElse(OptionalDouble.empty()),
                confidence(answer.trace()),
                fingerprint.flatMap(inquiry::encoded));
    }

    private static OptionalDouble confidence(Trace trace) {
        return trace.steps("retrieve").stream()
                .map(step -> step.details().get("confidence"))
                .filter(Number.class::isInstance)
                .mapToDouble(confidence -> ((Number) confidence).doubleValue())
                .max();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
