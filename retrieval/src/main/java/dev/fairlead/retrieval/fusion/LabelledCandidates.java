package dev.fairlead.retrieval.fusion;

import java.util.List;
import java.util.Set;

/**
 * What both legs found for a question whose answer is known.
 *
 * @param candidates every passage at least one leg found, with its exact score in both
 * @param relevant ids of the passages, or of the documents, that answer it
 */
public record LabelledCandidates(List<Fusion.Candidate> candidates, Set<String> relevant) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if nothing is relevant
     */
    public LabelledCandidates {
        candidates = List.copyOf(candidates);
        relevant = Set.copyOf(relevant);
        if (relevant.isEmpty()) {
            throw new IllegalArgumentException("relevant must not be empty");
        }
    }
}
