package dev.fairlead.retrieval.engine;

import java.util.Comparator;

/**
 * A passage found by a {@link Leg}.
 *
 * @param passageId the passage
 * @param handle the engine's own number for it, valid in the snapshot that gave it
 * @param score the leg's score
 */
public record Hit(String passageId, int handle, double score) {
    /** Falling score, ties by passage id. */
    public static final Comparator<Hit> ORDER =
            Comparator.comparingDouble(Hit::score).reversed().thenComparing(Hit::passageId);

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if {@code passageId} is blank
     */
    public Hit {
        if (passageId.isBlank()) {
            throw new IllegalArgumentException("passageId must not be blank");
        }
    }
}
