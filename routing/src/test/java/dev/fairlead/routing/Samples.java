package dev.fairlead.routing;

import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.RoutePath;
import dev.fairlead.Scope;
import dev.fairlead.TextEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What several tests share: one loaded encoder, texts of a length, and heads whose probabilities are chosen. */
final class Samples {
    static final String SENTENCE =
            "The supplier shall deliver the goods within thirty days of the order, and the buyer may"
                    + " reject goods that don't conform to the specification; ";

    private Samples() {}

    private static final class Shared {
        static final OnnxTextEncoder ENCODER = OnnxTextEncoder.bgeSmall();
    }

    /** The shipped encoder, loaded once for all tests and never closed. */
    static OnnxTextEncoder encoder() {
        return Shared.ENCODER;
    }

    static Encoding query(String text) {
        return encoder().encode(text, TextEncoder.Kind.QUERY, Deadline.never());
    }

    static Encoding passage(String text) {
        return encoder().encode(text, TextEncoder.Kind.PASSAGE, Deadline.never());
    }

    /** A resource of the test class path, as a file of its own. */
    static Path file(Path folder, String resource) throws IOException {
        Path file = folder.resolve(resource);
        try (InputStream in = Samples.class.getResourceAsStream("/" + resource)) {
            Files.copy(in, file);
        }
        return file;
    }

    /** A model that gives every text the same probabilities: no weights, and their logarithms as bias. */
    static IntentClassifier constant(Map<String, Double> probabilities) {
        List<String> labels = new ArrayList<>(probabilities.keySet());
        int dimension = encoder().dimension();
        float[] weights = new float[(dimension + 1) * labels.size()];
        for (int k = 0; k < labels.size(); k++) {
            weights[dimension * labels.size() + k] = (float) Math.log(probabilities.get(labels.get(k)));
        }
        IntentHead head = new IntentHead(List.of(new LinearLayer(weights, dimension, labels.size())));
        return new TrainedIntents(head, card(labels, encoder().fingerprint(), IntentModelCard.FORMAT))
                .classifier(encoder());
    }

    static IntentModelCard card(List<String> labels, String fingerprint, int format) {
        IntentModelCard.HeldOut heldOut = new IntentModelCard.HeldOut("none", 0, 0, 0, 0, 0, List.of());
        return new IntentModelCard(format, labels, fingerprint, 1, "00", 0, 1, heldOut, 0, Map.of());
    }

    /** A question of nobody in particular, in all the time it takes. */
    static Inquiry inquiry(String text) {
        return Inquiry.of(Question.of(text), Scope.none(), Deadline.never());
    }

    /** Where {@link #orders()} go. */
    static RouteTable orderTable() {
        return new RouteTable(
                Map.of(
                        "buy", RoutePath.TOOL,
                        "refund", RoutePath.TOOL,
                        "opening_hours", RoutePath.DIRECT,
                        "out_of_scope", RoutePath.DECLINE),
                0.3,
                0.6);
    }

    /** Three small intents, enough to train on in a test. */
    static List<LabelledText> orders() {
        List<LabelledText> rows = new ArrayList<>();
        for (String thing : List.of("shoes", "a lamp", "the blue sofa", "two tickets", "my usual coffee", "a laptop")) {
            rows.add(new LabelledText("I want to buy " + thing, "buy"));
            rows.add(new LabelledText("please add " + thing + " to my basket", "buy"));
            rows.add(new LabelledText("I want my money back for " + thing, "refund"));
            rows.add(new LabelledText(thing + " arrived broken, refund me", "refund"));
            rows.add(new LabelledText("when do you open on Sunday to look at " + thing, "opening_hours"));
            rows.add(new LabelledText("until when can I come in for " + thing + " today", "opening_hours"));
        }
        return rows;
    }

    /** Vectors of length 1, spread evenly. */
    static float[][] units(int rows, int dimension, Random random) {
        float[][] vectors = new float[rows][dimension];
        for (float[] vector : vectors) {
            double squares = 0;
            for (int d = 0; d < dimension; d++) {
                vector[d] = (float) random.nextGaussian();
                squares += vector[d] * vector[d];
            }
            for (int d = 0; d < dimension; d++) {
                vector[d] /= (float) Math.sqrt(squares);
            }
        }
        return vectors;
    }
}
