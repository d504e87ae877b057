package dev.fairlead.feedback;

import java.util.Objects;

/**
 * A question that is worth a label.
 *
 * @param text the question
 * @param intent what the router took it for
 * @param reason why it is worth one
 * @param score how much: uncertainty, or cosine distance from what is labelled or suggested already; in [0, 2]
 */
public record Suggestion(String text, String intent, Reason reason, double score) {
    /** Why a label is worth having. */
    public enum Reason {
        /** The router hardly preferred its choice to the next. */
        LEAST_CERTAIN,
        /** Nothing like it is labelled. */
        MOST_NOVEL
    }

    /** Checks. */
    public Suggestion {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(intent, "intent");
        Objects.requireNonNull(reason, "reason");
    }
}
