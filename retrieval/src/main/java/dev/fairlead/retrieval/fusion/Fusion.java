package dev.fairlead.retrieval.fusion;

import dev.fairlead.LegStanding;
import dev.fairlead.retrieval.engine.Hit;
import java.util.List;
import java.util.Objects;

/** Joins the scores of two legs into one. Stateless and deterministic. */
@FunctionalInterface
public interface Fusion {
    /**
     * Fuses candidates, and says how.
     *
     * @param candidates every passage at least one leg found, with its exact score in both
     * @return one for each candidate in their order, a larger score is better
     */
    List<Fused> explain(List<Candidate> candidates);

    /**
     * The scores alone, which are those that {@link #explain} accounts for.
     *
     * @param candidates as for {@link #explain}
     * @return {@code double[candidates]}, larger is better
     */
    default double[] scores(List<Candidate> candidates) {
        return explain(candidates).stream().mapToDouble(Fused::score).toArray();
    }

    /**
     * A passage with its place in both legs.
     *
     * @param hit the passage
     * @param lexical its standing by words
     * @param dense its standing by meaning
     */
    record Candidate(Hit hit, LegStanding lexical, LegStanding dense) {
        /** Checks. */
        public Candidate {
            Objects.requireNonNull(hit, "hit");
            Objects.requireNonNull(lexical, "lexical");
            Objects.requireNonNull(dense, "dense");
        }
    }
}
