package dev.fairlead.benchmarks.metric;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Counts of what should have been decided against what was.
 *
 * @param <L> the labels
 */
public final class Confusion<L extends Enum<L>> {
    private final Class<L> type;
    private final Map<L, Map<L, Integer>> counts;

    /**
     * Starts with nothing counted.
     *
     * @param type the labels
     */
    public Confusion(Class<L> type) {
        this.type = type;
        this.counts = new EnumMap<>(type);
    }

    /**
     * Counts one decision.
     *
     * @param gold what should have been decided
     * @param decided what was
     */
    public void add(L gold, L decided) {
        counts.computeIfAbsent(gold, unseen -> new EnumMap<>(type)).merge(decided, 1, Integer::sum);
    }

    /**
     * How often a decision was taken.
     *
     * @param gold what should have been decided
     * @param decided what was
     * @return the count
     */
    public int count(L gold, L decided) {
        return counts.getOrDefault(gold, Map.of()).getOrDefault(decided, 0);
    }

    /**
     * How often a label should have been decided.
     *
     * @param gold the label
     * @return the count
     */
    public int count(L gold) {
        return counts.getOrDefault(gold, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /**
     * The labels that should have been decided at least once.
     *
     * @return the labels, in their own order
     */
    public List<L> labels() {
        return List.copyOf(counts.keySet());
    }

    /**
     * How many decisions there are.
     *
     * @return the count
     */
    public int total() {
        return labels().stream().mapToInt(this::count).sum();
    }

    /**
     * The share of right decisions among those of one gold label.
     *
     * @param gold the label, counted at least once
     * @return the share, in [0, 1]
     */
    public double recall(L gold) {
        return (double) count(gold, gold) / count(gold);
    }

    /**
     * The mean recall of the labels that were counted.
     *
     * @return the mean, in [0, 1]
     */
    public double macroRecall() {
        return labels().stream().mapToDouble(this::recall).average().orElse(0);
    }

    /**
     * The share of right decisions.
     *
     * @return the share, in [0, 1]
     */
    public double accuracy() {
        return labels().stream().mapToInt(label -> count(label, label)).sum() / (double) Math.max(1, total());
    }
}
