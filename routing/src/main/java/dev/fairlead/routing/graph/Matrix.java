package dev.fairlead.routing.graph;

/** A matrix of weights, a vector being one of a single row. Nobody changes its values. */
final class Matrix {
    private final int rows;
    private final int columns;
    private final float[] values;

    /**
     * Wraps values.
     *
     * @param rows what is multiplied, or the entries of a table
     * @param columns what comes out
     * @param values {@code rows * columns} values, a row after the other; not copied
     */
    Matrix(int rows, int columns, float[] values) {
        if (values.length != (long) rows * columns) {
            throw new IllegalArgumentException("values must be " + rows + " x " + columns + ", were " + values.length);
        }
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    float[] values() {
        return values;
    }

    Matrix transposed() {
        float[] turned = new float[values.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                turned[column * rows + row] = values[row * columns + column];
            }
        }
        return new Matrix(columns, rows, turned);
    }

    /** This matrix and others of as many rows, side by side. */
    Matrix beside(Matrix... others) {
        Matrix joined = this;
        for (Matrix other : others) {
            float[] values = new float[joined.values.length + other.values.length];
            int width = joined.columns + other.columns;
            for (int row = 0; row < rows; row++) {
                System.arraycopy(joined.values, row * joined.columns, values, row * width, joined.columns);
                System.arraycopy(
                        other.values, row * other.columns, values, row * width + joined.columns, other.columns);
            }
            joined = new Matrix(rows, width, values);
        }
        return joined;
    }
}
