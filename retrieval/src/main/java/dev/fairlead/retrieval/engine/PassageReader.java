package dev.fairlead.retrieval.engine;

import dev.fairlead.Document;
import dev.fairlead.IndexException;
import dev.fairlead.Scope;
import dev.fairlead.ScopeRequiredException;
import java.util.Optional;

/**
 * An open index as its readers see it. Thread-safe. Every method throws {@link IndexException} where the index is closed or
 * broken.
 */
public interface PassageReader extends PassageIndex, AutoCloseable {
    /**
     * A stored document, as it was added.
     *
     * @param documentId its id
     * @param scope on whose behalf
     * @return the document, empty where there is none the scope may see
     * @throws ScopeRequiredException if the index requires a scope and this is none
     */
    Optional<Document> document(String documentId, Scope scope);

    /** Lets snapshots taken from now on see what was written; where only commits are seen, what was committed. */
    void refresh();

    /** Closes; snapshots stay readable. */
    @Override
    void close();
}
