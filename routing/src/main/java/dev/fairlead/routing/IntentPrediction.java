package dev.fairlead.routing;

import dev.fairlead.IntentScore;
import java.util.List;
import java.util.Optional;

/**
 * What an intent model makes of one text.
 *
 * @param intents every intent, by falling probability, ties by label; probabilities sum to 1
 * @param largestLogit the largest logit, which tells texts outside all intents better than the largest probability does
 * @param trust how far this can be trusted; empty where the model was trained without a guard
 */
public record IntentPrediction(List<IntentScore> intents, double largestLogit, Optional<Trust> trust) {
    /**
     * How far the model can be trusted on a text, by what it said of rows that were held out from its training. Holds on average
     * over texts like those; where what is asked has changed, it does not, and no number here says so: on CLINC150 with three words in
     * ten mistyped sets meant for .95 hold the right intent of .744 ({@code benchmarks.jar quality intents --data DIR --typos .3}).
     *
     * @param typical the share of texts of known intents that look as strange as this one, or more so, in (0, 1]; below .05 it is
     *     likely of none
     * @param candidates the intents that hold the right one for 95 of 100 texts of known intents, by falling probability; one
     *     routes, several ask, and none is a text that no intent suits
     */
    public record Trust(double typical, List<String> candidates) {
        /** Copies. */
        public Trust {
            candidates = List.copyOf(candidates);
        }
    }

    /** A prediction of a model without a guard. */
    IntentPrediction(List<IntentScore> intents, double largestLogit) {
        this(intents, largestLogit, Optional.empty());
    }

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
