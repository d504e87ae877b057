package dev.fairlead.routing;

import java.util.Objects;

/**
 * One example to train on or to test with.
 *
 * @param text what somebody wrote, not blank
 * @param label its intent, not blank
 */
public record LabelledText(String text, String label) {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException if {@code text} or {@code label} is blank
     */
    public LabelledText {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(label, "label");
        if (text.isBlank()) {
            throw new IllegalArgumentException("text must not be blank");
        }
        if (label.isBlank()) {
            throw new IllegalArgumentException("label must not be blank");
        }
    }
}
