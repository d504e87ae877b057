package dev.fairlead.routing;

import dev.fairlead.Inquiry;
import dev.fairlead.IntentScore;
import dev.fairlead.Route;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.Router;
import dev.fairlead.RoutingException;
import dev.fairlead.TextEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Routes by intent: probabilities of intents are summed by path, paths the host lacks are masked and the rest renormalised,
 * and the most probable path is taken if it is sure enough. Doubt goes to Grounded, never to Direct; what surely needs a
 * tool where there is none is declined where that is offered. A model that remembers examples ({@link
 * IntentTrainer.Builder#remember}) has the first word: a text like none of them goes where {@code out_of_scope} goes, and one
 * that may be of several intents that go different ways is asked about.
 *
 * <p>Thread-safe. Closing frees the classifier; the encoder belongs to the host.
 */
public final class IntentRouter implements Router {
    private static final int MOST_OPTIONS = 2;
    private static final int MOST_READINGS = 4;

    /** The intent that says where texts go that are like none; those of a table that does not name it go to Grounded. */
    private static final String OUT_OF_SCOPE = "out_of_scope";

    /** A text is taken for one of no intent where fewer texts of known intents look as strange. */
    private static final double STRANGE = 0.05;

    private final ScoreSource source;
    private final RouteTable table;

    private IntentRouter(ScoreSource source, RouteTable table) {
        this.source = source;
        this.table = table;
    }

    /**
     * The router that ships: ten intents and the table for them.
     *
     * @param encoder {@link OnnxTextEncoder#bgeSmall()}, cached or not; shared with the retriever, a question is encoded once
     * @return the router; close it
     * @throws RoutingException if it is another encoder
     */
    public static IntentRouter standard(TextEncoder encoder) {
        return of(IntentClassifier.standard(encoder), encoder, RouteTable.standard());
    }

    /**
     * A router with its own intents.
     *
     * @param classifier the intents; closed together with the router
     * @param encoder the encoder the classifier was opened with
     * @param table where intents go
     * @return the router; close it
     * @throws RoutingException if the classifier takes another encoder's vectors
     */
    public static IntentRouter of(IntentClassifier classifier, TextEncoder encoder, RouteTable table) {
        Objects.requireNonNull(table, "table");
        if (!classifier.card().encoder().equals(encoder.fingerprint())) {
            throw new RoutingException("the classifier takes vectors of encoder "
                    + classifier.card().encoder() + ", this encoder is " + encoder.fingerprint());
        }
        return new IntentRouter(ScoreSource.ofVector(classifier, encoder), table);
    }

    /**
     * A router on a fine-tuned model. A question costs a pass of its own, which the trace shows as the step {@code "classify"}.
     *
     * @param classifier the intents; closed together with the router
     * @param table where intents go
     * @return the router; close it
     */
    public static IntentRouter of(FineTunedClassifier classifier, RouteTable table) {
        Objects.requireNonNull(table, "table");
        return new IntentRouter(ScoreSource.ofText(classifier), table);
    }

    /**
     * A router on a model file of either kind.
     *
     * @param file what {@link TrainedIntents#writeTo} wrote
     * @param encoder the encoder that a head was trained with; a fine-tuned model has its own
     * @param table where intents go
     * @return the router; close it
     * @throws RoutingException if the file cannot be read, is no intent model, or takes another encoder's vectors
     */
    public static IntentRouter open(Path file, TextEncoder encoder, RouteTable table) {
        try {
            return of(ModelFile.read(file), file.toString(), encoder, table);
        } catch (IOException e) {
            throw new RoutingException("intent model: " + e.getMessage(), e);
        }
    }

    static IntentRouter of(byte[] model, String name, TextEncoder encoder, RouteTable table) {
        return FineTunedFile.is(IntentModelFile.metadata(model, name))
                ? of(FineTunedFile.open(model, name), table)
                : of(IntentClassifier.of(model, name, encoder), encoder, table);
    }

    @Override
    public RouteDecision route(Inquiry inquiry, Set<RoutePath> available) {
        ScoreSource.Scores scores = source.scores(inquiry);
        List<IntentScore> intents = scores.intents();
        Map<RoutePath, Double> before = table.byPath(intents);
        Map<RoutePath, Double> after = masked(before, available);
        Route route = scores.trust()
                .flatMap(trust -> distrusted(trust, intents, after))
                .orElseGet(() -> decide(intents, before, after));
        return new RouteDecision(route, intents, before, after);
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
        return Optional.of(new Route.Clarify(new Route.Ground(candidates.getFirst(), probability, reason), options));
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

    private Route decide(List<IntentScore> intents, Map<RoutePath, Double> before, Map<RoutePath, Double> after) {
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
        return switch (path) {
            case DIRECT -> new Route.Direct(ground);
            case GROUNDED -> new Route.Grounded(ground);
            case TOOL -> new Route.Tool(ground);
            case CLARIFY -> new Route.Clarify(ground, readings(intents));
            case DECLINE -> new Route.Decline(ground);
        };
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

    @Override
    public void close() {
        source.close();
    }
}
