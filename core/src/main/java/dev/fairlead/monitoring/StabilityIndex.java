package dev.fairlead.monitoring;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The population stability index: the sum over categories of (a - b) ln(a / b) for the shares a and b in two windows, each category
 * counted half an observation more than it has so that none is empty. Its usual reading, below .1 little and above .25 much, knows no
 * sample size; here a permutation test says what is chance. Yurdakul and Naranjo, Journal of Risk Model Validation 2020.
 */
final class StabilityIndex {
    private static final int BINS = 10;

    private final int[] categories;
    private final int count;
    private final int reference;

    private StabilityIndex(int[] categories, int count, int reference) {
        this.categories = categories;
        this.count = count;
        this.reference = reference;
    }

    /** Of names. */
    static StabilityIndex ofNames(List<String> reference, List<String> current) {
        List<String> names = new TreeSet<>(join(reference, current)).stream().toList();
        int[] categories =
                join(reference, current).stream().mapToInt(names::indexOf).toArray();
        return new StabilityIndex(categories, names.size(), reference.size());
    }

    /** Of numbers, in tenths of both windows together, so that no bin depends on which window is which. */
    static StabilityIndex ofNumbers(double[] reference, double[] current) {
        double[] all = Arrays.copyOf(reference, reference.length + current.length);
        System.arraycopy(current, 0, all, reference.length, current.length);
        double[] sorted = all.clone();
        Arrays.sort(sorted);
        double[] edges = new double[BINS - 1];
        for (int i = 1; i < BINS; i++) {
            edges[i - 1] = sorted[(int) ((long) i * sorted.length / BINS)];
        }
        double[] distinct = Arrays.stream(edges).distinct().toArray();
        int[] categories = Arrays.stream(all)
                .mapToInt(value -> (int)
                        Arrays.stream(distinct).filter(edge -> edge <= value).count())
                .toArray();
        return new StabilityIndex(categories, distinct.length + 1, reference.length);
    }

    private static List<String> join(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    double value() {
        int[] order = new int[categories.length];
        Arrays.setAll(order, i -> i);
        return of(order);
    }

    double p() {
        return Permutations.p(categories.length, Arrays.hashCode(categories), this::of);
    }

    private double of(int[] order) {
        int[] before = new int[count];
        int[] now = new int[count];
        for (int i = 0; i < order.length; i++) {
            (i < reference ? before : now)[categories[order[i]]]++;
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double a = (before[i] + 0.5) / (reference + 0.5 * count);
            double b = (now[i] + 0.5) / (order.length - reference + 0.5 * count);
            sum += (a - b) * Math.log(a / b);
        }
        return sum;
    }
}
