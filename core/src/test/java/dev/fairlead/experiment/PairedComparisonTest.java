package dev.fairlead.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Seeds are fixed, so that each figure is the same in every run. */
final class PairedComparisonTest {
    private static final double ALPHA = 0.05;
    private static final StoppingRule RULE = new StoppingRule(ALPHA, 0, 1_000_000);
    private static final int RUNS = 2_000;
    private static final int PAIRS = 1_000;

    /** One pair of outcomes, by the random numbers of its run. */
    private interface Pairs {
        double[] next(Random random);
    }

    private static Standing run(Pairs pairs, int count, long seed) {
        Random random = new Random(seed);
        PairedComparison comparison = PairedComparison.of(RULE);
        Standing standing = comparison.standing();
        for (int i = 0; i < count && !standing.stop(); i++) {
            double[] outcomes = pairs.next(random);
            standing = comparison.add(outcomes[0], outcomes[1]);
        }
        return standing;
    }

    private static double share(Pairs pairs, int runs, int count, Standing.Verdict verdict) {
        int found = 0;
        for (int seed = 0; seed < runs; seed++) {
            found += run(pairs, count, seed).verdict() == verdict ? 1 : 0;
        }
        return (double) found / runs;
    }

    private static double falseClaims(Pairs pairs) {
        return 1 - share(pairs, RUNS, PAIRS, Standing.Verdict.UNDECIDED);
    }

    private static Pairs independent(double champion, double challenger) {
        return random ->
                new double[] {random.nextDouble() < champion ? 1 : 0, random.nextDouble() < challenger ? 1 : 0};
    }

    /** Both come to the same but for some questions, of which the challenger wins a share. */
    private static Pairs disagreeing(double disagreement, double won) {
        return random -> {
            if (random.nextDouble() >= disagreement) {
                return new double[] {1, 1};
            }
            return random.nextDouble() < won ? new double[] {0, 1} : new double[] {1, 0};
        };
    }

    @Test
    void looking_after_every_pair_keeps_false_claims_below_the_rate() {
        double rightOrWrong = falseClaims(independent(0.8, 0.8));
        double mostlyAgreeing = falseClaims(disagreeing(0.05, 0.5));
        double graded =
                falseClaims(random -> new double[] {random.nextDouble(), Math.sqrt(random.nextDouble()) * 0.75});
        assertTrue(rightOrWrong <= ALPHA, () -> "independent: " + rightOrWrong);
        assertTrue(mostlyAgreeing <= ALPHA, () -> "mostly agreeing: " + mostlyAgreeing);
        assertTrue(graded <= ALPHA, () -> "graded: " + graded);
    }

