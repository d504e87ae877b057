package dev.fairlead.retrieval;

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
record Prepared(Document document, String contentHash, List<Chunk> chunks, List<float[]> vectors) {
    Prepared {
        chunks = List.copyOf(chunks);
        vectors = List.copyOf(vectors);
    }

    /** The same passages of the same text under other facts or access. */
    Prepared withDocument(Document other) {
        return new Prepared(other, contentHash, chunks, vectors);
    }
}
