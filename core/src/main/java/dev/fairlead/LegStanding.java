package dev.fairlead;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * Where a passage stood in one leg of a hybrid search.
 *
 * @param leg the leg's name, such as {@code "lexical"} or {@code "dense"}
 * @param rank rank from 1 in that leg, empty where the leg did not find it and its score was completed
 * @param score the leg's own exact score; never comparable between legs
 */
public record LegStanding(String leg, OptionalInt rank, double score) {
    /** Checks. */
    public LegStanding {
        Objects.requireNonNull(leg, "leg");
        Objects.requireNonNull(rank, "rank");
    }
}
