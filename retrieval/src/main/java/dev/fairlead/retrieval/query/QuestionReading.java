package dev.fairlead.retrieval.query;

import java.util.Objects;
import java.util.Optional;

/**
 * What a question is made of, read from its words alone by a few guarded rules. A question they say nothing about is its
 * own positive part.
 *
 * @param positive what it asks for
 * @param excluded what it says it is not about; blank where it excludes nothing
 */
public record QuestionReading(String positive, String excluded) {
    /** In a longer text some sentence may exclude something, but it is pasted, not asked. */
    private static final int LONGEST = 2_000;

    /** Checks. */
    public QuestionReading {
        Objects.requireNonNull(positive, "positive");
        Objects.requireNonNull(excluded, "excluded");
    }

    /**
     * Reads a question. O(length).
     *
     * @param question its text
     * @return its parts
     */
    public static QuestionReading of(String question) {
        Optional<Exclusion> exclusion = question.length() > LONGEST ? Optional.empty() : Exclusion.of(question);
        return exclusion
                .map(split -> new QuestionReading(split.positive(), split.excluded()))
                .orElseGet(() -> new QuestionReading(question, ""));
    }

    /**
     * Whether it excludes anything.
     *
     * @return whether {@link #excluded()} says something
     */
    public boolean excludes() {
        return !excluded.isBlank();
    }
}
