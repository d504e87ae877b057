package dev.fairlead.retrieval.engine;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.IndexException;

/**
 * The write side of the engine port: a {@link PassageReader} that takes documents. Thread-safe; writes happen one after
 * another. Every method throws {@link IndexException} where the index is closed or broken.
 */
public interface PassageStore extends PassageReader {
    /** How a document that is to be added stands to the one in the index. */
    enum Standing {
        /** Not there, or there with other content. */
        NEW,
        /** There with the same content under other facts or access. */
        CHANGED_FACTS,
        /** There as it is. */
        UNCHANGED
    }

    /**
     * Replaces a document; visible after {@link #refresh}.
     *
     * @param prepared the document
     * @param keepsAccess whether the access of the one in the index holds, which may have changed since preparation
     */
    void write(Prepared prepared, boolean keepsAccess);

    /**
     * A document that says nothing of who may see it, under the access it has in the index: adding a folder anew must not
     * undo what {@link #setAccess} revoked.
     *
     * @param document the document
     * @return the same document, or the same under the stored access
     */
    Document keepingAccess(Document document);

    /**
     * Compares a document with the one in the index.
     *
     * @param document the document
     * @param contentHash equal for documents that would give the same passages and vectors
     * @return how it stands
     */
    Standing standing(Document document, String contentHash);

    /**
     * Rewrites a document under other facts from what is stored, without encoding.
     *
     * @param document its facts and access
     * @param contentHash its content
     * @param keepsAccess as for {@link #write}
     * @return false where it is not there with that content
     */
    boolean setFacts(Document document, String contentHash, boolean keepsAccess);

    /**
     * Changes who may see a document, without encoding. In effect when this returns, for every snapshot taken later.
     *
     * @param documentId its id
     * @param access who may see it from now on
     * @return whether it was there
     */
    boolean setAccess(String documentId, Access access);

    /**
     * Deletes a document. In effect when this returns, for every snapshot taken later.
     *
     * @param documentId its id
     * @return whether it was there
     */
    boolean delete(String documentId);

    /** Makes what was written durable, and visible. */
    void commit();

    /**
     * Merges the index into few segments, all in the form new ones are written in, and commits. O(index).
     *
     * @param segments the most there are to be, at least 1; one is the fastest to search
     */
    void compact(int segments);

    /** Waits for writes under way, commits and closes; snapshots stay readable. */
    @Override
    void close();
}
