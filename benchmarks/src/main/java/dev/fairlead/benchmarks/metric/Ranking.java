package dev.fairlead.benchmarks.metric;

import java.util.List;
import java.util.Map;

/**
 * Measures of one ranked list against graded judgements; a grade of at least 1 is relevant. Names and definitions are
 * trec_eval's ({@code ndcg_cut}, {@code recall}, {@code recip_rank} cut off).
 */
public final class Ranking {
    private Ranking() {}

    /**
     * Normalised discounted cumulative gain with linear gains, as trec_eval computes it:
     * {@code sum(grade / log2(rank + 1))} over the first {@code k}, divided by the same sum of the best possible order.
     *
     * @param ranked document ids, best first
     * @param grades grade by document
     * @param k cut-off
     * @return the measure, in [0, 1]; 0 where nothing is relevant
     */
    public static double ndcg(List<String> ranked, Map<String, Integer> grades, int k) {
        double gain = 0;
        for (int i = 0; i < Math.min(k, ranked.size()); i++) {
            gain += Math.max(0, grades.getOrDefault(ranked.get(i), 0)) * discount(i);
        }
        int[] best = grades.values().stream()
                .mapToInt(Integer::intValue)
                .filter(grade -> grade > 0)
                .sorted()
                .toArray();
        double ideal = 0;
        for (int i = 0; i < Math.min(k, best.length); i++) {
            ideal += best[best.length - 1 - i] * discount(i);
        }
        return ideal == 0 ? 0 : gain / ideal;
    }

    /**
     * The share of relevant documents among the first {@code k}.
     *
     * @param ranked document ids, best first
     * @param grades grade by document
     * @param k cut-off
     * @return the measure, in [0, 1]; 0 where nothing is relevant
     */
    public static double recall(List<String> ranked, Map<String, Integer> grades, int k) {
        long relevant = grades.values().stream().filter(grade -> grade > 0).count();
        long found = ranked.stream()
                .limit(k)
                .filter(id -> grades.getOrDefault(id, 0) > 0)
                .count();
        return relevant == 0 ? 0 : (double) found / relevant;
    }

    /**
     * One over the rank of the first relevant document among the first {@code k}.
     *
     * @param ranked document ids, best first
     * @param grades grade by document
     * @param k cut-off
     * @return the measure, in [0, 1]; 0 where none is relevant
     */
    public static double reciprocalRank(List<String> ranked, Map<String, Integer> grades, int k) {
        for (int i = 0; i < Math.min(k, ranked.size()); i++) {
            if (grades.getOrDefault(ranked.get(i), 0) > 0) {
                return 1.0 / (i + 1);
            }
        }
        return 0;
    }

    private static double discount(int index) {
        return Math.log(2) / Math.log(index + 2.0);
    }
}
