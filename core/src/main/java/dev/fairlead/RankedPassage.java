package dev.fairlead;

import java.util.List;
import java.util.Objects;

/**
 * A passage in its final order.
 *
 * @param passage the passage
 * @param rank final rank, from 1
 * @param score final score, comparable within one evidence only
 * @param standings where it stood in each leg
 */
public record RankedPassage(Passage passage, int rank, double score, List<LegStanding> standings) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if {@code rank} is less than 1
     */
    public RankedPassage {
        Objects.requireNonNull(passage, "passage");
        if (rank < 1) {
            throw new IllegalArgumentException("rank must be at least 1, was " + rank);
        }
        standings = List.copyOf(standings);
    }
}
