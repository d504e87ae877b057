package dev.fairlead;

import java.util.Objects;

/**
 * An intent and how probable it is.
 *
 * @param intent the label
 * @param probability calibrated probability, in [0, 1]
 */
public record IntentScore(String intent, double probability) {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException if {@code probability} is outside [0, 1]
     */
    public IntentScore {
        Objects.requireNonNull(intent, "intent");
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be in [0, 1], was " + probability);
        }
    }
}
