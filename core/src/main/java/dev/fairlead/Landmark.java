package dev.fairlead;

import java.util.List;
import java.util.OptionalInt;

/**
 * What holds from a character of a document on, until the next landmark: the section and the page. Lets a quote from the
 * middle of a passage be cited by its own section and page.
 *
 * @param start index of the first character in the document's text, at least 0
 * @param sectionPath headings above it, outermost first, possibly empty
 * @param page page number from 1, where the format has pages
 */
public record Landmark(int start, List<String> sectionPath, OptionalInt page) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if {@code start} is negative or {@code page} is less than 1
     */
    public Landmark {
        if (start < 0) {
            throw new IllegalArgumentException("start must be at least 0, was " + start);
        }
        sectionPath = List.copyOf(sectionPath);
        if (page.isPresent() && page.getAsInt() < 1) {
            throw new IllegalArgumentException("page must be at least 1, was " + page.getAsInt());
        }
    }
}
