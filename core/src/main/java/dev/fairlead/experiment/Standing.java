package dev.fairlead.experiment;

import java.util.Locale;
import java.util.Objects;

/**
 * How a comparison stands: which is better, how surely, and whether to stop. True with the stopping rule's probability at all
 * times together, so that it may be looked at after each outcome.
 *
 * @param verdict which is better, as far as is known
 * @param difference mean of the challenger's outcomes less the champion's, in [-1, 1]; 0 before the first pair
 * @param lower least difference that remains possible, in [-1, 1]
 * @param upper largest difference that remains possible, in [-1, 1]
 * @param p evidence against there being no difference: at most this probability that one as strong ever appears where there is
 *     none, in [0, 1]
 * @param pairs pairs seen
 * @param stop whether waiting for more is of no use: decided, no difference that matters, or out of pairs
 */
public record Standing(
        Verdict verdict, double difference, double lower, double upper, double p, long pairs, boolean stop) {
    /** Which is better. */
    public enum Verdict {
        /** Cannot be said yet. */
        UNDECIDED,
        /** The challenger. */
        CHALLENGER_BETTER,
        /** The champion. */
        CHAMPION_BETTER,
        /** Neither by as much as matters. */
        NO_DIFFERENCE_THAT_MATTERS
    }

    /** Checks. */
    public Standing {
        Objects.requireNonNull(verdict, "verdict");
    }

    /** One line for a person. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: challenger %+.3f [%+.3f, %+.3f] after %d pairs, p = %.2g; %s",
                verdict.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                difference,
                lower,
                upper,
                pairs,
                p,
                stop ? "stop" : "go on");
    }
}
