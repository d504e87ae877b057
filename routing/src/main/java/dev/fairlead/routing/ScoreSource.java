package dev.fairlead.routing;

import dev.fairlead.Encoding;
import dev.fairlead.Inquiry;
import dev.fairlead.IntentScore;
import dev.fairlead.TextEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a router has the probabilities of intents from. Thread-safe. */
interface ScoreSource extends AutoCloseable {
    /**
     * What a model says of a question.
     *
     * @param intents every intent, by falling probability, ties by label
     * @param trust how far that can be trusted, where the model says so
     */
    record Scores(List<IntentScore> intents, Optional<IntentPrediction.Trust> trust) {}

    /** Judges a question; how far to trust it is recorded as the step {@code "trust"}. */
    Scores scores(Inquiry inquiry);

    /** The remembered examples that a question is most like, by falling cosine; empty where none are remembered. */
    default List<NearExample> nearest(Inquiry inquiry, int most) {
        return List.of();
    }

    @Override
    void close();

    private static Scores scored(Inquiry inquiry, IntentPrediction prediction, long start) {
        prediction
                .trust()
                .ifPresent(trust -> inquiry.record(
                        "trust", start, Map.of("typical", trust.typical(), "candidates", trust.candidates())));
        return new Scores(prediction.intents(), prediction.trust());
    }

    /** A head on the vector that the retriever uses as well. */
    static ScoreSource ofVector(IntentClassifier classifier, TextEncoder encoder) {
        return new ScoreSource() {
            @Override
            public Scores scores(Inquiry inquiry) {
                Encoding question = inquiry.encode(encoder);
                long start = System.nanoTime();
                return scored(inquiry, classifier.predict(question), start);
            }

            @Override
            public List<NearExample> nearest(Inquiry inquiry, int most) {
                return classifier.nearest(inquiry.encode(encoder), most);
            }

            @Override
            public void close() {
                classifier.close();
            }
        };
    }

    /** A model that reads the text itself: a pass of its own, recorded as the step {@code "classify"}. */
    static ScoreSource ofText(FineTunedClassifier classifier) {
        return new ScoreSource() {
            @Override
            public Scores scores(Inquiry inquiry) {
                long start = System.nanoTime();
                FineTunedClassifier.Judged judged =
                        classifier.judge(inquiry.question().text(), inquiry.deadline());
                inquiry.record(
                        "classify",
                        start,
                        Map.of(
                                "model", classifier.fingerprint(),
                                "tokens", judged.tokens(),
                                "truncated", judged.truncated()));
                return scored(inquiry, judged.prediction(), System.nanoTime());
            }

            @Override
            public List<NearExample> nearest(Inquiry inquiry, int most) {
                return classifier.nearest(inquiry.question().text(), most, inquiry.deadline());
            }

            @Override
            public void close() {
                classifier.close();
            }
        };
    }
}
