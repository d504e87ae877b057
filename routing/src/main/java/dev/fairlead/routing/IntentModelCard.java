package dev.fairlead.routing;

import java.util.List;

/**
 * What an intent model says of itself.
 *
 * @param format version of the file's layout
 * @param labels the intents, in the order of the model's outputs
 * @param encoder fingerprint of the encoder whose vectors it takes
 * @param temperature what logits are divided by before the softmax
 * @param dataHash SHA-256 of texts and labels it was trained on, in their order
 * @param rows how many it was trained on
 * @param seed what its training drew from
 * @param heldOut how it did on rows it had not seen
 */
public record IntentModelCard(
        int format,
        List<String> labels,
        String encoder,
        double temperature,
        String dataHash,
        int rows,
        long seed,
        HeldOut heldOut) {
    /** The newest layout this version reads and writes. */
    public static final int FORMAT = 1;

    /** Copies. */
    public IntentModelCard {
        labels = List.copyOf(labels);
    }

    /**
     * Figures on rows that were not trained on.
     *
     * @param scheme how the rows were held out, in words
     * @param rows how many they were
     * @param accuracy share of rows whose most probable intent was right, in [0, 1]
     * @param calibrationError expected calibration error over 15 bins of equal mass, after the temperature, in [0, 1]
     * @param logLoss mean negative log-probability of the right intent, after the temperature, in nats
     * @param rawLogLoss the same before the temperature
     */
    public record HeldOut(
            String scheme, int rows, double accuracy, double calibrationError, double logLoss, double rawLogLoss) {}
}
