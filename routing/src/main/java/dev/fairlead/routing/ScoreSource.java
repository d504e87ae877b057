package dev.fairlead.routing;

import dev.fairlead.Inquiry;
import dev.fairlead.IntentScore;
import dev.fairlead.TextEncoder;
import java.util.List;
import java.util.Map;

/** Where a router has the probabilities of intents from. Thread-safe. */
interface ScoreSource extends AutoCloseable {
    /** Every intent, by falling probability, ties by label. */
    List<IntentScore> scores(Inquiry inquiry);

    @Override
    void close();

    /** A head on the vector that the retriever uses as well. */
    static ScoreSource ofVector(IntentClassifier classifier, TextEncoder encoder) {
        return new ScoreSource() {
            @Override
            public List<IntentScore> scores(Inquiry inquiry) {
                return classifier.classify(inquiry.encode(encoder));
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
            public List<IntentScore> scores(Inquiry inquiry) {
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
                return judged.scores();
            }

            @Override
            public void close() {
                classifier.close();
            }
        };
    }
}
