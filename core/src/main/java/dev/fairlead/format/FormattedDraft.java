package dev.fairlead.format;

import dev.fairlead.Citation;
import java.util.List;
import java.util.Objects;

/**
 * A draft whose markers all resolve.
 *
 * @param text the text with markers numbered from 1 in order of first appearance
 * @param citations what the markers refer to, by number
 * @param removedMarkers markers that resolved to nothing, as they were written, in order
 */
public record FormattedDraft(String text, List<Citation> citations, List<String> removedMarkers) {
    /** Checks and copies. */
    public FormattedDraft {
        Objects.requireNonNull(text, "text");
        citations = List.copyOf(citations);
        removedMarkers = List.copyOf(removedMarkers);
    }

    /**
     * Whether it says something and rests on something.
     *
     * @return false where nothing is cited, or nothing stands beside the markers
     */
    public boolean answers() {
        return !citations.isEmpty() && !text.replaceAll("\\[\\d+]", "").isBlank();
    }
}
