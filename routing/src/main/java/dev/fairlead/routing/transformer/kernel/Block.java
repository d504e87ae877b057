package dev.fairlead.routing.transformer.kernel;

import java.util.Objects;

/**
 * A window on a matrix that is kept row after row in an array: a row of the window is {@code columns} values, the next one
 * starts {@code stride} values further on. Shares the array. Immutable itself.
 */
public final class Block {
    private final float[] values;
    private final int offset;
    private final int stride;
    private final int rows;
    private final int columns;

    private Block(float[] values, int offset, int stride, int rows, int columns) {
        this.values = values;
        this.offset = offset;
        this.stride = stride;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * A whole matrix.
     *
     * @param values at least {@code rows * columns} values, a row after the other; shared
     * @param rows at least 0
     * @param columns at least 0
     * @return the block
     * @throws IllegalArgumentException if there are fewer values
     */
    public static Block of(float[] values, int rows, int columns) {
        if (rows < 0 || columns < 0 || values.length < (long) rows * columns) {
            throw new IllegalArgumentException(
                    "values must be at least " + rows + " x " + columns + ", were " + values.length);
        }
        return new Block(values, 0, columns, rows, columns);
    }

    /**
     * Some of the columns.
     *
     * @param from the first
     * @param count how many
     * @return a window on the same values
     * @throws IndexOutOfBoundsException if there are fewer
     */
    public Block columns(int from, int count) {
        Objects.checkFromIndexSize(from, count, columns);
        return new Block(values, offset + from, stride, rows, count);
    }

    /**
     * Some of the rows.
     *
     * @param from the first
     * @param count how many
     * @return a window on the same values
     * @throws IndexOutOfBoundsException if there are fewer
     */
    public Block rows(int from, int count) {
        Objects.checkFromIndexSize(from, count, rows);
        return new Block(values, offset + from * stride, stride, count, columns);
    }

    /**
     * The array behind it.
     *
     * @return shared with whoever made the block
     */
    public float[] values() {
        return values;
    }

    /**
     * Where a row begins in the array.
     *
     * @param row in [0, rows)
     * @return an index
     */
    public int at(int row) {
        return offset + row * stride;
    }

    int stride() {
        return stride;
    }

    /**
     * How many rows.
     *
     * @return at least 0
     */
    public int rows() {
        return rows;
    }

    /**
     * How many columns.
     *
     * @return at least 0
     */
    public int columns() {
        return columns;
    }
}
