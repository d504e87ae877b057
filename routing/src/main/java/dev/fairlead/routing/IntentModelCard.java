package dev.fairlead.routing;

import dev.fairlead.RoutingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an intent model says of itself.
 *
 * @param format version of the file's layout
 * @param labels the intents, in the order of the model's outputs
 * @param encoder fingerprint of the encoder whose vectors it takes, or of the weights it was fine-tuned from
 * @param temperature what logits are divided by before the softmax
 * @param dataHash SHA-256 of texts and labels it was trained on, in their order
 * @param rows how many it was trained on
 * @param seed what its training drew from
 * @param heldOut how it did on rows it had not seen
 * @param threshold the probability that 95 % of the held-out rows whose intent was right reach; less is doubt. In [0, 1]; 0 in
 *     files written before there was one
 * @param settings how it was trained, by name
 */
public record IntentModelCard(
        int format,
        List<String> labels,
        String encoder,
        double temperature,
        String dataHash,
        int rows,
        long seed,
        HeldOut heldOut,
        double threshold,
        Map<String, String> settings) {
    /** The newest layout this version reads and writes. */
    public static final int FORMAT = 1;

    /** Copies. */
    public IntentModelCard {
        labels = List.copyOf(labels);
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /**
     * Reads the card of a model file, whether it holds a head or a fine-tuned model.
     *
     * @param file what {@link TrainedIntents#writeTo} wrote
     * @return its card
     * @throws RoutingException if the file cannot be read or is no intent model
     */
    public static IntentModelCard read(Path file) {
        try {
            String name = file.toString();
            return IntentModelFile.card(IntentModelFile.metadata(ModelFile.read(file), name), name);
        } catch (IOException e) {
            throw new RoutingException("intent model: " + e.getMessage(), e);
        }
    }

    /**
     * The card for people to read.
     *
     * @return lines, each {@code name: value}
     */
    public String text() {
        StringBuilder text = new StringBuilder();
        line(text, "intents", labels.size() + ": " + String.join(", ", labels));
        line(text, "encoder", encoder);
        line(text, "trained on", rows + " rows, SHA-256 " + dataHash + ", seed " + seed);
        line(text, "held out", heldOut.rows() + " rows, " + heldOut.scheme());
        line(text, "accuracy", rounded(heldOut.accuracy()));
        line(text, "calibration error", rounded(heldOut.calibrationError()));
        if (!heldOut.confusions().isEmpty()) {
            line(text, "confuses most", heldOut.confused());
        }
        line(text, "log loss", rounded(heldOut.logLoss()) + " (" + rounded(heldOut.rawLogLoss()) + " untempered)");
        line(text, "temperature", rounded(temperature));
        line(text, "doubt below", rounded(threshold));
        settings.forEach((name, value) -> line(text, name, value));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append('\n');
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
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
     * @param confusions the largest, largest first, ties by the order of intents; none in files written before there were any
     */
    public record HeldOut(
            String scheme,
            int rows,
            double accuracy,
            double calibrationError,
            double logLoss,
            double rawLogLoss,
            List<Confusion> confusions) {
        /** Copies. */
        public HeldOut {
            confusions = List.copyOf(confusions);
        }

        private String confused() {
            return confusions.stream().map(Confusion::words).collect(Collectors.joining(", "));
        }
    }

    /**
     * Rows of one intent that were taken for another.
     *
     * @param intent theirs
     * @param taken the one they were taken for
     * @param rows how many they are
     * @param of how many held-out rows have the intent
     */
    public record Confusion(String intent, String taken, int rows, int of) {
        private String words() {
            return intent + " for " + taken + " (" + rows + " of " + of + ")";
        }
    }
}
