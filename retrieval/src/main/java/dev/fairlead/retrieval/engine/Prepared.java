package dev.fairlead.retrieval.engine;

import dev.fairlead.Document;
import dev.fairlead.retrieval.chunking.Chunk;
import java.util.List;

/**
 * A document ready to be written.
 *
 * @param document the document
 * @param contentHash what decides whether it must be encoded again
 * @param chunks its passages
 * @param vectors their vectors, {@code float[dimension]} each
 */
public record Prepared(Document document, String contentHash, List<Chunk> chunks, List<float[]> vectors) {
    /** Checks and copies. */
    public Prepared {
        chunks = List.copyOf(chunks);
        vectors = List.copyOf(vectors);
    }

    /**
     * The same passages of the same text under other facts or access.
     *
     * @param other the document
     * @return prepared anew
     */
    public Prepared withDocument(Document other) {
        return new Prepared(other, contentHash, chunks, vectors);
    }
}
