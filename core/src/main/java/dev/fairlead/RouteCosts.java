package dev.fairlead;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;

/**
 * What each path costs, and what it costs to have taken it wrongly, in any one currency. A router whose probabilities are calibrated
 * then takes the path of least expected cost, use + (1 - p) wrong: Elkan, The foundations of cost-sensitive learning, IJCAI 2001.
 * Printing one shows the table.
 *
 * @param byPath the costs of every path
 */
public record RouteCosts(Map<RoutePath, Cost> byPath) {
    /** Where a question may be sent without knowing more than that it is doubtful. */
    private static final Set<RoutePath> SAFE = EnumSet.of(RoutePath.GROUNDED, RoutePath.CLARIFY, RoutePath.DECLINE);

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a path has no costs
     */
    public RouteCosts {
        Map<RoutePath, Cost> ordered = new EnumMap<>(RoutePath.class);
        ordered.putAll(byPath);
        if (ordered.size() < RoutePath.values().length) {
            throw new IllegalArgumentException(
                    "byPath must have the costs of all paths, has those of " + ordered.keySet());
        }
        byPath = Collections.unmodifiableMap(ordered);
    }

    /**
     * The costs of one path.
     *
     * @param use of each question that takes it: model, tool, the user's time; at least 0
     * @param wrong in addition where it was the wrong path; at least 0
     */
    public record Cost(double use, double wrong) {
        /**
         * Checks.
         *
         * @throws IllegalArgumentException if a cost is negative or not finite
         */
        public Cost {
            require("use", use);
            require("wrong", wrong);
        }

        private static void require(String name, double cost) {
            if (!(cost >= 0 && cost < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(name + " must be at least 0 and finite, was " + cost);
            }
        }
    }

    /**
     * What a path is expected to cost.
     *
     * @param path the path
     * @param probability that it is the right one, in [0, 1]
     * @return use + (1 - probability) wrong
     */
    public double expected(RoutePath path, double probability) {
        Cost cost = Objects.requireNonNull(byPath.get(path), "path");
        return cost.use() + (1 - probability) * cost.wrong();
    }

    /**
     * The path of least expected cost.
     *
     * @param chosen the router's own choice, which is kept where nothing is cheaper
     * @param probabilities of the paths the host has
     * @return {@code chosen}, or a cheaper one of grounded, clarify and decline, ties in that order: doubt never leads to a tool or to
     *     an answer without evidence
     */
    public RoutePath cheapest(RoutePath chosen, Map<RoutePath, Double> probabilities) {
        RoutePath best = chosen;
        for (RoutePath path : SAFE) {
            if (expected(path, probabilities.getOrDefault(path, 0.0))
                    < expected(best, probabilities.getOrDefault(best, 0.0))) {
                best = path;
            }
        }
        return best;
    }

    /**
     * A router that lets these costs decide, by the probabilities that another gives after masking.
     *
     * @param router the other, closed with the one returned; its decision stands where it is the cheapest
     * @return the router
     */
    public Router over(Router router) {
        return new CostAwareRouter(this, Objects.requireNonNull(router, "router"));
    }

    /** A line for each path, for a person. */
    @Override
    public String toString() {
        StringJoiner lines = new StringJoiner("\n");
        lines.add(String.format(Locale.ROOT, "%-8s %10s %10s", "path", "use", "if wrong"));
        byPath.forEach((path, cost) -> lines.add(String.format(
                Locale.ROOT, "%-8s %10.4f %10.4f", path.name().toLowerCase(Locale.ROOT), cost.use(), cost.wrong())));
        return lines.toString();
    }
}
