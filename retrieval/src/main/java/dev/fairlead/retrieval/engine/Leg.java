package dev.fairlead.retrieval.engine;

import java.util.List;

/** One way of ranking, prepared for one query on one {@link IndexSnapshot}. Not thread-safe. */
public interface Leg {
    /**
     * The best passages.
     *
     * @param depth most hits to return, in [1, {@value IndexSnapshot#MAX_DEPTH}]
     * @return hits by falling score, ties by passage id; which of several equal ones at the cut still gets in is up to the
     *     engine, and the same each time
     * @throws IllegalArgumentException if {@code depth} is out of range
     */
    List<Hit> top(int depth);

    /**
     * The exact scores this leg gives to passages another leg found.
     *
     * @param hits hits of the same snapshot, in any order
     * @return {@code double[hits]}, the score of each hit
     */
    double[] scores(List<Hit> hits);

    /**
     * What a passage's score comes near to at most: for words the sum of the query's weights, as if the passage held nothing
     * else; words the index does not know weigh most. The share of it that a score reaches is comparable between queries.
     *
     * @return positive; 1, as for cosines, unless overridden
     */
    default double ceiling() {
        return 1;
    }

    /**
     * How much of the query was left out because of a bound.
     *
     * @return words not searched for; 0 where the whole query counts
     */
    default int dropped() {
        return 0;
    }
}
