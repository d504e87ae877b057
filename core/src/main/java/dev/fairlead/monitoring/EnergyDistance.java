package dev.fairlead.monitoring;

import dev.fairlead.Encoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The energy distance of two samples of vectors: twice the mean distance between them, less the mean distances inside each. It is 0 in
 * the limit only for equal distributions, whatever differs. Székely and Rizzo, Journal of Statistical Planning and Inference 2013,
 * https://doi.org/10.1016/j.jspi.2013.03.018. At most {@value #MOST} vectors of each window, spread evenly over it:
 * O({@value #MOST}^2 dimension), once, and O({@value #MOST}^2) a permutation.
 */
final class EnergyDistance {
    private static final int MOST = 256;

    private final float[][] distances;
    private final int reference;
    /** Of all pairs, each once. */
    private final double total;

    private EnergyDistance(float[][] distances, int reference) {
        this.distances = distances;
        this.reference = reference;
        int[] all = new int[distances.length];
        Arrays.setAll(all, i -> i);
        this.total = inside(distances, all, 0, all.length);
    }

    static EnergyDistance of(List<Encoding> reference, List<Encoding> current) {
        List<Encoding> before = spread(reference);
        List<Encoding> all = new ArrayList<>(before);
        all.addAll(spread(current));
        float[][] distances = new float[all.size()][all.size()];
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                float distance =
                        (float) Math.sqrt(Math.max(0, 2 - 2 * all.get(i).cosine(all.get(j))));
                distances[i][j] = distance;
                distances[j][i] = distance;
            }
        }
        return new EnergyDistance(distances, before.size());
    }

    private static List<Encoding> spread(List<Encoding> encodings) {
        int kept = Math.min(MOST, encodings.size());
        List<Encoding> spread = new ArrayList<>();
        for (int i = 0; i < kept; i++) {
            spread.add(encodings.get((int) ((long) i * encodings.size() / kept)));
        }
        return spread;
    }

    double value() {
        int[] order = new int[distances.length];
        Arrays.setAll(order, i -> i);
        return of(order);
    }

    double p() {
        return Permutations.p(distances.length, Arrays.deepHashCode(distances), this::of);
    }

    private double of(int[] order) {
        double n = reference;
        double m = order.length - n;
        double inBefore = inside(distances, order, 0, reference);
        double inNow = inside(distances, order, reference, order.length);
        double between = total - inBefore - inNow;
        return 2 * between / (n * m) - 2 * inBefore / (n * n) - 2 * inNow / (m * m);
    }

    /** Each pair once. */
    private static double inside(float[][] distances, int[] order, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            float[] row = distances[order[i]];
            for (int j = from; j < i; j++) {
                sum += row[order[j]];
            }
        }
        return sum;
    }
}
