package dev.fairlead.experiment;

import java.util.Objects;

/**
 * Compares a champion and a challenger by outcomes on the same questions, as a {@link Shadow} gives them, in any order of looking
 * and stopping. An outcome is anything in [0, 1]: right or wrong, a user's rating, recall. Pairs must not lean on each other:
 * what one person asks in a row is one pair, of means. The difference must not move while it is measured; where it did, the
 * interval may shrink to nothing. Thread-safe; a few microseconds a pair.
 *
 * <p>With 5 % false claims allowed, simulation found .032 where both are right in .8 of cases and differ at random, .012 where they
 * disagree on one question in twenty, .023 for grades (2,000 runs each, looked at after each of 1,000 pairs); .80 against .85 was
 * found in .95 of 500 runs within 5,000 pairs, half of them within 1,530, .75 against .85 in all, half within 278. Reproduced by
 * {@code PairedComparisonTest}.
 */
public final class PairedComparison {
    private final StoppingRule rule;
    private final BettingSequence sequence;

    private PairedComparison(StoppingRule rule) {
        this.rule = Objects.requireNonNull(rule, "rule");
        this.sequence = new BettingSequence(rule.falsePositiveRate());
    }

    /**
     * Starts a comparison.
     *
     * @param rule how sure it must be, and when it has seen enough
     * @return a comparison that has seen nothing
     */
    public static PairedComparison of(StoppingRule rule) {
        return new PairedComparison(rule);
    }

    /**
     * Adds a pair.
     *
     * @param champion the champion's outcome, in [0, 1]
     * @param challenger the challenger's on the same question, in [0, 1]
     * @return how it stands now
     * @throws IllegalArgumentException if an outcome is outside [0, 1]
     */
    public synchronized Standing add(double champion, double challenger) {
        sequence.add((1 + requireOutcome(challenger) - requireOutcome(champion)) / 2);
        return standing();
    }

    /**
     * How it stands.
     *
     * @return the standing
     */
    public synchronized Standing standing() {
        double lower = 2 * sequence.lower() - 1;
        double upper = 2 * sequence.upper() - 1;
        Standing.Verdict verdict = verdict(lower, upper);
        boolean stop = verdict != Standing.Verdict.UNDECIDED || sequence.count() >= rule.mostPairs();
        return new Standing(verdict, 2 * sequence.mean() - 1, lower, upper, sequence.p(), sequence.count(), stop);
    }

    private Standing.Verdict verdict(double lower, double upper) {
        if (sequence.aboveHalf()) {
            return Standing.Verdict.CHALLENGER_BETTER;
        }
        if (sequence.belowHalf()) {
            return Standing.Verdict.CHAMPION_BETTER;
        }
        boolean small = Math.max(-lower, upper) < rule.smallestDifference();
        return small ? Standing.Verdict.NO_DIFFERENCE_THAT_MATTERS : Standing.Verdict.UNDECIDED;
    }

    /** Checks an outcome. */
    static double requireOutcome(double outcome) {
        if (!(outcome >= 0 && outcome <= 1)) {
            throw new IllegalArgumentException("outcome must be in [0, 1], was " + outcome);
        }
        return outcome;
    }
}
