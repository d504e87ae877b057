package dev.fairlead.monitoring;

import java.util.List;
import java.util.Locale;

/**
 * Recall on a golden set, then and now. Nothing here is chance: retrieval is deterministic, so that an unchanged index gives an
 * unchanged recall, and each question lost is named.
 *
 * @param before mean recall then, in [0, 1]
 * @param now mean recall now, in [0, 1]
 * @param questions how many both runs asked
 * @param lost questions that find less, in the set's order
 * @param gained questions that find more, in the set's order
 */
public record GoldenChange(
        double before, double now, int questions, List<GoldenQuestion> lost, List<GoldenQuestion> gained) {
    /** Recall that may be lost without an alarm: one question in fifty, as when a document was taken away on purpose. */
    public static final double TOLERANCE = 0.02;

    /** Copies. */
    public GoldenChange {
        lost = List.copyOf(lost);
        gained = List.copyOf(gained);
    }

    /**
     * Whether too much was lost.
     *
     * @return true if mean recall fell by more than {@link #TOLERANCE}
     */
    public boolean alarm() {
        return before - now > TOLERANCE + 1e-9;
    }

    /** One line for a person. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%sgolden recall: %.3f to %.3f (n = %d), %d lost, %d gained",
                alarm() ? "ALARM " : "",
                before,
                now,
                questions,
                lost.size(),
                gained.size());
    }
}
