package dev.fairlead.retrieval.query;

import dev.fairlead.followup.SubQuestions;
import dev.fairlead.retrieval.exact.ExactParts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a question is made of, read from its words alone by a few guarded rules. A question they say nothing about is its
 * own positive part and its only one.
 *
 * @param positive what it asks for
 * @param excluded what it says it is not about; blank where it excludes nothing
 * @param parts the questions the positive part asks, in their order; at most {@value SubQuestions#MOST}
 */
public record QuestionReading(String positive, String excluded, List<Part> parts) {
    /** In a longer text some sentence may look like an exclusion, but it is pasted, not asked. */
    private static final int LONGEST = 2_000;

    /**
     * One thing asked.
     *
     * @param text a question that stands alone
     * @param exact what in it must match to the letter
     */
    public record Part(String text, ExactParts exact) {
        /** Checks. */
        public Part {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(exact, "exact");
        }
    }

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if {@code parts} is empty
     */
    public QuestionReading {
        Objects.requireNonNull(positive, "positive");
        Objects.requireNonNull(excluded, "excluded");
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("parts must not be empty");
        }
    }

    /**
     * Reads a question. O(length).
     *
     * @param question its text
     * @return its parts
     */
    public static QuestionReading of(String question) {
        if (question.length() > LONGEST) {
            return new QuestionReading(question, "", List.of(part(question)));
        }
        Optional<Exclusion> exclusion = Exclusion.of(question);
        String positive = exclusion.map(Exclusion::positive).orElse(question);
        List<Part> parts =
                SubQuestions.of(positive).stream().map(QuestionReading::part).toList();
        return new QuestionReading(positive, exclusion.map(Exclusion::excluded).orElse(""), parts);
    }

    /**
     * Whether it excludes anything.
     *
     * @return whether {@link #excluded()} says something
     */
    public boolean excludes() {
        return !excluded.isBlank();
    }

    /**
     * Whether the question is anything else than its own words as a bag.
     *
     * @return whether it excludes something, asks several things, or has exact parts
     */
    public boolean isStructured() {
        return excludes() || parts.size() > 1 || !parts.getFirst().exact().isEmpty();
    }

    private static Part part(String text) {
        return new Part(text, ExactParts.of(text));
    }
}
