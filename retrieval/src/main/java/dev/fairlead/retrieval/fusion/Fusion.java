package dev.fairlead.retrieval.fusion;

import dev.fairlead.LegStanding;
import dev.fairlead.retrieval.engine.Hit;
import java.util.List;
import java.util.Objects;

/** Joins the scores of two legs into one. Stateless and deterministic. */
@FunctionalInterface
public interface Fusion {
    /**
     * Scores candidates.
     *
     * @param candidates every passage at least one leg found, with its exact score in both
     * @return {@code double[candidates]}, larger is better
     */
    double[] scores(List<Candidate> candidates);

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
