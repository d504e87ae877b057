package dev.fairlead.retrieval.memory;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.IndexException;
import dev.fairlead.Scope;
import dev.fairlead.ScopeRequiredException;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.PassageStore;
import dev.fairlead.retrieval.engine.Prepared;
import dev.fairlead.retrieval.engine.Within;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** An index that is a sorted map of documents. Thread-safe. */
public final class MemoryEngine implements PassageStore {
    /** The order of a listing, which is that of UTF-8 and not of Java's strings. */
    static final Comparator<String> CODE_POINTS =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private final int dimension;
    private final boolean requireScope;
    private final Map<String, MemoryDocument> written = new TreeMap<>(CODE_POINTS);
    private long refreshes;
    private boolean closed;
    private MemorySnapshot.Corpus visible = MemorySnapshot.Corpus.of(List.of(), "0");

    /**
     * An empty index.
     *
     * @param dimension length of its vectors
     * @param requireScope whether reads need a scope
     */
    public MemoryEngine(int dimension, boolean requireScope) {
        this.dimension = dimension;
        this.requireScope = requireScope;
    }

    @Override
    public synchronized IndexSnapshot snapshot() {
        requireOpen();
        return new MemorySnapshot(visible, requireScope, dimension);
    }

    @Override
    public synchronized void write(Prepared prepared, boolean keepsAccess) {
        requireOpen();
        Document document = prepared.document();
        MemoryDocument known = written.get(document.id());
        put(
                keepsAccess && known != null
                        ? prepared.withDocument(
                                document.withAccess(known.document().access()))
                        : prepared);
    }

    @Override
    public synchronized Document keepingAccess(Document document) {
        requireOpen();
        MemoryDocument known = written.get(document.id());
        return known == null || !document.access().isUndeclared()
                ? document
                : document.withAccess(known.document().access());
    }

    @Override
    public synchronized Standing standing(Document document, String contentHash) {
        requireOpen();
        MemoryDocument known = written.get(document.id());
        if (known == null || !known.prepared().contentHash().equals(contentHash)) {
            return Standing.NEW;
        }
        boolean equal = known.document().metadata().equals(document.metadata())
                && known.document().access().equals(document.access());
        return equal ? Standing.UNCHANGED : Standing.CHANGED_FACTS;
    }

    @Override
    public synchronized boolean setFacts(Document document, String contentHash, boolean keepsAccess) {
        requireOpen();
        MemoryDocument known = written.get(document.id());
        return known != null
                && known.prepared().contentHash().equals(contentHash)
                && change(
                        document.id(),
                        found -> found.withMetadata(document.metadata())
                                .withAccess(keepsAccess ? found.access() : document.access()));
    }

    @Override
    public synchronized boolean setAccess(String documentId, Access access) {
        requireOpen();
        boolean found = change(documentId, document -> document.withAccess(access));
        refresh();
        return found;
    }

    @Override
    public synchronized boolean delete(String documentId) {
        requireOpen();
        boolean found = written.remove(documentId) != null;
        refresh();
        return found;
    }

    @Override
    public synchronized Optional<Document> document(String documentId, Scope scope) {
        requireOpen();
        if (requireScope && scope.isNone()) {
            throw new ScopeRequiredException("the index in memory requires a scope");
        }
        return Optional.ofNullable(written.get(documentId))
                .filter(found -> found.isVisible(Within.scope(scope), requireScope))
                .map(MemoryDocument::document);
    }

    @Override
    public synchronized void refresh() {
        requireOpen();
        refreshes++;
        visible = MemorySnapshot.Corpus.of(new ArrayList<>(written.values()), Long.toString(refreshes));
    }

    @Override
    public void commit() {
        refresh();
    }

    @Override
    public void compact(int segments) {
        refresh();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void put(Prepared prepared) {
        written.put(prepared.document().id(), MemoryDocument.of(prepared));
    }

    private boolean change(String documentId, UnaryOperator<Document> change) {
        MemoryDocument known = written.get(documentId);
        if (known == null) {
            return false;
        }
        put(known.prepared().withDocument(change.apply(known.document())));
        return true;
    }

    private void requireOpen() {
        if (closed) {
            throw new IndexException("the index in memory is closed");
        }
    }
}
