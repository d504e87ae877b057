package dev.fairlead.routing.graph;

/**
 * A matrix in eight bits: {@code value = scale * code}, codes in [-127, 127], one scale a row or a column, that of its largest
 * magnitude. Symmetric, so that no product needs a correction for a zero point of the weights.
 */
final class Int8Matrix {
    private static final float LARGEST_CODE = 127;

    private final int rows;
    private final int columns;
    private final byte[] codes;
    private final float[] scales;

    private Int8Matrix(int rows, int columns, byte[] codes, float[] scales) {
        this.rows = rows;
        this.columns = columns;
        this.codes = codes;
        this.scales = scales;
    }

    /** One scale a column: what a product with this matrix on the right wants. */
    static Int8Matrix byColumn(Matrix matrix) {
        float[] largest = new float[matrix.columns()];
        for (int i = 0; i < matrix.values().length; i++) {
            int column = i % matrix.columns();
            largest[column] = Math.max(largest[column], Math.abs(matrix.values()[i]));
        }
        return quantised(matrix, largest, 1, matrix.columns());
    }

    /** One scale a row: what a table looked up by row wants. */
    static Int8Matrix byRow(Matrix matrix) {
        float[] largest = new float[matrix.rows()];
        for (int i = 0; i < matrix.values().length; i++) {
            int row = i / matrix.columns();
            largest[row] = Math.max(largest[row], Math.abs(matrix.values()[i]));
        }
        return quantised(matrix, largest, matrix.columns(), matrix.rows());
    }

    /** The scale of value {@code i} is number {@code i / stride % count}. */
    private static Int8Matrix quantised(Matrix matrix, float[] largest, int stride, int count) {
        float[] scales = new float[count];
        for (int i = 0; i < count; i++) {
            // A scale of nothing but zeros is never multiplied by anything else; 1 keeps it from being a division by
            // zero.
            scales[i] = largest[i] > 0 ? largest[i] / LARGEST_CODE : 1;
        }
        byte[] codes = new byte[matrix.values().length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) Math.rint(matrix.values()[i] / scales[i / stride % count]);
        }
        return new Int8Matrix(matrix.rows(), matrix.columns(), codes, scales);
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** {@code rows * columns}, a row after the other. */
    byte[] codes() {
        return codes;
    }

    /** One a row or one a column. */
    float[] scales() {
        return scales;
    }
}
