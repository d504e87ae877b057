package dev.fairlead.retrieval.lucene;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.IndexException;
import dev.fairlead.Scope;
import dev.fairlead.ScopeRequiredException;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.PassageStore;
import dev.fairlead.retrieval.engine.Prepared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/** An index of passages in Lucene: one writer on one thread, readers that follow it. Thread-safe. */
public final class LuceneEngine implements PassageStore {
    private static final Similarity BM25 = new BM25Similarity(0.9f, 0.4f);
    private static final double RAM_BUFFER_MB = 64;

    /** Few segments: their number rules the cost of a dense search. */
    private static final int SEGMENTS_PER_TIER = 5;

    private final String name;
    private final Directory directory;
    private final LuceneCommit commit;
    private final WriterThread thread;
    private final Analyzer analyzer = new EnglishAnalyzer();
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final LuceneSnapshot.Settings settings;
    /** Documents written since the readers last followed. */
    private final Set<String> unseen = ConcurrentHashMap.newKeySet();

    /**
     * What an engine is opened with.
     *
     * @param name for messages, such as {@code "the index at /data/index"}
     * @param encoder fingerprint of the encoder
     * @param dimension length of its vectors
     * @param requireScope whether reads need a scope
     * @param maskBytes most bytes of cached constraints
     */
    public record Opening(String name, String encoder, int dimension, boolean requireScope, long maskBytes) {}

    @FunctionalInterface
    private interface Reading<T> {
        T from(IndexSearcher searcher) throws IOException;
    }

