package dev.fairlead.routing.transformer.network;

import dev.fairlead.routing.transformer.kernel.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Weights that may be trained, with the gradient of the loss by them. A table's gradient is kept of the rows that were looked
 * up only: of 30,000 words a step sees a few hundred. Not thread-safe, but ranges may be worked on by a thread each.
 */
public final class Parameter {
    private static final int RANGE = 1 << 14;

    private final String name;
    private final float[] values;
    private final int columns;
    private final Kind kind;
    private final BitSet touched = new BitSet();
    private float[] gradient = new float[0];

    /** What a parameter is, for the optimiser. */
    public enum Kind {
        /** A matrix of a linear layer: its weights decay. */
        MATRIX,
        /** Rows that are looked up: those that were looked up decay. */
        TABLE,
        /** A bias, or the scale of a norm: it does not decay. */
        VECTOR
    }

    /**
     * Neighbouring values.
     *
     * @param from the first index
     * @param to the index behind the last
     */
    public record Range(int from, int to) {}

    /**
     * A parameter, frozen at first.
     *
     * @param name what it is called
     * @param values a row after the other; shared, changed by training
     * @param columns in a row
     * @param kind what it is
     */
    public Parameter(String name, float[] values, int columns, Kind kind) {
        this.name = name;
        this.values = values;
        this.columns = columns;
        this.kind = kind;
    }

    /** From now on its gradient is summed up. */
    public void train() {
        gradient = new float[values.length];
    }

    boolean trained() {
        return gradient.length > 0;
    }

    /** Says that a row of a table has a gradient. */
    void touch(int row) {
        touched.set(row);
    }

    /**
     * Where the gradient may be other than zero.
     *
     * @return in ascending order, cut the same way whatever the number of threads
     */
    public List<Range> ranges() {
        List<Range> ranges = new ArrayList<>();
        if (kind == Kind.TABLE) {
            touched.stream().forEach(row -> ranges.add(new Range(row * columns, (row + 1) * columns)));
            return ranges;
        }
        for (int from = 0; from < values.length; from += RANGE) {
            ranges.add(new Range(from, Math.min(values.length, from + RANGE)));
        }
        return ranges;
    }

    /**
     * How long ranges are, but for the last: they start at its multiples.
     *
     * @return a row of a table
     */
    public int rangeLength() {
        return kind == Kind.TABLE ? columns : RANGE;
    }

    /** Sets the gradient to zero. */
    public void clear() {
        for (Range range : ranges()) {
            Arrays.fill(gradient, range.from(), range.to(), 0);
        }
        touched.clear();
    }

    /**
     * What it is called.
     *
     * @return PyTorch's name where the encoder has it from there
     */
    public String name() {
        return name;
    }

    /**
     * What it is.
     *
     * @return a kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The values.
     *
     * @return shared
     */
    public float[] values() {
        return values;
    }

    /**
     * The gradient.
     *
     * @return shared; of length 0 while frozen
     */
    public float[] gradient() {
        return gradient;
    }

    /**
     * The values as a matrix.
     *
     * @return shared
     */
    public Block matrix() {
        return Block.of(values, values.length / columns, columns);
    }

    /**
     * The gradient as a matrix.
     *
     * @return shared
     */
    public Block gradientMatrix() {
        return Block.of(gradient, gradient.length / columns, columns);
    }
}
