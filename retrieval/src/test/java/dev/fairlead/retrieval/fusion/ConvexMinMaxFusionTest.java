package dev.fairlead.retrieval.fusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.LegStanding;
import dev.fairlead.retrieval.engine.Hit;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ConvexMinMaxFusionTest {
    private static Fusion.Candidate candidate(String id, double lexical, double dense) {
        return new Fusion.Candidate(
                new Hit(id, 0, 0),
                new LegStanding("lexical", lexical > 0 ? OptionalInt.of(1) : OptionalInt.empty(), lexical),
                new LegStanding("dense", OptionalInt.of(1), dense));
    }

    @Test
    void each_leg_is_stretched_to_zero_and_one_and_weighted() {
        List<Fusion.Candidate> candidates =
                List.of(candidate("a", 8, .5), candidate("b", 4, .9), candidate("c", 0, .7));
        assertArrayEquals(new double[] {.75, .625, .125}, new ConvexMinMaxFusion(.25).scores(candidates), 1e-12);
    }

    @Test
    void a_leg_that_found_nothing_adds_nothing() {
        List<Fusion.Candidate> candidates = List.of(candidate("a", 0, .5), candidate("b", 0, .9));
        assertArrayEquals(new double[] {0, .5}, new ConvexMinMaxFusion().scores(candidates), 1e-12);
    }

    @Test
    void a_leg_of_equal_scores_adds_the_same_to_each() {
        List<Fusion.Candidate> candidates = List.of(candidate("a", 3, .5), candidate("b", 3, .9));
        assertArrayEquals(new double[] {.5, 1}, new ConvexMinMaxFusion().scores(candidates), 1e-12);
    }

    @Test
    void a_single_hit_scores_one() {
        assertArrayEquals(new double[] {1}, new ConvexMinMaxFusion().scores(List.of(candidate("a", 3, .5))), 1e-12);
    }

    @Test
    void nothing_fuses_to_nothing() {
        assertArrayEquals(new double[0], new ConvexMinMaxFusion().scores(List.of()));
    }

    @Test
    void a_weight_out_of_range_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new ConvexMinMaxFusion(1.1));
        assertThrows(IllegalArgumentException.class, () -> new ConvexMinMaxFusion(Double.NaN));
    }
}
