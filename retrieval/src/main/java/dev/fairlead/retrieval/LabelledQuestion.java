package dev.fairlead.retrieval;

import dev.fairlead.Question;
import dev.fairlead.Scope;
import java.util.Objects;
import java.util.Set;

/**
 * A question whose answer is known.
 *
 * @param question the question, with its filter
 * @param scope on whose behalf it is asked
 * @param relevant ids of the passages, or of the documents, that answer it
 */
public record LabelledQuestion(Question question, Scope scope, Set<String> relevant) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if nothing is relevant
     */
    public LabelledQuestion {
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(scope, "scope");
        relevant = Set.copyOf(relevant);
        if (relevant.isEmpty()) {
            throw new IllegalArgumentException("relevant must not be empty");
        }
    }

    /**
     * A question over all documents without declared access.
     *
     * @param text the question's text
     * @param relevant ids of the passages, or of the documents, that answer it
     * @return the labelled question
     * @throws IllegalArgumentException if the text is blank or nothing is relevant
     */
    public static LabelledQuestion of(String text, Set<String> relevant) {
        return new LabelledQuestion(Question.of(text), Scope.none(), relevant);
    }
}
