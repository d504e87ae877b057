package dev.fairlead.retrieval.chunking;

import dev.fairlead.Landmark;
import dev.fairlead.Span;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A piece of a document that becomes a passage.
 *
 * @param sectionPath headings above it, outermost first, possibly empty
 * @param span its exact characters in the document's text
 * @param header what situates it in its document, searched with the text but never cited
 * @param page the page its first character stands on, where the format has pages
 * @param landmarks where other sections and pages hold inside it, in the order of the text
 */
public record Chunk(List<String> sectionPath, Span span, String header, OptionalInt page, List<Landmark> landmarks) {
    /** Checks and copies. */
    public Chunk {
        sectionPath = List.copyOf(sectionPath);
        Objects.requireNonNull(span, "span");
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(page, "page");
        landmarks = List.copyOf(landmarks);
    }

    /**
     * What is searched by words, and encoded where {@link Chunker#encodesHeaders} says so.
     *
     * @param text the chunk's own characters
     * @return the header, a line break, and the text; the text alone where there is no header
     */
    public String withHeader(String text) {
        return header.isEmpty() ? text : header + "\n" + text;
    }
}
