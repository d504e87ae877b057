package dev.fairlead.retrieval;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.FairleadListener;
import dev.fairlead.IndexException;
import dev.fairlead.Scope;
import dev.fairlead.ScopeRequiredException;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.chunking.Chunker;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.PassageIndex;
import dev.fairlead.retrieval.engine.PassageStore;
import dev.fairlead.retrieval.ingestion.Documents;
import dev.fairlead.retrieval.ingestion.IngestReport;
import dev.fairlead.retrieval.ingestion.IngestSettings;
import dev.fairlead.retrieval.ingestion.Ingestion;
import dev.fairlead.retrieval.lucene.LuceneEngine;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An index of passages that is searched by words (BM25 over title, headings and text) and by meaning (nearest vectors),
 * on disk or in memory. Adding a document again replaces it, and costs no encoding where its content is the same.
 *
 * <p>Thread-safe: readers never wait for writers; writes happen one after another on a thread of the index's own, so
 * interrupting a caller cannot break the index. The encoder stays the host's, to be closed after the index.
 */
public final class HybridIndex implements PassageIndex, AutoCloseable {
    private final PassageStore engine;
    private final IngestSettings settings;
    private final ReentrantReadWriteLock closing = new ReentrantReadWriteLock();
    private boolean closed;

    private HybridIndex(PassageStore engine, IngestSettings settings) {
        this.engine = engine;
        this.settings = settings;
    }

    /**
     * Opens an index on disk, or makes one where there is none.
     *
     * @param directory its directory, made if missing
     * @param encoder the encoder, the same each time
     * @return the index
     * @throws IndexException if the index is in use, was made with another encoder or by a newer version, or the
     *     directory cannot be used
     */
    public static HybridIndex open(Path directory, TextEncoder encoder) {
        return builder(encoder).path(directory).build();
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
    public static Builder builder(TextEncoder encoder) {
        return new Builder(encoder);
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
        return whileOpen(() -> new Ingestion(engine, settings).run(documents));
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
     * Deletes a document. In effect when this returns.
     *
     * @param documentId its id
     * @return whether it was there
     * @throws IndexException if the index is closed or broken
     */
    public boolean delete(String documentId) {
        return whileOpen(() -> engine.delete(documentId));
    }

    /**
     * Changes who may see a document, without encoding. In effect when this returns, for every snapshot taken later.
     *
     * @param documentId its id
     * @param access who may see it from now on
     * @return whether it was there
     * @throws IndexException if the index is closed or broken
     */
    public boolean setAccess(String documentId, Access access) {
        Objects.requireNonNull(access, "access");
        return whileOpen(() -> engine.setAccess(documentId, access));
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
            engine.commit();
            return true;
        });
    }

    /**
     * Merges the index into one segment and commits: the fastest form to search, worth its cost for an index that rarely
     * changes. O(index), minutes for a million passages.
     *
     * @throws IndexException if the index is closed or broken
     */
    public void compact() {
        whileOpen(() -> {
            engine.compact();
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

    /** Settings of a {@link HybridIndex}. Not thread-safe. */
    public static final class Builder {
        /** Most threads that cut and encode at once, unless said otherwise; encoders rarely admit more. */
        private static final int MAX_DEFAULT_THREADS = 8;

        private static final int MAX_THREADS = 256;
        private static final long DEFAULT_FILTER_CACHE_BYTES = 64L << 20;

        private final TextEncoder encoder;
        private @Nullable Path path;
        private Chunking chunking = Chunking.standard();
        private boolean requireScope;
        private FairleadListener listener = new FairleadListener() {};
        private int ingestThreads =
                Math.min(MAX_DEFAULT_THREADS, Runtime.getRuntime().availableProcessors());
        private long filterCacheBytes = DEFAULT_FILTER_CACHE_BYTES;

        private Builder(TextEncoder encoder) {
            this.encoder = Objects.requireNonNull(encoder, "encoder");
        }

        /**
         * Keeps the index on disk; without it the index is in memory.
         *
         * @param directory its directory, made if missing
         * @return this
         */
        public Builder path(Path directory) {
            this.path = Objects.requireNonNull(directory, "directory");
            return this;
        }

        /**
         * Cuts documents otherwise than by {@link Chunking#standard()}. Documents added earlier stay as they are until they
         * are added again.
         *
         * @param newChunking how to cut
         * @return this
         */
        public Builder chunking(Chunking newChunking) {
            this.chunking = Objects.requireNonNull(newChunking, "newChunking");
            return this;
        }

        /**
         * Refuses reads without a scope, and hides documents without declared access from everybody. Once an index is
         * opened so, it stays so.
         *
         * @param required whether a scope is required; false unless said otherwise
         * @return this
         */
        public Builder requireScope(boolean required) {
            this.requireScope = required;
            return this;
        }

        /**
         * Tells of progress.
         *
         * @param newListener told on the calling thread
         * @return this
         */
        public Builder listener(FairleadListener newListener) {
            this.listener = Objects.requireNonNull(newListener, "newListener");
            return this;
        }

        /**
         * How many threads cut and encode during a call of {@code add}.
         *
         * @param threads in [1, 256]; by default as many as there are processors, at most 8
         * @return this
         * @throws IllegalArgumentException if {@code threads} is out of range
         */
        public Builder ingestThreads(int threads) {
            if (threads < 1 || threads > MAX_THREADS) {
                throw new IllegalArgumentException("threads must be in [1, " + MAX_THREADS + "], was " + threads);
            }
            this.ingestThreads = threads;
            return this;
        }

        /**
         * Bounds the cache of compiled scopes and filters, of which each takes one bit for each passage.
         *
         * @param bytes at least 0; 64 MB unless said otherwise
         * @return this
         * @throws IllegalArgumentException if {@code bytes} is negative
         */
        public Builder filterCacheBytes(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("bytes must be at least 0, was " + bytes);
            }
            this.filterCacheBytes = bytes;
            return this;
        }

        /**
         * Opens the index.
         *
         * @return the index
         * @throws IndexException as {@link HybridIndex#open}
         */
        public HybridIndex build() {
            Chunker chunker = new Chunker(chunking, encoder);
            String name = path == null ? "the index in memory" : "the index at " + path;
            LuceneEngine.Opening opening = new LuceneEngine.Opening(
                    name, encoder.fingerprint(), encoder.dimension(), requireScope, filterCacheBytes);
            LuceneEngine engine = LuceneEngine.open(Optional.ofNullable(path), opening, chunking.fingerprint());
            return new HybridIndex(engine, new IngestSettings(encoder, chunking, chunker, listener, ingestThreads));
        }
    }
}
