package dev.fairlead;

import java.util.Optional;

/** Drafts an answer from evidence. Thread-safe. */
@FunctionalInterface
public interface Drafter {
    /**
     * Drafts.
     *
     * @param inquiry the question under way
     * @param evidence what the answer may rest on, not empty
     * @return the draft, empty where the evidence does not answer the question
     * @throws GenerationException if a model failed
     * @throws GenerationRefusedException if a model's provider refuses the call and would do so again
     * @throws DeadlineExceededException if the deadline passed
     */
    Optional<Draft> draft(Inquiry inquiry, Evidence evidence);

    /**
     * Why nothing was drafted.
     *
     * @param inquiry the question under way
     * @param evidence what {@link #draft} was given
     * @return one line for the user
     */
    default String silence(Inquiry inquiry, Evidence evidence) {
        return "the passages found do not answer this";
    }

    /**
     * Whether it reads paragraphs rather than looking for sentences, so that evidence is widened for it by
     * {@link Retriever#forReading}.
     *
     * @return false unless overridden
     */
    default boolean readsParagraphs() {
        return false;
    }
}
