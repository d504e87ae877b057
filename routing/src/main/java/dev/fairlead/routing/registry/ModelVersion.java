package dev.fairlead.routing.registry;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One version of a model.
 *
 * @param number from 1, rising in the order they were added
 * @param sha256 of its file, in hexadecimal
 * @param added when
 * @param labels the intents it knows
 * @param encoder fingerprint of the encoder it was trained with
 * @param dataHash SHA-256 of the rows it was trained on
 * @param rows how many they were
 * @param heldOutAccuracy how it did on rows it had not seen, in [0, 1]
 */
public record ModelVersion(
        int number,
        String sha256,
        Instant added,
        List<String> labels,
        String encoder,
        String dataHash,
        int rows,
        double heldOutAccuracy) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if {@code number} is below 1
     */
    public ModelVersion {
        if (number < 1) {
            throw new IllegalArgumentException("number must be at least 1, was " + number);
        }
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(added, "added");
        labels = List.copyOf(labels);
        Objects.requireNonNull(encoder, "encoder");
        Objects.requireNonNull(dataHash, "dataHash");
    }
}
