package dev.fairlead.routing;

import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.IntentScore;
import dev.fairlead.RoutingException;
import dev.fairlead.TextEncoder;
import java.util.List;

/** Opens a model file before it is handed over, and compares what it says with what it was made from. */
final class ReloadCheck {
    private static final double CLOSE = 1e-3;

    private ReloadCheck() {}

    /**
     * Checks a head.
     *
     * @param vectors of some texts
     * @throws RoutingException if the file says something else
     */
    static void head(TrainedIntents trained, IntentHead head, List<float[]> vectors, TextEncoder encoder) {
        IntentModelCard card = trained.card();
        try (IntentClassifier classifier = trained.classifier(encoder)) {
            same(card, classifier.card());
            for (float[] vector : vectors) {
                double[] expected = Calibration.probabilities(head.logits(vector), card.temperature());
                compare(expected, classifier.classify(Encoding.of(vector, 1, false)), card);
            }
        }
    }

    /**
     * Checks a fine-tuned model.
     *
     * @param rows texts
     * @param scores what the same graph made of them at a temperature of 1
     * @throws RoutingException if the file says something else
     */
    static void fineTuned(byte[] file, IntentModelCard card, List<LabelledText> rows, List<Calibration.Scored> scores) {
        String name = "just trained";
        same(card, IntentModelFile.card(IntentModelFile.metadata(file, name), name));
        try (FineTunedClassifier classifier = FineTunedFile.open(file, name)) {
            for (int i = 0; i < rows.size(); i++) {
                compare(
                        scores.get(i).probabilities(card.temperature()),
                        classifier.classify(rows.get(i).text(), Deadline.never()),
                        card);
            }
        }
    }

    private static void same(IntentModelCard expected, IntentModelCard found) {
        if (!expected.equals(found)) {
            throw new RoutingException("the model file's card came back changed: " + found);
        }
    }

    private static void compare(double[] expected, List<IntentScore> found, IntentModelCard card) {
        for (IntentScore score : found) {
            double probability = expected[card.labels().indexOf(score.intent())];
            if (!(Math.abs(probability - score.probability()) <= CLOSE)) {
                throw new RoutingException("the model file gives " + score.intent() + " a probability of "
                        + score.probability() + ", training gave it " + probability);
            }
        }
    }
}
