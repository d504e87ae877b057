package dev.fairlead.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class SplitComparisonTest {
    private static final StoppingRule RULE = new StoppingRule(0.05, 0, 1_000_000);

    private static Standing run(double share, double champion, double challenger, int units, long seed) {
        Split split = Experiment.split("run " + seed, share, inquiry -> "unit");
        Random random = new Random(seed);
        SplitComparison comparison = SplitComparison.of(share, RULE);
        Standing standing = comparison.standing();
        for (int i = 0; i < units && !standing.stop(); i++) {
            Arm arm = split.arm("user " + i);
            double success = arm == Arm.CHAMPION ? champion : challenger;
            standing = comparison.add(arm, random.nextDouble() < success ? 1 : 0);
        }
        return standing;
    }

    private static double decided(double share, double champion, double challenger, int units, int runs) {
        int found = 0;
        for (int seed = 0; seed < runs; seed++) {
            found += run(share, champion, challenger, units, seed).stop() ? 1 : 0;
        }
        return (double) found / runs;
    }

    @Test
    void looking_after_every_outcome_keeps_false_claims_below_the_rate_for_small_and_even_shares() {
        double small = decided(0.05, 0.8, 0.8, 5_000, 1_000);
        double even = decided(0.5, 0.8, 0.8, 1_000, 1_000);
        assertTrue(small <= 0.05, () -> "5 %: " + small);
        assertTrue(even <= 0.05, () -> "50 %: " + even);
    }

    @Test
    void a_challenger_on_five_percent_is_found_better() {
        double power = decided(0.05, 0.7, 0.85, 20_000, 100);
        assertTrue(power >= 0.9, () -> "power " + power);
        assertEquals(
                Standing.Verdict.CHALLENGER_BETTER,
                run(0.05, 0.5, 0.9, 20_000, 1).verdict());
        assertEquals(
                Standing.Verdict.CHAMPION_BETTER, run(0.5, 0.9, 0.5, 20_000, 1).verdict());
    }

    @Test
    void a_small_share_sets_many_champion_outcomes_against_one_challenger_outcome() {
        SplitComparison comparison = SplitComparison.of(0.25, RULE);
        comparison.add(Arm.CHALLENGER, 1);
        comparison.add(Arm.CHAMPION, 0);
        comparison.add(Arm.CHAMPION, 0.5);
        assertEquals(0, comparison.standing().pairs());
        Standing standing = comparison.add(Arm.CHAMPION, 1);
        assertEquals(1, standing.pairs());
        assertEquals(0.5, standing.difference(), 1e-12);
    }

    @Test
    void an_arm_without_the_other_is_kept_within_bounds_and_said() {
        SplitComparison comparison = SplitComparison.of(0.5, RULE);
        for (int i = 0; i < SplitComparison.MAX_WAITING + 3; i++) {
            comparison.add(Arm.CHAMPION, 1);
        }
        assertEquals(3, comparison.unused());
        assertEquals(1, comparison.add(Arm.CHALLENGER, 1).pairs());
    }

    @Test
    void outcomes_from_many_threads_are_all_counted() throws InterruptedException {
        SplitComparison comparison = SplitComparison.of(0.5, RULE);
        CountDownLatch done = new CountDownLatch(8);
        for (int t = 0; t < 8; t++) {
            Arm arm = t % 2 == 0 ? Arm.CHAMPION : Arm.CHALLENGER;
            Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 1_000; i++) {
                    comparison.add(arm, 0.5);
                }
                done.countDown();
            });
        }
        done.await();
        assertEquals(4_000, comparison.standing().pairs());
        assertEquals(0, comparison.standing().difference());
    }

    @Test
    void shares_and_outcomes_out_of_range_are_named() {
        assertThrows(IllegalArgumentException.class, () -> SplitComparison.of(0, RULE));
        assertThrows(IllegalArgumentException.class, () -> SplitComparison.of(Double.NaN, RULE));
        SplitComparison comparison = SplitComparison.of(0.5, RULE);
        assertThrows(IllegalArgumentException.class, () -> comparison.add(Arm.CHAMPION, 2));
    }
}
