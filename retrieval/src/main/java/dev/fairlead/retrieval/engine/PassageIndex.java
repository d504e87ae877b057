package dev.fairlead.retrieval.engine;

import dev.fairlead.IndexException;

/**
 * The engine port: an index of passages that can be searched by words and by vectors. Fusion and everything above it
 * know only this. Thread-safe.
 */
public interface PassageIndex {
    /**
     * A consistent view of what is visible now. Cheap; take one for each question and close it.
     *
     * @return the view, to be closed
     * @throws IndexException if the index is closed or broken
     */
    IndexSnapshot snapshot();
}
