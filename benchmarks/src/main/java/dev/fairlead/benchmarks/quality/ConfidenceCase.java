package dev.fairlead.benchmarks.quality;

import dev.fairlead.Deadline;
import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.Passage;
import dev.fairlead.RankedPassage;
import dev.fairlead.Scope;
import dev.fairlead.Trace;
import dev.fairlead.retrieval.HybridRetriever;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One question as it looks to those who judge the confidence of its evidence.
 *
 * @param set where it is from
 * @param category its category, empty where the set has none
 * @param document the document of its answer
 * @param answerable whether the documents answer it
 * @param first what the first look found
 * @param shipped what the library finds, with a second look where the first is poor
 * @param features what the confidence of the first look was made of, by name
 */
record ConfidenceCase(
        String set,
        String category,
        String document,
        boolean answerable,
        Look first,
        Look shipped,
        Map<String, Double> features) {

    /**
     * Evidence.
     *
     * @param confidence as the library states it
     * @param found whether the passages cover the answer; false where there is none
     */
    record Look(double confidence, boolean found) {}

    static ConfidenceCase of(String set, AskedQuestion asked, HybridRetriever firstOnly, HybridRetriever retriever) {
        Inquiry inquiry = inquiry(asked);
        Look first = look(asked, firstOnly.retrieve(inquiry));
        return new ConfidenceCase(
                set,
                asked.gold().query().category().orElse(""),
                asked.gold().answer().doc(),
                asked.answerable(),
                first,
                look(asked, retriever.retrieve(inquiry(asked))),
                features(inquiry, first.confidence()));
    }

    private static Inquiry inquiry(AskedQuestion asked) {
        return Inquiry.of(asked.question(), Scope.none(), Deadline.never());
    }

    private static Look look(AskedQuestion asked, Evidence evidence) {
        List<Passage> passages =
                evidence.passages().stream().map(RankedPassage::passage).toList();
        boolean found = asked.answerable()
                && SpansRun.Coverage.of(asked.gold(), passages).any() > 0;
        return new Look(evidence.confidence(), found);
    }

    /** Half of the documents, whose questions are fitted on; the others measure. */
    boolean fitted() {
        return document.hashCode() % 2 == 0;
    }

    double[] row(List<String> names) {
        return names.stream()
                .mapToDouble(name -> features.getOrDefault(name, 0.0))
                .toArray();
    }

    /** Of several looks at the documents the one whose confidence the evidence has. */
    private static Map<String, Double> features(Inquiry inquiry, double confidence) {
        Map<String, Double> features = new TreeMap<>();
        for (Trace.Step step : inquiry.steps()) {
            boolean stated = step.name().equals(HybridRetriever.CONFIDENCE)
                    && step.details()
                            .getOrDefault(HybridRetriever.PROBABILITY, -1.0)
                            .equals(confidence);
            if (stated) {
                step.details().forEach((name, value) -> {
                    if (value instanceof Double number && !name.equals(HybridRetriever.PROBABILITY)) {
                        features.put(name, number);
                    }
                });
            }
        }
        return features;
    }
}
