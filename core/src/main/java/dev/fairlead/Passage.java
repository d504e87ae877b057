package dev.fairlead;

import java.util.Objects;

/**
 * The unit that can be cited: exact characters of one document.
 *
 * @param id unique in its index and stable while the document's content is; not blank
 * @param locator document, section path, exact span and page
 * @param text exactly the characters of the span
 * @param metadata the document's facts
 */
public record Passage(String id, Locator locator, String text, Metadata metadata) {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException if {@code id} is blank or the text is not as long as its span
     */
    public Passage {
        if (id.isBlank()) {
            throw new IllegalArgumentException("passage id must not be blank");
        }
        Objects.requireNonNull(metadata, "metadata");
        if (text.length() != locator.span().length()) {
            throw new IllegalArgumentException("text of passage '" + id + "' must be as long as its span "
                    + locator.span() + ", had " + text.length() + " characters");
        }
    }
}
