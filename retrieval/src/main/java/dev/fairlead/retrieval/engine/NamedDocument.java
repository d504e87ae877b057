package dev.fairlead.retrieval.engine;

import java.util.Map;
import java.util.Objects;

/**
 * A document whose name holds words of a question.
 *
 * @param documentId the document
 * @param passages how many passages it has
 * @param words those words with their weight: the rarer among names, the larger, above 0
 */
public record NamedDocument(String documentId, int passages, Map<String, Double> words) {
    /** Checks and copies. */
    public NamedDocument {
        Objects.requireNonNull(documentId, "documentId");
        words = Map.copyOf(words);
    }
}
