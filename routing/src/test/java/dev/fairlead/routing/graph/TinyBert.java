package dev.fairlead.routing.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A BERT encoder small enough for a test, of random weights. */
public final class TinyBert {
    /** How many tokens it knows. */
    public static final int VOCABULARY = 40;

    /** How long a text may be. */
    public static final int POSITIONS = 24;

    private static final int INNER = 20;

    private final Random random;

    private TinyBert(long seed) {
        this.random = new Random(seed);
    }

    /** Makes one of two heads a layer. */
    public static BertWeights of(int dimension, int layers, long seed) {
        TinyBert tiny = new TinyBert(seed);
        List<BertLayer> made = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            made.add(tiny.layer(dimension));
        }
        return new BertWeights(
                tiny.matrix(VOCABULARY, dimension), tiny.matrix(POSITIONS, dimension), tiny.norm(dimension), made, 2);
    }

    private BertLayer layer(int dimension) {
        return new BertLayer(
                linear(dimension, dimension),
                linear(dimension, dimension),
                linear(dimension, dimension),
                linear(dimension, dimension),
                norm(dimension),
                linear(dimension, INNER),
                linear(INNER, dimension),
                norm(dimension));
    }

    private BertLayer.Linear linear(int inputs, int outputs) {
        return new BertLayer.Linear(matrix(inputs, outputs), matrix(1, outputs));
    }

    private BertLayer.Norm norm(int dimension) {
        Matrix scale = matrix(1, dimension);
        for (int i = 0; i < dimension; i++) {
            scale.values()[i] += 1;
        }
        return new BertLayer.Norm(scale, matrix(1, dimension));
    }

    private Matrix matrix(int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.3 * random.nextGaussian());
        }
        return new Matrix(rows, columns, values);
    }
}
