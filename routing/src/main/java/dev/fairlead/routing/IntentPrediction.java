package dev.fairlead.routing;

import dev.fairlead.IntentScore;
import java.util.List;

/**
 * What an intent model makes of one text.
 *
 * @param intents every intent, by falling probability, ties by label; probabilities sum to 1
 * @param largestLogit the largest logit, which tells texts outside all intents better than the largest probability does
 */
public record IntentPrediction(List<IntentScore> intents, double largestLogit) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if {@code intents} is empty
     */
    public IntentPrediction {
        intents = List.copyOf(intents);
        if (intents.isEmpty()) {
            throw new IllegalArgumentException("intents must not be empty");
        }
    }

    /**
     * The most probable intent.
     *
     * @return the first of {@link #intents()}
     */
    public IntentScore top() {
        return intents.getFirst();
    }
}
