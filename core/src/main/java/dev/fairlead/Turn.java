package dev.fairlead;

import java.util.Objects;

/**
 * An earlier exchange of the conversation.
 *
 * @param question what was asked
 * @param answer what was answered
 */
public record Turn(String question, String answer) {
    /** Checks. */
    public Turn {
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(answer, "answer");
    }
}
