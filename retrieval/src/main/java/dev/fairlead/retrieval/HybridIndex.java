package dev.fairlead.retrieval;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.Filter;
import dev.fairlead.IndexException;
import dev.fairlead.Scope;
import dev.fairlead.ScopeRequiredException;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.PassageIndex;
import dev.fairlead.retrieval.engine.PassageReader;
import dev.fairlead.retrieval.ingestion.Documents;
import dev.fairlead.retrieval.ingestion.IngestReport;
import dev.fairlead.retrieval.ingestion.IngestSettings;
import dev.fairlead.retrieval.ingestion.Ingestion;
import dev.fairlead.retrieval.langchain4j.PassageEmbeddingStore;
import dev.fairlead.retrieval.langchain4j.RetrievedContent;
import dev.fairlead.retrieval.lucene.LuceneEngine;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An index of passages that is searched by words (BM25 over title, headings and text) and by meaning (nearest vectors),
 * on disk or in memory. Adding a document again replaces it, and costs no encoding where its content is the same.
 *
 * <p>What {@link #commit} returned for survives a crash of the process or the machine; what was added later may be lost as a
 * whole, never in part. After a failure such as a full disk the index is as of its last commit, and goes on from there.
 *
 * <p>Thread-safe: readers never wait for writers; writes happen one after another on a thread of the index's own, so
 * interrupting a caller cannot break the index. The encoder stays the host's, to be closed after the index.
 */
public final class HybridIndex implements PassageIndex, AutoCloseable {
    private static final Duration CONTENT_TIME_LIMIT = Duration.ofMillis(1_500);

    private static final int MAX_SEGMENTS = 100;

    private final PassageReader engine;
    private final IngestSettings settings;
    private final ReentrantReadWriteLock closing = new ReentrantReadWriteLock();
    private boolean closed;

    HybridIndex(PassageReader engine, IngestSettings settings) {
        this.engine = engine;
        this.settings = settings;
    }

    /**
     * Opens an index on disk, or makes one where there is none.
     *
     * @param directory its directory, made if missing
     * @param encoder the encoder, the same each time
     * @return the index
     * @throws IndexException if the index is in use (by whom is said), was made with another encoder or has another format, or
     *     the directory cannot be used
     */
    public static HybridIndex open(Path directory, TextEncoder encoder) {
        return builder(encoder).path(directory).build();
    }

    /**
     * Opens an index for reading only: takes no lock, so any number of processes may do so while one writes, changes nothing
     * on disk, and shows the last commit; {@link #refresh} goes on to later ones. Every change is refused by an
     * {@link IndexException}.
     *
     * @param directory its directory
     * @param encoder the encoder it was made with
     * @return the index
     * @throws IndexException if there is no index, it was made with another encoder or has another format
     */
    public static HybridIndex openReadOnly(Path directory, TextEncoder encoder) {
        return builder(encoder).path(directory).readOnly();
    }

    /**
     * An index in memory, gone when closed.
     *
     * @param encoder the encoder
     * @return an empty index
     */
    public static HybridIndex inMemory(TextEncoder encoder) {
        return builder(encoder).build();
    }

    /**
     * An index with settings of its own.
     *
     * @param encoder the encoder, the same each time
     * @return a builder
     */
    public static HybridIndexBuilder builder(TextEncoder encoder) {
        return new HybridIndexBuilder(encoder);
    }

    /**
     * Adds documents, replacing those of the same id. Visible when this returns, and little by little before; on disk for
     * good after {@link #commit} or {@link #close}, in a long call also about once a minute. Interrupting the calling
     * thread ends the call early; what was added stays. A document of undeclared access keeps the access it has in the
     * index; {@link #setAccess} changes it.
     *
     * @param documents what to add
     * @return what became of each
     * @throws IndexException if the index is closed or broken; what is wrong with one document is in the report
     */
    public IngestReport add(Documents documents) {
        return whileOpen(() -> new Ingestion(store(), settings).run(documents));
    }

    /**
     * Adds one document.
     *
     * @param document what to add
     * @return what became of it
     * @throws IndexException as {@link #add(Documents)}
     */
    public IngestReport add(Document document) {
        return add(Documents.of(document));
    }

    /**
     * Adds documents as they come.
     *
     * @param documents what to add; read once and closed
     * @return what became of each
     * @throws IndexException as {@link #add(Documents)}
     */
    public IngestReport add(Stream<Document> documents) {
        return add(Documents.of(documents));
    }

    /**
     * Deletes a document. In effect when this returns, for every snapshot taken later; for good after {@link #commit}; gone
     * from the disk after {@link #purge}.
     *
     * @param documentId its id
     * @return whether it was there
     * @throws IndexException if the index is closed or broken
     */
    public boolean delete(String documentId) {
        return whileOpen(() -> store().delete(documentId));
    }

    /**
     * Deletes the documents that match a filter and a test, whoever may see them; as {@link #delete} does with one. A
     * document added by another caller meanwhile is deleted too where one of its id was there before.
     *
     * @param among which documents are tested
     * @param gone told a document's id, on the calling thread; slow reads in it hold up nobody else
     * @return ids of what was deleted, in code point order
     * @throws IndexException if the index is closed or broken
     */
    public List<String> deleteIf(Filter among, Predicate<String> gone) {
        Objects.requireNonNull(among, "among");
        Objects.requireNonNull(gone, "gone");
        return whileOpen(() -> store().deleteIf(among, gone));
    }

    /**
     * Changes who may see a document, without encoding. In effect when this returns, for every snapshot taken later; for good
     * after {@link #commit}.
     *
     * @param documentId its id
     * @param access who may see it from now on
     * @return whether it was there
     * @throws IndexException if the index is closed or broken
     */
    public boolean setAccess(String documentId, Access access) {
        Objects.requireNonNull(access, "access");
        return whileOpen(() -> store().setAccess(documentId, access));
    }

    /**
     * A stored document, as it was added.
     *
     * @param documentId its id
     * @param scope on whose behalf
     * @return the document, empty where there is none the scope may see
     * @throws ScopeRequiredException if the index requires a scope and this is none
     * @throws IndexException if the index is closed or broken
     */
    public Optional<Document> document(String documentId, Scope scope) {
        return whileOpen(() -> engine.document(documentId, scope));
    }

    /**
     * Makes what was added durable.
     *
     * @throws IndexException if the index is closed or broken
     */
    public void commit() {
        whileOpen(() -> {
            store().commit();
            return true;
        });
    }

    /**
     * Merges the index into one segment and commits: the fastest form to search, worth its cost for an index that rarely
     * changes. O(index), minutes for a million passages. Afterwards every vector has the precision the index was opened
     * with.
     *
     * @throws IndexException if the index is closed or broken
     */
    public void compact() {
        compact(1);
    }

    /**
     * Merges the index into a few segments and commits. Afterwards every vector has the precision the index was opened
     * with.
     *
     * @param segments the most there are to be, in [1, 100]; the more, the less is merged and the slower a search is
     * @throws IllegalArgumentException if {@code segments} is out of range
     * @throws IndexException if the index is closed or broken
     */
    public void compact(int segments) {
        if (segments < 1 || segments > MAX_SEGMENTS) {
            throw new IllegalArgumentException("segments must be in [1, " + MAX_SEGMENTS + "], was " + segments);
        }
        whileOpen(() -> {
            store().compact(segments);
            return true;
        });
    }

    /**
     * Takes deleted documents and replaced versions off the disk, and commits: every segment that holds one is written anew
     * without its texts, words and vectors, and the old files are deleted. O(segments that hold some), at worst the index.
     *
     * <p>Files that a reader still needs go when it does: close snapshots, backups under way and read-only openings in
     * other processes. It does not reach backups made earlier, nor the blocks of a file system or disk that keep what was in
     * a deleted file until something is written over it.
     *
     * @throws IndexException if the index is closed or broken
     */
    public void purge() {
        whileOpen(() -> {
            store().purge();
            return true;
        });
    }

    /**
     * Commits, and copies the index as it is then, while others go on reading and writing. The copy opens by itself. A
     * backup into the directory of an earlier one copies only what is new, and leaves the earlier one whole until it is done;
     * every copied file is checked against its checksum. What was deleted since is gone from the backup too.
     *
     * @param target a directory: missing, empty, or with an earlier backup of this index
     * @return bytes copied
     * @throws IndexException if the index is closed or broken, {@code target} is in use or holds something else, or the
     *     calling thread is interrupted
     */
    public long backup(Path target) {
        Objects.requireNonNull(target, "target");
        return whileOpen(() -> store().backup(target));
    }

    /**
     * Lets snapshots taken from now on see what another process has committed, where this one is open for reading only.
     * Cheap where nothing was. Open for writing, everything is seen anyway.
     *
     * @throws IndexException if the index is closed or broken, or was replaced by another one
     */
    public void refresh() {
        whileOpen(() -> {
            engine.refresh();
            return true;
        });
    }

    @Override
    public IndexSnapshot snapshot() {
        return engine.snapshot();
    }

    /**
     * A retriever of five passages over this index.
     *
     * @return the retriever
     */
    public HybridRetriever retriever() {
        return HybridRetriever.builder(this, settings.encoder()).build();
    }

    /**
     * A retriever over this index.
     *
     * @param k how many passages, in [1, {@value HybridRetriever#DEPTH}]
     * @return the retriever
     * @throws IllegalArgumentException if {@code k} is out of range
     */
    public HybridRetriever retriever(int k) {
        return HybridRetriever.builder(this, settings.encoder()).k(k).build();
    }

    /**
     * This index as langchain4j's content retriever: a retriever of five passages, at most a second and a half a call.
     *
     * @param scope tells from a query's metadata on whose behalf it is asked; {@link Scope#none()} where the index needs none
     * @return the content retriever
     */
    public ContentRetriever asContentRetriever(Function<Query, Scope> scope) {
        return new RetrievedContent(retriever(), scope, CONTENT_TIME_LIMIT);
    }

    /**
     * This index as langchain4j's store of embeddings, on one caller's behalf. Embeddings must come from this index's encoder.
     *
     * @param scope on whose behalf it searches and removes
     * @param access who may see what it adds
     * @return the store
     * @throws IndexException if the index is closed or was opened to be read only
     */
    public EmbeddingStore<TextSegment> asEmbeddingStore(Scope scope, Access access) {
        return whileOpen(
                () -> new PassageEmbeddingStore(store(), settings.encoder().dimension(), scope, access));
    }

    /**
     * Waits for writes under way, commits, and ends the writer thread. Snapshots stay readable. Closing twice does nothing.
     *
     * @throws IllegalStateException if called from within a write, such as by a listener
     */
    @Override
    public void close() {
        if (closing.getReadHoldCount() > 0) {
            throw new IllegalStateException("close() was called from within a write, for whose end it would wait");
        }
        closing.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                engine.close();
            }
        } finally {
            closing.writeLock().unlock();
        }
    }

    private LuceneEngine store() {
        if (engine instanceof LuceneEngine store) {
            return store;
        }
        throw new IndexException("the index is open for reading only; open it for writing to change it");
    }

    private <T> T whileOpen(Supplier<T> work) {
        closing.readLock().lock();
        try {
            if (closed) {
                throw new IndexException("the index is closed");
            }
            return work.get();
        } finally {
            closing.readLock().unlock();
        }
    }
}
