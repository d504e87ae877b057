package dev.fairlead.benchmarks.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RankingTest {
    private static final double EXACT = 1e-12;
    private static final Map<String, Integer> GRADES = Map.of("a", 3, "b", 1, "c", 2, "z", 0);

    @Test
    void ndcg_divides_linear_gains_by_those_of_the_best_order() {
        double gain = 1 / 1.0 + 3 / (Math.log(4) / Math.log(2));
        double ideal = 3 / 1.0 + 2 / (Math.log(3) / Math.log(2)) + 1 / (Math.log(4) / Math.log(2));
        assertEquals(gain / ideal, Ranking.ndcg(List.of("b", "x", "a"), GRADES, 10), EXACT);
    }

    @Test
    void ndcg_of_the_best_order_is_one() {
        assertEquals(1, Ranking.ndcg(List.of("a", "c", "b", "z"), GRADES, 10), EXACT);
    }

    @Test
    void ndcg_cuts_both_the_list_and_the_best_order() {
        assertEquals(2.0 / 3, Ranking.ndcg(List.of("c", "a", "b"), GRADES, 1), EXACT);
    }

    @Test
    void ndcg_takes_a_negative_grade_as_not_relevant() {
        assertEquals(0, Ranking.ndcg(List.of("a"), Map.of("a", -1), 10), EXACT);
    }

    @Test
    void recall_counts_relevant_documents_above_the_cut_only() {
        assertEquals(1.0 / 3, Ranking.recall(List.of("z", "b", "a"), GRADES, 2), EXACT);
        assertEquals(2.0 / 3, Ranking.recall(List.of("z", "b", "a"), GRADES, 3), EXACT);
    }

    @Test
    void reciprocal_rank_is_that_of_the_first_relevant_document() {
        assertEquals(0.5, Ranking.reciprocalRank(List.of("z", "b", "a"), GRADES, 10), EXACT);
        assertEquals(0, Ranking.reciprocalRank(List.of("z", "b", "a"), GRADES, 1), EXACT);
    }
}
