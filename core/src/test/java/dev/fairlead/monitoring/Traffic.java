package dev.fairlead.monitoring;

import dev.fairlead.Answer;
import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.Route;
import dev.fairlead.RouteDecision;
import dev.fairlead.Scope;
import dev.fairlead.TextEncoder;
import dev.fairlead.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Questions of a host, made at random: a share is small talk and answered directly, the others are about documents, on two topics
 * whose vectors lie about two centres, with a confidence that is a little luck and a little the corpus.
 *
 * @param direct share of small talk
 * @param newTopic share of the second topic among the others
 * @param confidence mean confidence of evidence
 * @param probability mean probability of routes
 */
record Traffic(double direct, double newTopic, double confidence, double probability) {
    static final Traffic USUAL = new Traffic(0.2, 0.1, 0.7, 0.9);
    static final TextEncoder ENCODER = new TopicEncoder();

    Traffic withDirect(double share) {
        return new Traffic(share, newTopic, confidence, probability);
    }

    Traffic withNewTopic(double share) {
        return new Traffic(direct, share, confidence, probability);
    }

    Traffic withConfidence(double mean) {
        return new Traffic(direct, newTopic, mean, probability);
    }

    Traffic withProbability(double mean) {
        return new Traffic(direct, newTopic, confidence, mean);
    }

    /** Tells a monitor of some questions. */
    void tell(Monitor monitor, int questions, Random random) {
        for (int i = 0; i < questions; i++) {
            tellOne(monitor, random);
        }
    }

    private void tellOne(Monitor monitor, Random random) {
        boolean smallTalk = random.nextDouble() < direct;
        int topic = smallTalk ? 2 : random.nextDouble() < newTopic ? 1 : 0;
        Inquiry inquiry = Inquiry.of(Question.of(topic + " " + random.nextLong()), Scope.none(), Deadline.never());
        inquiry.encode(ENCODER);
        Route.Ground ground = new Route.Ground("intent", near(probability, random), "chance");
        Route route = smallTalk ? new Route.Direct(ground) : new Route.Grounded(ground);
        double found = near(confidence, random);
        List<Trace.Step> steps = new ArrayList<>();
        if (!smallTalk) {
            steps.add(new Trace.Step("retrieve", Duration.ZERO, Map.of("confidence", found)));
        }
        Trace trace = new Trace("hash", Optional.of(RouteDecision.certain(route)), steps, Duration.ZERO);
        Evidence evidence = new Evidence(Evidence.Kind.RETRIEVED, List.of(), found, "chance");
        monitor.answered(
                inquiry,
                !smallTalk && found < 0.5
                        ? new Answer.Abstained("poor", evidence, trace)
                        : new Answer.Answered("yes", List.of(), route, trace));
    }

    private static double near(double mean, Random random) {
        return Math.clamp(mean + 0.15 * random.nextGaussian(), 0, 1);
    }

    /** A vector about the centre of the topic that a question names first. */
    private static final class TopicEncoder implements TextEncoder {
        private static final int DIMENSION = 32;

        @Override
        public int dimension() {
            return DIMENSION;
        }

        @Override
        public String fingerprint() {
            return "topics";
        }

        @Override
        public int maxTokens() {
            return 10;
        }

        @Override
        public int countTokens(String text) {
            return 1;
        }

        @Override
        public Encoding encode(String text, Kind kind, Deadline deadline) {
            Random random = new Random(text.hashCode());
            double[] values = new double[DIMENSION];
            double squares = 0;
            for (int i = 0; i < DIMENSION; i++) {
                values[i] = 0.25 * random.nextGaussian() + (i == text.charAt(0) - '0' ? 1 : 0);
                squares += values[i] * values[i];
            }
            float[] vector = new float[DIMENSION];
            for (int i = 0; i < DIMENSION; i++) {
                vector[i] = (float) (values[i] / Math.sqrt(squares));
            }
            return Encoding.of(vector, 1, false);
        }

        @Override
        public void close() {}
    }
}
