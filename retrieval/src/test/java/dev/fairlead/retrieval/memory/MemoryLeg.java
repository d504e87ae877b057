package dev.fairlead.retrieval.memory;

import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Leg;
import java.util.List;

/**
 * A ranking that was worked out for every passage beforehand.
 *
 * @param all the score of every passage, by its handle
 * @param found what may be found
 * @param ceiling the score no passage reaches
 * @param dropped words left out
 */
record MemoryLeg(List<Double> all, List<Hit> found, double ceiling, int dropped) implements Leg {
    @Override
    public List<Hit> top(int depth) {
        if (depth < 1 || depth > IndexSnapshot.MAX_DEPTH) {
            throw new IllegalArgumentException("depth must be in [1, " + IndexSnapshot.MAX_DEPTH + "], was " + depth);
        }
        return found.stream().sorted(Hit.ORDER).limit(depth).toList();
    }

    @Override
    public double[] scores(List<Hit> hits) {
        return hits.stream().mapToDouble(hit -> all.get(hit.handle())).toArray();
    }
}
