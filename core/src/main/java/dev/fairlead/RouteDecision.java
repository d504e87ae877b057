package dev.fairlead;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A route with everything it was decided on.
 *
 * @param route what was decided
 * @param intents intents by falling probability, ties by label; empty for routers without intents
 * @param beforeMask probability of each path, as if the host had them all
 * @param afterMask probability of each path the host has, summing to 1
 */
public record RouteDecision(
        Route route, List<IntentScore> intents, Map<RoutePath, Double> beforeMask, Map<RoutePath, Double> afterMask) {
    /** Copies. */
    public RouteDecision {
        intents = List.copyOf(intents);
        beforeMask = copy(beforeMask);
        afterMask = copy(afterMask);
    }

    /**
     * A decision without intents, for rule-based routers and tests.
     *
     * @param route what was decided
     * @return the decision, certain of its path
     */
    public static RouteDecision certain(Route route) {
        Map<RoutePath, Double> all = Map.of(route.path(), 1.0);
        return new RouteDecision(route, List.of(), all, all);
    }

    private static Map<RoutePath, Double> copy(Map<RoutePath, Double> probabilities) {
        Map<RoutePath, Double> ordered = new EnumMap<>(RoutePath.class);
        ordered.putAll(probabilities);
        return Collections.unmodifiableMap(ordered);
    }
}
