package dev.fairlead.routing.transformer;

import java.util.Set;

/** How much of a model is trained. */
public sealed interface Depth {
    /**
     * What it is called.
     *
     * @return {@code "head"}, {@code "low rank 8"} or {@code "full"}
     */
    default String name() {
        return switch (this) {
            case Head head -> "head";
            case LowRank lowRank -> "low rank " + lowRank.rank();
            case Full full -> "full";
        };
    }

    /** The last layer alone, on vectors that are computed once: seconds. */
    record Head() implements Depth {}

    /** Every weight of the encoder as well: the most accurate with many examples, and the dearest. */
    record Full() implements Depth {}

    /**
     * Low-rank changes to some matrices of each layer, {@code W + alpha / rank * A B}: fewer weights to overfit with, and no third
     * of the backward pass for the matrices left alone.
     *
     * @param rank columns of {@code A} and rows of {@code B}, in [1, 256]
     * @param alpha how much the change counts, above 0
     * @param targets which matrices, at least one
     */
    record LowRank(int rank, double alpha, Set<Target> targets) implements Depth {
        private static final int MAX_RANK = 256;

        /**
         * Checks and copies.
         *
         * @throws IllegalArgumentException if {@code rank} or {@code alpha} is outside its range, or {@code targets} is empty
         */
        public LowRank {
            if (rank < 1 || rank > MAX_RANK) {
                throw new IllegalArgumentException("rank must be in [1, " + MAX_RANK + "], was " + rank);
            }
            if (!(alpha > 0) || Double.isInfinite(alpha)) {
                throw new IllegalArgumentException("alpha must be a number above 0, was " + alpha);
            }
            if (targets.isEmpty()) {
                throw new IllegalArgumentException("targets must not be empty");
            }
            targets = Set.copyOf(targets);
        }
    }

    /** A matrix that every layer has. */
    enum Target {
        /** What a token looks for. */
        QUERY(0),
        /** What a token is found by. */
        KEY(1),
        /** What is taken from a token. */
        VALUE(2);

        private final int place;

        Target(int place) {
            this.place = place;
        }

        /** Which part of a layer's projection it is. */
        int place() {
            return place;
        }
    }

    /**
     * The head alone.
     *
     * @return a depth
     */
    static Depth head() {
        return new Head();
    }

    /**
     * Low-rank changes to queries and values, as in the paper: {@code alpha} is twice the rank.
     *
     * @param rank in [1, 256]
     * @return a depth
     * @throws IllegalArgumentException if {@code rank} is outside its range
     */
    static Depth lowRank(int rank) {
        return new LowRank(rank, 2.0 * rank, Set.of(Target.QUERY, Target.VALUE));
    }

    /**
     * Everything.
     *
     * @return a depth
     */
    static Depth full() {
        return new Full();
    }
}
