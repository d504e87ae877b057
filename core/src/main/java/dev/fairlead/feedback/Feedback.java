package dev.fairlead.feedback;

import dev.fairlead.Question;
import java.time.Instant;
import java.util.Objects;

/** One entry of a {@link FeedbackLog}. */
public sealed interface Feedback {
    /**
     * When it was stored.
     *
     * @return the time, to the millisecond
     */
    Instant at();

    /**
     * The question it is about.
     *
     * @return the question's text
     */
    String text();

    /**
     * A question as it was routed, kept so that it can be suggested for labelling.
     *
     * @param at when it was stored
     * @param text the question
     * @param intent what the router took it for
     * @param certainty by how much the router preferred that to the next intent, in [0, 1]
     */
    record Seen(Instant at, String text, String intent, double certainty) implements Feedback {
        /**
         * Checks.
         *
         * @throws IllegalArgumentException if a text is blank or too long, or {@code certainty} is outside [0, 1]
         */
        public Seen {
            Objects.requireNonNull(at, "at");
            require("text", text);
            require("intent", intent);
            requireShare("certainty", certainty);
        }
    }

    /**
     * What a question should have been taken for.
     *
     * @param at when it was stored
     * @param text the question
     * @param label the right intent
     */
    record Correction(Instant at, String text, String label) implements Feedback {
        /**
         * Checks.
         *
         * @throws IllegalArgumentException if a text is blank or too long
         */
        public Correction {
            Objects.requireNonNull(at, "at");
            require("text", text);
            require("label", label);
        }
    }

    /**
     * How good an answer was.
     *
     * @param at when it was stored
     * @param text the question
     * @param rating from 0, useless, to 1
     */
    record Rating(Instant at, String text, double rating) implements Feedback {
        /**
         * Checks.
         *
         * @throws IllegalArgumentException if the text is blank or too long, or {@code rating} is outside [0, 1]
         */
        public Rating {
            Objects.requireNonNull(at, "at");
            require("text", text);
            requireShare("rating", rating);
        }
    }

    private static void require(String name, String text) {
        if (text.isBlank() || text.length() > Question.MAX_LENGTH) {
            throw new IllegalArgumentException(name + " must have 1 to " + Question.MAX_LENGTH
                    + " characters and not be blank, had " + text.length());
        }
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be in [0, 1], was " + value);
        }
    }
}
