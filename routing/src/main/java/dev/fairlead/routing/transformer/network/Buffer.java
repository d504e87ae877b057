package dev.fairlead.routing.transformer.network;

import dev.fairlead.routing.transformer.kernel.Block;

/**
 * Room for a matrix of which each batch needs another number of rows; kept from one batch to the next. Not thread-safe: tasks of a
 * team are handed blocks, for two that asked at once would each get an array of its own.
 */
final class Buffer {
    private static final int SPARE = 8; // a batch a little larger than all before it shall not need a new array

    private float[] values = new float[0];

    /** A matrix of this size; its content is left over from earlier. */
    Block block(int rows, int columns) {
        return Block.of(values(rows * columns), rows, columns);
    }

    /** At least so many values. */
    float[] values(int count) {
        if (values.length < count) {
            values = new float[count + count / SPARE];
        }
        return values;
    }
}
