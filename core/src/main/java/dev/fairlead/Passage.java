package dev.fairlead;

import java.util.List;
import java.util.Objects;

/**
 * The unit that can be cited: exact characters of one document.
 *
 * @param id unique in its index and stable while the document's content is; not blank
 * @param locator document, section path, exact span and page
 * @param text exactly the characters of the span
 * @param metadata the document's facts
 * @param landmarks where sections and pages begin inside the passage, in the order of the text; none where the locator
 *     holds for all of it
 */
public record Passage(String id, Locator locator, String text, Metadata metadata, List<Landmark> landmarks) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if {@code id} is blank, the text is not as long as its span, or a landmark lies
     *     outside the span or before an earlier one
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
        landmarks = List.copyOf(landmarks);
        int from = locator.span().start();
        for (Landmark landmark : landmarks) {
            if (landmark.start() < from || landmark.start() >= locator.span().end()) {
                throw new IllegalArgumentException("landmarks of passage '" + id + "' must lie inside its span "
                        + locator.span() + " in rising order, had one at " + landmark.start());
            }
            from = landmark.start();
        }
    }

    /**
     * A passage whose locator holds for all of it.
     *
     * @param id unique in its index; not blank
     * @param locator document, section path, exact span and page
     * @param text exactly the characters of the span
     * @param metadata the document's facts
     * @throws IllegalArgumentException as the canonical constructor
     */
    public Passage(String id, Locator locator, String text, Metadata metadata) {
        this(id, locator, text, metadata, List.of());
    }

    /**
     * The pinpoint of some of its characters: their own section and page, which may lie deeper than the passage's.
     *
     * @param span characters inside the passage's span
     * @return their locator
     */
    public Locator at(Span span) {
        Locator found = locator.at(span);
        for (Landmark landmark : landmarks) {
            if (landmark.start() <= span.start()) {
                found = new Locator(found.documentId(), found.title(), landmark.sectionPath(), span, landmark.page());
            }
        }
        return found;
    }
}
