package dev.fairlead.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Vectors of examples that stand for all of a label's: the first nearest to their mean, each further one the farthest from
 * those taken before (Gonzalez 1985, https://doi.org/10.1016/0304-3975(85)90224-5). In eight bits, one scale for all, each
 * with the text it was made of where that is known.
 */
final class Examples {
    private static final int LARGEST_CODE = 127;

    private final byte[] codes;
    private final int dimension;
    private final float scale;
    private final List<Integer> rows;
    private final List<LabelledText> texts;

    private Examples(byte[] codes, int dimension, float scale, List<Integer> rows, List<LabelledText> texts) {
        this.codes = codes;
        this.dimension = dimension;
        this.scale = scale;
        this.rows = rows;
        this.texts = texts;
    }

    /** No example. */
    static Examples none() {
        return new Examples(new byte[0], 1, 1, List.of(), List.of());
    }

    /** Of the rows at some positions, at most {@code most} a label. */
    static Examples of(float[][] vectors, int[] targets, int[] positions, int most) {
        List<Integer> kept = new ArrayList<>();
        int classes = Arrays.stream(targets).max().orElse(0) + 1;
        for (int label = 0; most > 0 && label < classes; label++) {
            int wanted = label;
            int[] own =
                    Arrays.stream(positions).filter(i -> targets[i] == wanted).toArray();
            float[][] theirs = Arrays.stream(own).mapToObj(i -> vectors[i]).toArray(float[][]::new);
            spread(theirs, most).forEach(i -> kept.add(own[i]));
        }
        return quantised(vectors, kept);
    }

    /** Where the chosen ones stand among all. */
    private static List<Integer> spread(float[][] vectors, int most) {
        if (vectors.length <= most) {
            return IntStream.range(0, vectors.length).boxed().toList();
        }
        float[] mean = new float[vectors[0].length];
        for (float[] vector : vectors) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i];
            }
        }
        double[] near = new double[vectors.length];
        int next = 0;
        for (int i = 1; i < vectors.length; i++) {
            next = dot(vectors[i], mean) > dot(vectors[next], mean) ? i : next;
        }
        Arrays.fill(near, Double.NEGATIVE_INFINITY);
        List<Integer> kept = new ArrayList<>();
        while (kept.size() < most) {
            kept.add(next);
            int farthest = 0;
            for (int i = 0; i < vectors.length; i++) {
                near[i] = Math.max(near[i], dot(vectors[i], vectors[next]));
                farthest = near[i] < near[farthest] ? i : farthest;
            }
            next = farthest;
        }
        return kept;
    }

    private static Examples quantised(float[][] all, List<Integer> rows) {
        int dimension = all[0].length;
        List<float[]> vectors = rows.stream().map(row -> all[row]).toList();
        float largest = 0;
        for (float[] vector : vectors) {
            for (float value : vector) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        float scale = largest > 0 ? largest / LARGEST_CODE : 1;
        byte[] codes = new byte[vectors.size() * dimension];
        for (int i = 0; i < vectors.size(); i++) {
            for (int j = 0; j < dimension; j++) {
                codes[j * vectors.size() + i] = (byte) Math.rint(vectors.get(i)[j] / scale);
            }
        }
        return new Examples(codes, dimension, scale, List.copyOf(rows), List.of());
    }

    /** The same with their texts, taken from the rows that the vectors were made of. */
    Examples with(List<LabelledText> all) {
        return new Examples(
                codes, dimension, scale, rows, rows.stream().map(all::get).toList());
    }

    /** What each was made of, in order; empty where it is not known. */
    List<LabelledText> texts() {
        return texts;
    }

    /**
     * The texts that a question is most like, by its cosine to each.
     *
     * @param texts in the order of the cosines
     * @return by falling cosine, ties in that order
     */
    static List<NearExample> nearest(List<LabelledText> texts, float[] cosines, int most) {
        return IntStream.range(0, texts.size())
                .mapToObj(i -> new NearExample(texts.get(i).text(), texts.get(i).label(), cosines[i]))
                .sorted(Comparator.comparingDouble(NearExample::cosine).reversed())
                .limit(most)
                .toList();
    }

    /** {@code [dimension][count]}, a row after the other; a value is {@code scale * code}. */
    byte[] codes() {
        return codes;
    }

    float scale() {
        return scale;
    }

    int dimension() {
        return dimension;
    }

    int count() {
        return codes.length / dimension;
    }

    /** Where each stood among the vectors it was chosen from. */
    List<Integer> rows() {
        return rows;
    }

    /** The cosine to the nearest; 0 where there is none. */
    float nearest(float[] vector) {
        return largest(cosines(vector));
    }

    /** The product with each, which is the cosine where all are of length 1. */
    float[] cosines(float[] vector) {
        int count = count();
        float[] cosines = new float[count];
        for (int j = 0; j < dimension; j++) {
            float value = vector[j] * scale;
            for (int i = 0; i < count; i++) {
                cosines[i] += value * codes[j * count + i];
            }
        }
        return cosines;
    }

    /** The largest of some cosines; 0 where there is none. */
    static float largest(float[] cosines) {
        float best = cosines.length == 0 ? 0 : cosines[0];
        for (float cosine : cosines) {
            best = Math.max(best, cosine);
        }
        return best;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
