package dev.fairlead.routing;

import java.util.Locale;
import java.util.Objects;

/**
 * A training example that an intent model remembers, seen from a question.
 *
 * @param text its text
 * @param intent its label
 * @param cosine to the question, in [-1, 1], from vectors of eight bits
 */
public record NearExample(String text, String intent, double cosine) {
    /** Checks. */
    public NearExample {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(intent, "intent");
    }

    /** Cosine, intent and text, for a person. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f %s: %s", cosine, intent, text);
    }
}
