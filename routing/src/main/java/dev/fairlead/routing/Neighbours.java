package dev.fairlead.routing;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How near a vector lies to the training rows of each label: its largest cosine to one of them, the mean of all rows taken from
 * both. Where a label has few rows, one of them may say what no plane between labels does. Immutable.
 */
final class Neighbours {
    private final float[] mean;
    private final Examples rows;
    private final int[][] columns;

    private Neighbours(float[] mean, Examples rows, int[][] columns) {
        this.mean = mean;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * Of rows of every label.
     *
     * @param vectors {@code float[rows][dimension]}
     * @param labels {@code int[rows]}, each in [0, classes), none missing
     * @param most how many of a label are kept
     */
    static Neighbours of(float[][] vectors, int[] labels, int classes, int most) {
        float[] mean = HeadFit.mean(vectors);
        float[][] centred =
                Arrays.stream(vectors).map(vector -> centred(vector, mean)).toArray(float[][]::new);
        int[] all = IntStream.range(0, vectors.length).toArray();
        Examples rows = Examples.of(centred, labels, all, most);
        int[][] columns = IntStream.range(0, classes)
                .mapToObj(label -> IntStream.range(0, rows.count())
                        .filter(i -> labels[rows.rows().get(i)] == label)
                        .toArray())
                .toArray(int[][]::new);
        return new Neighbours(mean, rows, columns);
    }

    private static float[] centred(float[] vector, float[] mean) {
        float[] centred = new float[mean.length];
        double squares = 0;
        for (int d = 0; d < mean.length; d++) {
            centred[d] = vector[d] - mean[d];
            squares += (double) centred[d] * centred[d];
        }
        float length = (float) Math.max(Float.MIN_NORMAL, Math.sqrt(squares));
        for (int d = 0; d < mean.length; d++) {
            centred[d] /= length;
        }
        return centred;
    }

    /** The largest cosine to a row of each label. */
    float[] cosines(float[] vector) {
        float[] cosines = rows.cosines(centred(vector, mean));
        float[] nearest = new float[columns.length];
        for (int label = 0; label < columns.length; label++) {
            nearest[label] = Float.NEGATIVE_INFINITY;
            for (int column : columns[label]) {
                nearest[label] = Math.max(nearest[label], cosines[column]);
            }
        }
        return nearest;
    }

    /** What is taken from every vector, {@code float[dimension]}. */
    float[] mean() {
        return mean;
    }

    /** The rows that are kept, of length 1 without the mean. */
    Examples rows() {
        return rows;
    }

    /** {@code [classes][most]}: where each label's rows stand among all, the first of them repeated where it has fewer. */
    long[] places() {
        int most = most();
        return Arrays.stream(columns)
                .flatMapToInt(own -> IntStream.range(0, most).map(i -> own[i < own.length ? i : 0]))
                .asLongStream()
                .toArray();
    }

    /** How many rows the label has that has most. */
    int most() {
        return Arrays.stream(columns).mapToInt(own -> own.length).max().orElse(0);
    }
}
