package dev.fairlead.retrieval.fusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.LegStanding;
import dev.fairlead.retrieval.HybridRetriever;
import dev.fairlead.retrieval.engine.Hit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for the fusion of any lists. */
final class FusionPropertyTest {
    private static final long SEED = 21;

    private static Fusion.Candidate candidate(String id, double lexical, double dense) {
        OptionalInt found = lexical > 0 ? OptionalInt.of(1) : OptionalInt.empty();
        return new Fusion.Candidate(
                new Hit(id, 0, 0),
                new LegStanding(HybridRetriever.LEXICAL, found, lexical),
                new LegStanding(HybridRetriever.DENSE, OptionalInt.of(1), dense));
    }

    private static List<Fusion.Candidate> random(Random random) {
        List<Fusion.Candidate> candidates = new ArrayList<>();
        int kind = random.nextInt(4);
        for (int i = random.nextInt(40); i >= 0; i--) {
            double lexical = kind == 0 ? 0 : kind == 1 ? 7 : random.nextInt(5) * random.nextDouble() * 20;
            double dense = kind == 2 ? -0.3 : 2 * random.nextDouble() - 1;
            candidates.add(candidate("p" + i, lexical, dense));
        }
        return candidates;
    }

    @Test
    void scores_are_numbers_from_zero_to_one() {
        Random random = new Random(SEED);
        for (int round = 0; round < 500; round++) {
            double weight = round % 3 == 0 ? round % 2 : random.nextDouble();
            for (double score : new ConvexMinMaxFusion(weight).scores(random(random))) {
                assertTrue(score >= 0 && score <= 1 + 1e-12, "seed " + SEED + ", round " + round + ": " + score);
            }
        }
    }

    @Test
    void the_order_of_candidates_does_not_matter() {
        Random random = new Random(SEED);
        for (int round = 0; round < 100; round++) {
            List<Fusion.Candidate> candidates = random(random);
            List<Fusion.Candidate> reversed = new ArrayList<>(candidates);
            Collections.reverse(reversed);
            double[] forwards = new ConvexMinMaxFusion().scores(candidates);
            double[] backwards = new ConvexMinMaxFusion().scores(reversed);
            for (int i = 0; i < forwards.length; i++) {
                assertEquals(forwards[i], backwards[forwards.length - 1 - i], "seed " + SEED);
            }
        }
    }

    @Test
    void scaling_and_shifting_a_leg_changes_nothing() {
        Random random = new Random(SEED);
        for (int round = 0; round < 100; round++) {
            List<Fusion.Candidate> candidates = random(random);
            List<Fusion.Candidate> scaled = candidates.stream()
                    .map(c -> candidate(
                            c.hit().passageId(),
                            3 * c.lexical().score(),
                            0.5 * c.dense().score() + 0.25))
                    .toList();
            assertArrayEquals(
                    new ConvexMinMaxFusion().scores(candidates),
                    new ConvexMinMaxFusion().scores(scaled),
                    1e-9,
                    "seed " + SEED);
        }
    }

    @Test
    void better_in_both_legs_is_never_worse_fused() {
        Random random = new Random(SEED);
        for (int round = 0; round < 100; round++) {
            List<Fusion.Candidate> candidates = random(random);
            double[] scores = new ConvexMinMaxFusion(random.nextDouble()).scores(candidates);
            for (int i = 0; i < scores.length; i++) {
                for (int j = 0; j < scores.length; j++) {
                    boolean better = candidates.get(i).lexical().score()
                                    >= candidates.get(j).lexical().score()
                            && candidates.get(i).dense().score()
                                    >= candidates.get(j).dense().score();
                    assertTrue(!better || scores[i] >= scores[j] - 1e-12, "seed " + SEED);
                }
            }
        }
    }

    @Test
    void the_ends_of_the_weight_are_one_leg_alone() {
        List<Fusion.Candidate> candidates =
                List.of(candidate("a", 9, -0.5), candidate("b", 3, 0.5), candidate("c", 0, 0.1));
        assertArrayEquals(new double[] {1, 1 / 3.0, 0}, new ConvexMinMaxFusion(0).scores(candidates), 1e-12);
        assertArrayEquals(new double[] {0, 1, 0.6}, new ConvexMinMaxFusion(1).scores(candidates), 1e-12);
    }

    @Test
    void scores_a_hair_apart_are_still_ordered_and_no_infinity() {
        double next = Math.nextUp(0.5);
        double[] scores = new ConvexMinMaxFusion().scores(List.of(candidate("a", 1, 0.5), candidate("b", 1, next)));
        assertArrayEquals(new double[] {0.5, 1}, scores, 1e-12);
    }
}
