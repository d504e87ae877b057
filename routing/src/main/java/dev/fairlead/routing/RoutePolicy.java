package dev.fairlead.routing;

import dev.fairlead.IntentScore;
import dev.fairlead.Route;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.routing.RouteExplanation.Comparison;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From what a model says of a question to where it goes. Probabilities of intents are summed by path, paths the host lacks are
 * masked, and every threshold stands here or in the table.
 *
 * @param table where intents go
 */
record RoutePolicy(RouteTable table) {
    private static final int MOST_OPTIONS = 2;
    private static final int MOST_READINGS = 4;

    /** The intent that says where texts go that are like none; those of a table that does not name it go to Grounded. */
    private static final String OUT_OF_SCOPE = "out_of_scope";

    /** A text is taken for one of no intent where fewer texts of known intents look as strange. */
    private static final double STRANGE = 0.05;

    /** Reasons for a question back that no intent led to; the host's replies know them by these names. */
    private static final String AMBIGUOUS = "ambiguous";

    private static final String SEVERAL = "several_things";

    /** A part of a question has a way of its own where it is more likely that way than any other. */
    private static final double OWN_WAY = 0.5;

    /** Decides by one look at a whole text. */
    RouteDecision decide(ScoreSource.Scores scores, Set<RoutePath> available) {
        List<IntentScore> intents = scores.intents();
        Map<RoutePath, Double> before = table.byPath(intents);
        Map<RoutePath, Double> after = masked(before, available);
        Route route = scores.trust()
                .flatMap(trust -> distrusted(trust, intents, after))
                .orElseGet(() -> route(intents, before, after));
        return new RouteDecision(route, intents, before, after);
    }

    /** A question back about parts of a text that surely go different ways, each of which may then be asked alone. */
    static Optional<Route> asked(List<String> parts, List<Route> routes, RouteDecision whole) {
        List<RoutePath> ways = routes.stream()
                .filter(route -> route.ground().probability() >= OWN_WAY)
                .map(Route::path)
                .filter(path -> path != RoutePath.CLARIFY && path != RoutePath.DECLINE)
                .distinct()
                .toList();
        if (ways.size() < 2) {
            return Optional.empty();
        }
        double probability = whole.afterMask().getOrDefault(RoutePath.CLARIFY, 0.0);
        String reason = "asks several things that go different ways: "
                + String.join(", ", ways.stream().map(RoutePath::name).toList());
        return Optional.of(new Route.Clarify(new Route.Ground(SEVERAL, probability, reason), parts));
    }

    /** What was compared with what, in the order in which it decides. */
    List<Comparison> comparisons(ScoreSource.Scores scores, Set<RoutePath> available) {
        Map<RoutePath, Double> before = table.byPath(scores.intents());
        Map<RoutePath, Double> after = masked(before, available);
        List<Comparison> comparisons = new ArrayList<>();
        scores.trust()
                .ifPresent(
                        trust -> comparisons.add(new Comparison("typical of known intents", trust.typical(), STRANGE)));
        if (!after.containsKey(RoutePath.TOOL)) {
            comparisons.add(new Comparison(
                    "needs a tool there is not", before.getOrDefault(RoutePath.TOOL, 0.0), table.sureAt()));
        }
        RoutePath top = mostProbable(after);
        comparisons.add(new Comparison("probability of " + top, after.getOrDefault(top, 0.0), table.threshold(top)));
        return comparisons;
    }

    /** Where a text is like none of the intents, or may as well be of several that go different ways. */
    private Optional<Route> distrusted(
            IntentPrediction.Trust trust, List<IntentScore> intents, Map<RoutePath, Double> after) {
        if (trust.typical() < STRANGE) {
            RoutePath wanted = table.path(OUT_OF_SCOPE);
            RoutePath path = after.containsKey(wanted) ? wanted : RoutePath.GROUNDED;
            String reason = String.format(
                    Locale.ROOT,
                    "like none of the intents: only %.1f %% of their texts look as strange",
                    100 * trust.typical());
            return Optional.of(
                    route(path, new Route.Ground(OUT_OF_SCOPE, after.getOrDefault(path, 0.0), reason), intents));
        }
        List<String> candidates = trust.candidates().stream()
                .filter(intent -> after.containsKey(table.path(intent)))
                .toList();
        long ways = candidates.stream().map(table::path).distinct().count();
        if (ways < 2 || !after.containsKey(RoutePath.CLARIFY)) {
            return Optional.empty();
        }
        List<String> options = candidates.stream()
                .limit(MOST_READINGS)
                .map(intent -> intent.replace('_', ' '))
                .toList();
        String reason = "may be " + String.join(" or ", options) + ", which go different ways";
        double probability = after.getOrDefault(RoutePath.CLARIFY, 0.0);
        return Optional.of(new Route.Clarify(new Route.Ground(AMBIGUOUS, probability, reason), options));
    }

