package dev.fairlead.retrieval.rewrite;

import java.util.List;
import java.util.Objects;

/**
 * A question in other words.
 *
 * @param by what wrote it, for the trace
 * @param searches texts to search for, whose results are joined in turn; at least one
 */
public record Rewriting(String by, List<String> searches) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if {@code searches} is empty
     */
    public Rewriting {
        Objects.requireNonNull(by, "by");
        searches = List.copyOf(searches);
        if (searches.isEmpty()) {
            throw new IllegalArgumentException("searches must not be empty");
        }
    }
}
