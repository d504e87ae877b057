package dev.fairlead.routing;

import dev.fairlead.FairleadException;
import dev.fairlead.Inquiry;
import dev.fairlead.IntentScore;
import dev.fairlead.Question;
import dev.fairlead.Route;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.Router;
import dev.fairlead.RoutingException;
import dev.fairlead.TextEncoder;
import dev.fairlead.followup.SubQuestions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Routes by intent: probabilities of intents are summed by path, paths the host lacks are masked and the rest renormalised,
 * and the most probable path is taken if it is sure enough. Doubt goes to Grounded, never to Direct; what surely needs a
 * tool where there is none is declined where that is offered. A model that remembers examples ({@link
 * IntentTrainer.Builder#remember}) has the first word: a text like none of them goes where {@code out_of_scope} goes, and one
 * that may be of several intents that go different ways is asked about, as is one that asks several things of which each goes
 * another way.
 *
 * <p>Thread-safe. Closing frees the classifier; the encoder belongs to the host.
 */
public final class IntentRouter implements Router {
    private static final int MOST_WORDS = 40;
    private static final int EXAMPLES = 5;

    private final ScoreSource source;
    private final RoutePolicy policy;

    private IntentRouter(ScoreSource source, RouteTable table) {
        this.source = source;
        this.policy = new RoutePolicy(table);
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
        return decide(inquiry, source.scores(inquiry), available);
    }

    private RouteDecision decide(Inquiry inquiry, ScoreSource.Scores scores, Set<RoutePath> available) {
        RouteDecision whole = policy.decide(scores, available);
        return severalThings(inquiry, available, whole)
                .map(route -> new RouteDecision(route, whole.intents(), whole.beforeMask(), whole.afterMask()))
                .orElse(whole);
    }

    /** A question back where a question asks several things that go different ways; what goes one way goes as a whole. */
    private Optional<Route> severalThings(Inquiry inquiry, Set<RoutePath> available, RouteDecision whole) {
        List<String> parts = SubQuestions.of(inquiry.question().text());
        if (parts.size() == 1 || !available.contains(RoutePath.CLARIFY)) {
            return Optional.empty();
        }
        long start = System.nanoTime();
        List<Route> routes = parts.stream()
                .map(part -> Inquiry.of(Question.of(part), inquiry.scope(), inquiry.deadline()))
                .map(part -> policy.decide(source.scores(part), available).route())
                .toList();
        inquiry.record(
                "parts",
                start,
                Map.of(
                        "paths",
                        routes.stream().map(route -> route.path().name()).toList()));
        return RoutePolicy.asked(parts, routes, whole);
    }

    /**
     * Why a question goes where it goes, for a person. Costs a pass of the model for each word, up to {@value #MOST_WORDS}.
     *
     * @param inquiry the question; nothing is recorded in it
     * @param available the paths of the host
     * @return the decision that {@link #route} makes, with what speaks for it
     * @throws FairleadException if the model failed or the deadline passed
     */
    public RouteExplanation explain(Inquiry inquiry, Set<RoutePath> available) {
        Inquiry own = inquiry.apart(inquiry.deadline());
        ScoreSource.Scores scores = source.scores(own);
        RouteDecision decision = decide(own, scores, available);
        IntentScore top = scores.intents().getFirst();
        List<RouteExplanation.Word> words = Words.of(own.question().text()).stream()
                .limit(MOST_WORDS)
                .map(word ->
                        new RouteExplanation.Word(word.text(), top.probability() - without(word, own, top.intent())))
                .toList();
        return new RouteExplanation(
                decision, policy.comparisons(scores, available), source.nearest(own, EXAMPLES), top.intent(), words);
    }

    /** The probability of an intent when a word is left out. */
    private double without(Words.Word word, Inquiry inquiry, String intent) {
        Question rest = Question.of(word.leftOut());
        return source.scores(Inquiry.of(rest, inquiry.scope(), inquiry.deadline())).intents().stream()
                .filter(score -> score.intent().equals(intent))
                .mapToDouble(IntentScore::probability)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        source.close();
    }
}