    private static Map<RoutePath, Double> masked(Map<RoutePath, Double> before, Set<RoutePath> available) {
        Map<RoutePath, Double> after = new EnumMap<>(RoutePath.class);
        double sum = 0;
        for (RoutePath path : RoutePath.values()) {
            if (available.contains(path)) {
                after.put(path, before.getOrDefault(path, 0.0));
                sum += before.getOrDefault(path, 0.0);
            }
        }
        if (sum > 0) {
            double total = sum;
            after.replaceAll((path, probability) -> probability / total);
        } else {
            after.put(RoutePath.GROUNDED, 1.0);
        }
        return after;
    }

    private Route route(List<IntentScore> intents, Map<RoutePath, Double> before, Map<RoutePath, Double> after) {
        RoutePath wanted = mostProbable(before);
        if (wanted == RoutePath.TOOL
                && !after.containsKey(wanted)
                && after.containsKey(RoutePath.DECLINE)
                && before.getOrDefault(wanted, 0.0) >= table.sureAt()) {
            // Renormalised, the little that is left would look sure of something else.
            IntentScore tool = strongest(intents, RoutePath.TOOL);
            String reason = "this needs a tool (" + said(tool) + "), and there is none here";
            return new Route.Decline(
                    new Route.Ground(tool.intent(), after.getOrDefault(RoutePath.DECLINE, 0.0), reason));
        }
        RoutePath top = mostProbable(after);
        IntentScore strongest = strongest(intents, top);
        double probability = after.getOrDefault(top, 0.0);
        if (probability < table.threshold(top)) {
            String reason = String.format(
                    Locale.ROOT,
                    "looks most like %s, but %.2f is less than the %.2f that %s takes; doubt goes to the documents",
                    said(strongest),
                    probability,
                    table.threshold(top),
                    top);
            return new Route.Grounded(ground(intents, RoutePath.GROUNDED, after, reason));
        }
        String masked = top == wanted ? "" : "; " + wanted + " would come first, but is not available here";
        return route(top, ground(intents, top, after, "looks like " + said(strongest) + masked), intents);
    }

    private static RoutePath mostProbable(Map<RoutePath, Double> probabilities) {
        RoutePath best = RoutePath.GROUNDED;
        for (RoutePath path : RoutePath.values()) {
            if (probabilities.getOrDefault(path, 0.0) > probabilities.getOrDefault(best, 0.0)) {
                best = path;
            }
        }
        return best;
    }

    /** The most probable intent of a path; where no intent leads there, the path's own name stands in. */
    private IntentScore strongest(List<IntentScore> intents, RoutePath path) {
        return intents.stream()
                .filter(score -> table.path(score.intent()) == path)
                .findFirst()
                .orElseGet(() -> new IntentScore(path.name().toLowerCase(Locale.ROOT), 0));
    }

    private Route.Ground ground(
            List<IntentScore> intents, RoutePath path, Map<RoutePath, Double> after, String reason) {
        return new Route.Ground(strongest(intents, path).intent(), Math.min(1, after.getOrDefault(path, 0.0)), reason);
    }

    private static String said(IntentScore score) {
        return String.format(
                Locale.ROOT, "%s, probability %.2f", score.intent().replace('_', ' '), score.probability());
    }

    private Route route(RoutePath path, Route.Ground ground, List<IntentScore> intents) {
        return path == RoutePath.CLARIFY ? new Route.Clarify(ground, readings(intents)) : Route.of(path, ground);
    }

    /** The two likeliest things to be had from documents and tools that an unclear question may have meant. */
    private List<String> readings(List<IntentScore> intents) {
        return intents.stream()
                .filter(score -> table.path(score.intent()) == RoutePath.GROUNDED
                        || table.path(score.intent()) == RoutePath.TOOL)
                .limit(MOST_OPTIONS)
                .map(score -> score.intent().replace('_', ' '))
                .toList();
    }
}
