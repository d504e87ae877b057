package dev.fairlead.monitoring;

import java.util.Locale;
import java.util.Objects;

/**
 * One distribution, compared between reference and now.
 *
 * @param kind what is distributed
 * @param reference observations in the reference window
 * @param current observations in the current window
 * @param statistic population stability index, or energy distance for embeddings; at least 0, and 0 where not tested
 * @param p probability of one as large where nothing has changed, corrected for the number of signals tested; 1 where not tested
 * @param alarm whether that is below the false-alarm rate
 * @param detail what changed, in a line
 */
public record Signal(Kind kind, int reference, int current, double statistic, double p, boolean alarm, String detail) {
    /** What is watched. */
    public enum Kind {
        /** Shares of the routes. */
        ROUTES,
        /** Shares of the outcomes, such as abstentions. */
        OUTCOMES,
        /** Probability of the chosen route. */
        ROUTE_PROBABILITY,
        /** Confidence that the evidence holds the answer. */
        EVIDENCE_CONFIDENCE,
        /** Vectors of the questions. */
        EMBEDDINGS
    }

    /** Checks. */
    public Signal {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
    }

    /** One line for a person. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s%s: %.3f, p = %.3f (n = %d and %d), %s",
                alarm ? "ALARM " : "",
                kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                statistic,
                p,
                reference,
                current,
                detail);
    }
}