    private LuceneEngine(Directory directory, Opening opening, LuceneCommit commit, WriterThread thread)
            throws IOException {
        this.name = opening.name();
        this.directory = directory;
        this.commit = commit;
        this.thread = thread;
        this.writer = new IndexWriter(directory, config(analyzer));
        writer.setLiveCommitData(commit.data().entrySet());
        writer.commit();
        this.searchers = new SearcherManager(writer, new SearcherFactory() {
            @Override
            public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
                return searcher(reader);
            }
        });
        LuceneMasks masks = new LuceneMasks(commit.requireScope(), opening.maskBytes());
        this.settings = new LuceneSnapshot.Settings(name, analyzer, masks, commit.requireScope(), opening.dimension());
    }

    /**
     * Opens an index, or makes one where there is none.
     *
     * @param path its directory, made if missing; without one the index is in memory
     * @param opening what it is opened with
     * @param chunking fingerprint of the chunking used from now on
     * @return the engine
     * @throws IndexException if the index is in use, was made with another encoder or by a newer version, or the
     *     directory cannot be used
     */
    public static LuceneEngine open(Optional<Path> path, Opening opening, String chunking) {
        return open(directory(path, opening.name()), opening, chunking);
    }

    private static Directory directory(Optional<Path> path, String name) {
        try {
            return path.isEmpty() ? new ByteBuffersDirectory() : new MMapDirectory(path.get());
        } catch (IOException e) {
            throw new IndexException(name + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static LuceneEngine open(Directory directory, Opening opening, String chunking) {
        WriterThread thread = new WriterThread(opening.name());
        boolean opened = false;
        try {
            LuceneEngine engine = thread.call(() -> {
                LuceneCommit commit = LuceneCommit.read(directory, opening.name(), opening.encoder())
                        .map(found -> found.with(chunking, opening.requireScope()))
                        .orElseGet(() -> LuceneCommit.create(opening.encoder(), chunking, opening.requireScope()));
                try {
                    return new LuceneEngine(directory, opening, commit, thread);
                } catch (LockObtainFailedException e) {
                    throw new IndexException(
                            opening.name() + " is in use by another HybridIndex, in this process or another", e);
                }
            });
            opened = true;
            return engine;
        } finally {
            if (!opened) {
                thread.close();
            }
        }
    }

    @Override
    public IndexSnapshot snapshot() {
        IndexSearcher searcher = acquire();
        long version = ((DirectoryReader) searcher.getIndexReader()).getVersion();
        return new LuceneSnapshot(searcher, settings, commit.id() + ":" + version, () -> release(searcher));
    }

    @Override
    public void write(Prepared prepared, boolean keepsAccess) {
        thread.run(() -> {
            put(keepsAccess ? prepared.withDocument(keepingStored(prepared.document())) : prepared);
        });
    }

    @Override
    public Document keepingAccess(Document document) {
        if (!document.access().isUndeclared()) {
            return document;
        }
        return reading(document.id(), searcher -> withStoredAccess(searcher, document));
    }

    private static Document withStoredAccess(IndexSearcher searcher, Document document) throws IOException {
        Optional<LuceneBlocks.Block> block = LuceneBlocks.find(searcher, document.id());
        return block.isEmpty()
                ? document
                : document.withAccess(
                        LuceneBlocks.document(searcher, block.get()).access());
    }

    @Override
    public Standing standing(Document document, String contentHash) {
        return reading(document.id(), searcher -> {
            Optional<LuceneBlocks.Block> block = LuceneBlocks.find(searcher, document.id());
            if (block.isEmpty()
                    || !LuceneBlocks.hash(block.get(), LuceneSchema.CONTENT_HASH)
                            .equals(contentHash)) {
                return Standing.NEW;
            }
            String facts = LuceneSchema.factsHash(document.metadata(), document.access());
            return LuceneBlocks.hash(block.get(), LuceneSchema.FACTS_HASH).equals(facts)
                    ? Standing.UNCHANGED
                    : Standing.CHANGED_FACTS;
        });
    }

    @Override
    public boolean setFacts(Document document, String contentHash, boolean keepsAccess) {
        return thread.call(() -> rewrite(
                document.id(),
                Optional.of(contentHash),
                found -> found.withMetadata(document.metadata())
                        .withAccess(keepsAccess ? found.access() : document.access())));
    }

    @Override
    public boolean setAccess(String documentId, Access access) {
        return thread.call(() -> {
            boolean found = rewrite(documentId, Optional.empty(), document -> document.withAccess(access));
            followAll();
            return found;
        });
    }

    @Override
    public boolean delete(String documentId) {
        return thread.call(() -> {
            if (unseen.contains(documentId)) {
                followAll();
            }
            boolean found =
                    read(searcher -> LuceneBlocks.find(searcher, documentId).isPresent());
            if (found) {
                writer.deleteDocuments(LuceneSchema.documentTerm(documentId));
                followAll();
            }
            return found;
        });
    }

    @Override
    public Optional<Document> document(String documentId, Scope scope) {
        if (commit.requireScope() && scope.isNone()) {
            throw new ScopeRequiredException(name + " requires a scope");
        }
        Optional<Document> found = reading(documentId, searcher -> {
            Optional<LuceneBlocks.Block> block = LuceneBlocks.find(searcher, documentId);
            return block.isEmpty() ? Optional.empty() : Optional.of(LuceneBlocks.document(searcher, block.get()));
        });
        return found.filter(document -> document.access().isUndeclared()
                ? !commit.requireScope()
                : document.access().admits(scope));
    }

    @Override
    public void refresh() {
        thread.run(() -> {
            followAll();
        });
    }

    @Override
    public void commit() {
        thread.run(() -> {
            writer.commit();
            followAll();
        });
    }

    @Override
    public void compact() {
        thread.run(() -> {
            writer.forceMerge(1);
            writer.commit();
            followAll();
        });
    }

    @Override
    public void close() {
        try {
            thread.run(() -> {
                IOUtils.close(searchers, writer, directory);
            });
        } finally {
            thread.close();
        }
    }

    /** Reads from a reader that shows what was written to the document last. */
    private <T> T reading(String documentId, Reading<T> reading) {
        if (unseen.contains(documentId)) {
            refresh();
        }
        try {
            return read(reading);
        } catch (IOException e) {
            throw new IndexException("reading document '" + documentId + "' of " + name + " failed", e);
        }
    }

    private <T> T read(Reading<T> reading) throws IOException {
        IndexSearcher searcher = acquire();
        try {
            return reading.from(searcher);
        } finally {
            release(searcher);
        }
    }

    private IndexSearcher acquire() {
        try {
            return searchers.acquire();
        } catch (AlreadyClosedException e) {
            throw new IndexException(name + " is closed", e);
        } catch (IOException e) {
            throw new IndexException("reading " + name + " failed", e);
        }
    }

    private void release(IndexSearcher searcher) {
        try {
            searchers.release(searcher);
        } catch (IOException e) {
            throw new IndexException("letting go of a reader of " + name + " failed", e);
        }
    }

    /** On the writer thread. */
    private void put(Prepared prepared) throws IOException {
        String id = prepared.document().id();
        unseen.add(id);
        writer.updateDocuments(LuceneSchema.documentTerm(id), LuceneSchema.block(prepared));
    }

    /** On the writer thread, where nothing comes between this and the writing. */
    private Document keepingStored(Document document) throws IOException {
        if (unseen.contains(document.id())) {
            followAll();
        }
        return read(searcher -> withStoredAccess(searcher, document));
    }

    /** On the writer thread. */
    private boolean rewrite(String documentId, Optional<String> contentHash, UnaryOperator<Document> change)
            throws IOException {
        if (unseen.contains(documentId)) {
            followAll();
        }
        Optional<Prepared> stored = read(searcher -> {
            Optional<LuceneBlocks.Block> block = LuceneBlocks.find(searcher, documentId);
            return block.isEmpty() ? Optional.empty() : Optional.of(LuceneBlocks.prepared(searcher, block.get()));
        });
        if (stored.isEmpty()
                || !contentHash
                        .orElse(stored.get().contentHash())
                        .equals(stored.get().contentHash())) {
            return false;
        }
        Prepared found = stored.get();
        put(found.withDocument(change.apply(found.document())));
        return true;
    }

    /** On the writer thread: lets readers see what was written. */
    private void followAll() throws IOException {
        searchers.maybeRefreshBlocking();
        unseen.clear();
    }

    private static IndexSearcher searcher(IndexReader reader) {
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setSimilarity(BM25);
        // Constraints are cached as bitsets of ours, and questions rarely repeat.
        searcher.setQueryCache(null);
        return searcher;
    }

    private static IndexWriterConfig config(Analyzer analyzer) {
        TieredMergePolicy merging = new TieredMergePolicy();
        merging.setSegmentsPerTier(SEGMENTS_PER_TIER);
        return new IndexWriterConfig(analyzer)
                .setSimilarity(BM25)
                .setMergePolicy(merging)
                .setRAMBufferSizeMB(RAM_BUFFER_MB);
    }
}
