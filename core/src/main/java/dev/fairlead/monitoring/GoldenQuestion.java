package dev.fairlead.monitoring;

import dev.fairlead.Question;
import dev.fairlead.Scope;
import java.util.Objects;
import java.util.Set;

/**
 * A question whose evidence is known.
 *
 * @param question the question
 * @param scope on whose behalf it is asked
 * @param sought ids of the documents or passages that should be found, at least one
 */
public record GoldenQuestion(Question question, Scope scope, Set<String> sought) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if nothing is sought
     */
    public GoldenQuestion {
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(scope, "scope");
        sought = Set.copyOf(sought);
        if (sought.isEmpty()) {
            throw new IllegalArgumentException("sought must name at least one document or passage");
        }
    }

    /**
     * A question without a scope.
     *
     * @param text the question
     * @param sought ids of the documents or passages that should be found, at least one
     * @return the golden question
     * @throws IllegalArgumentException if the text is blank or nothing is sought
     */
    public static GoldenQuestion of(String text, String... sought) {
        return new GoldenQuestion(Question.of(text), Scope.none(), Set.of(sought));
    }
}
