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
 * @param found whether the passages found cover the answer; false where there is none
 * @param shipped the confidence as the library states it
 * @param features what it was made of, by name
 */
record ConfidenceCase(
        String set,
        String category,
        String document,
        boolean answerable,
        boolean found,
        double shipped,
        Map<String, Double> features) {

    static ConfidenceCase of(String set, AskedQuestion asked, HybridRetriever retriever) {
        Inquiry inquiry = Inquiry.of(asked.question(), Scope.none(), Deadline.never());
        Evidence evidence = retriever.retrieve(inquiry);
        List<Passage> passages =
                evidence.passages().stream().map(RankedPassage::passage).toList();
        boolean found = asked.answerable()
                && SpansRun.Coverage.of(asked.gold(), passages).any() > 0;
        return new ConfidenceCase(
                set,
                asked.gold().query().category().orElse(""),
                asked.gold().answer().doc(),
                asked.answerable(),
                found,
                evidence.confidence(),
                features(inquiry, evidence.confidence()));
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
