package dev.fairlead;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Where a text stands: the pinpoint of a citation.
 *
 * @param documentId the document's id, not blank; for files the path below the ingested folder
 * @param title the document's title, possibly empty
 * @param sectionPath headings above the text, outermost first, possibly empty
 * @param span exact characters in the document's text
 * @param page page number from 1, where the format has pages
 */
public record Locator(String documentId, String title, List<String> sectionPath, Span span, OptionalInt page) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if {@code documentId} is blank or {@code page} is less than 1
     */
    public Locator {
        if (documentId.isBlank()) {
            throw new IllegalArgumentException("documentId must not be blank");
        }
        Objects.requireNonNull(title, "title");
        sectionPath = List.copyOf(sectionPath);
        Objects.requireNonNull(span, "span");
        if (page.isPresent() && page.getAsInt() < 1) {
            throw new IllegalArgumentException("page must be at least 1, was " + page.getAsInt());
        }
    }

    /**
     * The same place narrowed to some of its characters.
     *
     * @param narrower a span of the same document
     * @return a locator with that span
     */
    public Locator at(Span narrower) {
        return new Locator(documentId, title, sectionPath, narrower, page);
    }

    /**
     * The section path as one line.
     *
     * @return headings joined by {@code " > "}, empty where there are none
     */
    public String section() {
        return String.join(" > ", sectionPath);
    }

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(documentId);
        if (!sectionPath.isEmpty()) {
            line.append(", ").append(section());
        }
        page.ifPresent(number -> line.append(", p. ").append(number));
        return line.append(", characters ")
                .append(span.start())
                .append('-')
                .append(span.end())
                .toString();
    }
}
