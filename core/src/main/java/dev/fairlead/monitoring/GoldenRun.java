package dev.fairlead.monitoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a golden set's questions found.
 *
 * @param results one for each question, in the set's order
 */
public record GoldenRun(List<Result> results) {
    /** Copies. */
    public GoldenRun {
        results = List.copyOf(results);
    }

    /**
     * What one question found.
     *
     * @param question the question
     * @param recall share of what it seeks among the first passages, in [0, 1]
     */
    public record Result(GoldenQuestion question, double recall) {
        /** Checks. */
        public Result {
            Objects.requireNonNull(question, "question");
        }
    }

    /**
     * Mean recall.
     *
     * @return the mean over questions, in [0, 1]
     */
    public double recall() {
        return results.stream().mapToDouble(Result::recall).average().orElse(0);
    }

    /**
     * What changed, over the questions of both runs.
     *
     * @param earlier an earlier run
     * @return the change
     */
    public GoldenChange since(GoldenRun earlier) {
        Map<GoldenQuestion, Double> then = new HashMap<>();
        earlier.results.forEach(result -> then.put(result.question(), result.recall()));
        List<GoldenQuestion> lost = new ArrayList<>();
        List<GoldenQuestion> gained = new ArrayList<>();
        double before = 0;
        double now = 0;
        int shared = 0;
        for (Result result : results) {
            Double was = then.get(result.question());
            if (was != null) {
                shared++;
                before += was;
                now += result.recall();
                if (result.recall() < was) {
                    lost.add(result.question());
                } else if (result.recall() > was) {
                    gained.add(result.question());
                }
            }
        }
        int questions = Math.max(1, shared);
        return new GoldenChange(before / questions, now / questions, shared, lost, gained);
    }
}
