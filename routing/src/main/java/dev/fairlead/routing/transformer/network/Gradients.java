package dev.fairlead.routing.transformer.network;

import dev.fairlead.routing.transformer.kernel.Block;

/** Gradients by what flows between the parts of a layer; one set of arrays serves all layers. Not thread-safe, see {@link Buffer}. */
final class Gradients {
    private final int dimension;
    private final int innerWidth;
    private final Buffer states = new Buffer();
    private final Buffer branch = new Buffer();
    private final Buffer inner = new Buffer();
    private final Buffer context = new Buffer();
    private final Buffer projected = new Buffer();
    private int tokens;

    Gradients(int dimension, int innerWidth) {
        this.dimension = dimension;
        this.innerWidth = innerWidth;
    }

    /** Makes room for a batch of so many tokens. */
    void size(int newTokens) {
        this.tokens = newTokens;
    }

    /** By a layer's output, and in the end by its input. */
    Block states() {
        return states.block(tokens, dimension);
    }

    /** By what is added to the states. */
    Block branch() {
        return branch.block(tokens, dimension);
    }

    /** By the wide layer. */
    Block inner() {
        return inner.block(tokens, innerWidth);
    }

    /** By what the heads found. */
    Block context() {
        return context.block(tokens, dimension);
    }

    /** By queries, keys and values. */
    Block projected() {
        return projected.block(tokens, 3 * dimension);
    }
}