    @Test
    void a_test_at_fixed_size_looked_at_after_every_pair_would_not() {
        int claims = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            claims += peeking(new Random(seed)) ? 1 : 0;
        }
        double rate = (double) claims / RUNS;
        assertTrue(rate > 4 * ALPHA, () -> "the usual test claims falsely at " + rate);
    }

    private static boolean peeking(Random random) {
        double sum = 0;
        double squares = 0;
        for (int n = 1; n <= PAIRS; n++) {
            double[] outcomes = independent(0.8, 0.8).next(random);
            double difference = outcomes[1] - outcomes[0];
            sum += difference;
            squares += difference * difference;
            if (n >= 30 && Math.abs(sum) / Math.sqrt(squares) > 1.96) {
                return true;
            }
        }
        return false;
    }

    @Test
    void a_real_difference_is_found_in_time_and_on_the_right_side() {
        double better = share(independent(0.75, 0.85), 500, 2_000, Standing.Verdict.CHALLENGER_BETTER);
        double worse = share(independent(0.85, 0.75), 500, 2_000, Standing.Verdict.CHAMPION_BETTER);
        double slight = share(independent(0.80, 0.85), 300, 5_000, Standing.Verdict.CHALLENGER_BETTER);
        double rare = share(disagreeing(0.1, 0.75), 500, 2_000, Standing.Verdict.CHALLENGER_BETTER);
        assertTrue(better >= 0.9, () -> "better: " + better);
        assertTrue(worse >= 0.9, () -> "worse: " + worse);
        assertTrue(slight >= 0.9, () -> "slightly better: " + slight);
        assertTrue(rare >= 0.9, () -> "rare disagreement: " + rare);
    }

    @Test
    void the_interval_holds_the_true_difference_at_all_times_together() {
        int missed = 0;
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            PairedComparison comparison = PairedComparison.of(RULE);
            boolean held = true;
            for (int i = 0; i < PAIRS; i++) {
                double[] outcomes = independent(0.6, 0.7).next(random);
                Standing standing = comparison.add(outcomes[0], outcomes[1]);
                held &= standing.lower() <= 0.1 && standing.upper() >= 0.1;
            }
            missed += held ? 0 : 1;
        }
        assertTrue(missed <= ALPHA * 500, missed + " of 500");
    }

    @Test
    void the_interval_never_widens_and_p_never_grows() {
        Random random = new Random(7);
        PairedComparison comparison = PairedComparison.of(RULE);
        Standing before = comparison.standing();
        for (int i = 0; i < PAIRS; i++) {
            double[] outcomes = independent(0.5, 0.6).next(random);
            Standing after = comparison.add(outcomes[0], outcomes[1]);
            assertTrue(after.lower() >= before.lower() && after.upper() <= before.upper(), after::toString);
            assertTrue(after.p() <= before.p(), after::toString);
            before = after;
        }
    }

    @Test
    void p_is_below_the_rate_exactly_when_a_side_is_better() {
        for (int seed = 0; seed < 20; seed++) {
            Standing standing = run(independent(0.7, 0.78), PAIRS, seed);
            assertEquals(standing.verdict() != Standing.Verdict.UNDECIDED, standing.p() <= ALPHA, standing::toString);
        }
    }

    @Test
    void nothing_is_known_before_the_first_pair() {
        Standing standing = PairedComparison.of(RULE).standing();
        assertEquals(new Standing(Standing.Verdict.UNDECIDED, 0, -1, 1, 1, 0, false), standing);
        assertEquals(
                "undecided: challenger +0.000 [-1.000, +1.000] after 0 pairs, p = 1.0; go on", standing.toString());
    }

    @Test
    void it_stops_once_no_difference_that_matters_is_left() {
        PairedComparison comparison = PairedComparison.of(new StoppingRule(ALPHA, 0.1, 1_000_000));
        Standing standing = comparison.standing();
        for (int i = 0; !standing.stop(); i++) {
            standing = comparison.add(i % 2, i / 2 % 2);
        }
        assertEquals(Standing.Verdict.NO_DIFFERENCE_THAT_MATTERS, standing.verdict());
        assertTrue(standing.pairs() < 10_000, standing::toString);
    }

    @Test
    void it_stops_undecided_when_out_of_pairs() {
        PairedComparison comparison = PairedComparison.of(new StoppingRule(ALPHA, 0, 2));
        assertFalse(comparison.add(1, 1).stop());
        Standing standing = comparison.add(1, 1);
        assertTrue(standing.stop());
        assertEquals(Standing.Verdict.UNDECIDED, standing.verdict());
    }

    @Test
    void a_certain_difference_is_claimed_within_twenty_pairs_and_stays_finite_for_ever() {
        PairedComparison comparison = PairedComparison.of(StoppingRule.standard());
        Standing standing = comparison.standing();
        for (int i = 0; i < 5_000; i++) {
            standing = comparison.add(0, 1);
            boolean claimed = standing.verdict() == Standing.Verdict.CHALLENGER_BETTER;
            assertTrue(i < 20 || claimed, standing::toString);
        }
        assertEquals(1, standing.upper());
        assertEquals(0, standing.p());
        assertTrue(standing.lower() > 0.95 && standing.lower() <= 1, standing::toString);
    }

    @Test
    void outcomes_and_rules_out_of_range_are_named() {
        PairedComparison comparison = PairedComparison.of(RULE);
        for (double bad : new double[] {-0.01, 1.01, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> comparison.add(bad, 1));
            assertThrows(IllegalArgumentException.class, () -> comparison.add(1, bad));
        }
        assertEquals(0, comparison.standing().pairs());
        assertThrows(IllegalArgumentException.class, () -> new StoppingRule(0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new StoppingRule(0.6, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new StoppingRule(0.05, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new StoppingRule(0.05, 0, 0));
    }
}
