package dev.fairlead.feedback;

import java.util.List;

/**
 * What a log holds.
 *
 * @param entries in the order they were stored
 * @param unreadable lines, counted from 1, that are torn by a crash or no entries; they are left out
 */
public record FeedbackEntries(List<Feedback> entries, List<Integer> unreadable) {
    /** Copies. */
    public FeedbackEntries {
        entries = List.copyOf(entries);
        unreadable = List.copyOf(unreadable);
    }
}
