package dev.fairlead.routing.langchain4j;

import dev.fairlead.Deadline;
import dev.fairlead.IntentScore;
import dev.fairlead.Route;
import dev.fairlead.RouteDecision;
import dev.fairlead.RoutePath;
import dev.fairlead.Router;
import dev.fairlead.TextEncoder;
import dev.fairlead.routing.FineTunedClassifier;
import dev.fairlead.routing.IntentClassifier;
import dev.fairlead.routing.RouteTable;
import dev.langchain4j.classification.ClassificationResult;
import dev.langchain4j.classification.ScoredLabel;
import dev.langchain4j.classification.TextClassifier;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Turns intent classifiers into langchain4j's text classifiers, and those into routers. Needs the artifact {@code
 * dev.langchain4j:langchain4j} on the class path. Stateless; what it makes is as thread-safe as what it is made of.
 */
public final class TextClassification {
    private TextClassification() {}

    /**
     * A head as langchain4j's classifier.
     *
     * @param classifier stays the caller's to close
     * @param encoder the encoder it was trained with
     * @param timeout how long a text may take
     * @return a classifier that gives every intent by falling probability, in [0, 1]; its first label is the answer
     */
    public static TextClassifier<String> asTextClassifier(
            IntentClassifier classifier, TextEncoder encoder, Duration timeout) {
        Objects.requireNonNull(classifier, "classifier");
        Objects.requireNonNull(encoder, "encoder");
        Objects.requireNonNull(timeout, "timeout");
        return text ->
                result(classifier.classify(encoder.encode(text, TextEncoder.Kind.QUERY, Deadline.after(timeout))));
    }

    /**
     * A fine-tuned model as langchain4j's classifier.
     *
     * @param classifier stays the caller's to close
     * @param timeout how long a text may take
     * @return a classifier that gives every intent by falling probability, in [0, 1]; its first label is the answer
     */
    public static TextClassifier<String> asTextClassifier(FineTunedClassifier classifier, Duration timeout) {
        Objects.requireNonNull(classifier, "classifier");
        Objects.requireNonNull(timeout, "timeout");
        return text -> result(classifier.classify(text, Deadline.after(timeout)));
    }

    private static ClassificationResult<String> result(List<IntentScore> intents) {
        return new ClassificationResult<>(intents.stream()
                .map(score -> new ScoredLabel<>(score.intent(), score.probability()))
                .toList());
    }

    /**
     * A langchain4j classifier as router. Its scores are not probabilities, so none is held against a threshold: the first label
     * says the path, and a text without a label, or whose path the host lacks, goes to Grounded.
     *
     * @param classifier decides; a label's text is its intent
     * @param table where intents go
     * @return a router whose decisions have the labels as intents, their scores cut to [0, 1]
     */
    public static Router asRouter(TextClassifier<?> classifier, RouteTable table) {
        Objects.requireNonNull(classifier, "classifier");
        Objects.requireNonNull(table, "table");
        return (inquiry, available) -> decided(
                classifier.classifyWithScores(inquiry.question().text()).scoredLabels().stream()
                        .map(label -> new IntentScore(label.label().toString(), Math.clamp(label.score(), 0, 1)))
                        .toList(),
                table,
                available);
    }

    private static RouteDecision decided(List<IntentScore> intents, RouteTable table, Set<RoutePath> available) {
        IntentScore first = intents.isEmpty() ? new IntentScore("none", 0) : intents.getFirst();
        RoutePath path = intents.isEmpty() ? RoutePath.GROUNDED : table.path(first.intent());
        String reason = "langchain4j's classifier says " + first.intent();
        Route.Ground ground = new Route.Ground(first.intent(), first.probability(), reason);
        RouteDecision sure =
                RouteDecision.certain(Route.of(available.contains(path) ? path : RoutePath.GROUNDED, ground));
        return new RouteDecision(sure.route(), intents, sure.beforeMask(), sure.afterMask());
    }
}
