package dev.fairlead.retrieval.chunking;

import dev.fairlead.Span;
import java.util.List;
import java.util.Objects;

/**
 * A piece of a document that becomes a passage.
 *
 * @param sectionPath headings above it, outermost first, possibly empty
 * @param span its exact characters in the document's text
 * @param header title and headings, which are searched and encoded in front of the text but never cited
 */
public record Chunk(List<String> sectionPath, Span span, String header) {
    /** Checks and copies. */
    public Chunk {
        sectionPath = List.copyOf(sectionPath);
        Objects.requireNonNull(span, "span");
        Objects.requireNonNull(header, "header");
    }

    /**
     * What is searched and encoded.
     *
     * @param text the chunk's own characters
     * @return the header, a line break, and the text; the text alone where there is no header
     */
    public String withHeader(String text) {
        return header.isEmpty() ? text : header + "\n" + text;
    }
}
