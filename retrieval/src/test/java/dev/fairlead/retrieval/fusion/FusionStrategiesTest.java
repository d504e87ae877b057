package dev.fairlead.retrieval.fusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.Inquiry;
import dev.fairlead.LegStanding;
import dev.fairlead.Question;
import dev.fairlead.RankedPassage;
import dev.fairlead.Scope;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.HybridRetriever;
import dev.fairlead.retrieval.RandomCorpus;
import dev.fairlead.retrieval.WordEncoder;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.ingestion.Documents;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fusion by rank and by theoretical minimum, and what every fusion keeps. */
final class FusionStrategiesTest {
    private static final long SEED = 5;

    static List<Fusion> all() {
        return List.of(
                new ConvexMinMaxFusion(),
                new TheoreticalMinMaxFusion(0.5),
                new ReciprocalRankFusion(),
                new ReciprocalRankFusion(1));
    }

    private static LegStanding standing(String leg, int rank, double score) {
        return new LegStanding(leg, rank == 0 ? OptionalInt.empty() : OptionalInt.of(rank), score);
    }

    private static Fusion.Candidate candidate(String id, LegStanding lexical, LegStanding dense) {
        return new Fusion.Candidate(new Hit(id, 0, 0), lexical, dense);
    }

    private static Fusion.Candidate candidate(int lexicalRank, double lexical, int denseRank, double dense) {
        return candidate(
                "p" + lexicalRank + "/" + denseRank,
                standing("lexical", lexicalRank, lexical),
                standing("dense", denseRank, dense));
    }

    @Test
    void ranks_are_summed_as_in_the_paper() {
        double[] scores = new ReciprocalRankFusion(60)
                .scores(List.of(candidate(1, 9, 2, .7), candidate(2, 5, 1, .9), candidate(0, 0, 3, .5)));
        assertArrayEquals(new double[] {1 / 61.0 + 1 / 62.0, 1 / 62.0 + 1 / 61.0, 1 / 63.0}, scores, 1e-15);
    }

    @Test
    void a_completed_score_is_no_rank() {
        double[] scores = new ReciprocalRankFusion().scores(List.of(candidate(0, 30, 1, .2), candidate(1, 1, 0, .9)));
        assertEquals(scores[0], scores[1]);
    }

    @Test
    void the_theoretical_minimum_is_zero_words_and_the_opposite_direction() {
        double[] scores = new TheoreticalMinMaxFusion(.5)
                .scores(List.of(candidate(1, 8, 2, .5), candidate(2, 4, 1, 1), candidate(0, 0, 3, -1)));
        assertArrayEquals(new double[] {.5 + .375, .25 + .5, 0}, scores, 1e-12);
    }

    @Test
    void a_worse_last_hit_changes_no_theoretical_score() {
        Fusion fusion = new TheoreticalMinMaxFusion(.5);
        double[] two = fusion.scores(List.of(candidate(1, 8, 1, .9), candidate(2, 6, 2, .8)));
        double[] three =
                fusion.scores(List.of(candidate(1, 8, 1, .9), candidate(2, 6, 2, .8), candidate(3, .1, 3, .1)));
        assertArrayEquals(two, new double[] {three[0], three[1]}, 1e-12);
        double[] convex = new ConvexMinMaxFusion().scores(List.of(candidate(1, 8, 1, .9), candidate(2, 6, 2, .8)));
        assertEquals(0, convex[1], 1e-12);
    }

    @Test
    void a_leg_without_any_hit_adds_nothing() {
        double[] scores =
                new TheoreticalMinMaxFusion(.5).scores(List.of(candidate(0, 0, 1, .5), candidate(0, 0, 2, -1)));
        assertArrayEquals(new double[] {.5, 0}, scores, 1e-12);
    }

    @ParameterizedTest
    @MethodSource("all")
    void one_hit_gets_a_finite_score_and_no_hit_none(Fusion fusion) {
        assertEquals(0, fusion.scores(List.of()).length);
        double score = fusion.scores(List.of(candidate(1, 3, 1, .4)))[0];
        assertTrue(score > 0 && score <= 2, fusion + ": " + score);
    }

    @ParameterizedTest
    @MethodSource("all")
    void equal_candidates_get_equal_scores_and_order_does_not_matter(Fusion fusion) {
        Random random = new Random(SEED);
        for (int round = 0; round < 100; round++) {
            List<Fusion.Candidate> candidates = new ArrayList<>();
            for (int i = 1 + random.nextInt(30); i > 0; i--) {
                candidates.add(
                        candidate(random.nextInt(5), random.nextInt(4), random.nextInt(5), random.nextInt(3) / 3.0));
            }
            candidates.add(candidates.getFirst());
            double[] forwards = fusion.scores(candidates);
            assertEquals(forwards[0], forwards[forwards.length - 1], "seed " + SEED);
            Collections.reverse(candidates);
            double[] backwards = fusion.scores(candidates);
            for (int i = 0; i < forwards.length; i++) {
                assertEquals(forwards[i], backwards[forwards.length - 1 - i], 1e-12, "seed " + SEED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void five_hits_are_the_first_five_of_ten(Fusion fusion) {
        try (HybridIndex index = HybridIndex.inMemory(new WordEncoder())) {
            index.add(Documents.of(new RandomCorpus(7).documents(200)));
            List<String> ten = ids(index, fusion, 10);
            assertEquals(ten.subList(0, Math.min(5, ten.size())), ids(index, fusion, 5));
        }
    }

    private static List<String> ids(HybridIndex index, Fusion fusion, int k) {
        return HybridRetriever.builder(index, new WordEncoder())
                .k(k)
                .fusion(fusion)
                .build()
                .retrieve(Inquiry.of(Question.of("royalty audit notice"), Scope.none(), Deadline.never()))
                .passages()
                .stream()
                .map(RankedPassage::passage)
                .map(passage -> passage.id())
                .toList();
    }

    @Test
    void settings_out_of_range_are_refused_by_name() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new ReciprocalRankFusion(0))
                .getMessage()
                .contains("k must be in [1, 1000], was 0"));
        assertThrows(IllegalArgumentException.class, () -> new TheoreticalMinMaxFusion(1.1));
        assertThrows(IllegalArgumentException.class, () -> new TheoreticalMinMaxFusion(Double.NaN));
    }
}
