package dev.fairlead.retrieval.lucene;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.Filter;
import dev.fairlead.IndexException;
import dev.fairlead.Scope;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.PassageStore;
import dev.fairlead.retrieval.engine.Prepared;
import dev.fairlead.retrieval.engine.TextAnalysis;
import dev.fairlead.retrieval.engine.VectorPrecision;
import dev.fairlead.retrieval.engine.WriteSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/**
 * An index of passages in Lucene: one writer on one thread, readers that follow it. Where a failure closed Lucene's writer,
 * such as a full disk, the caller is told, and the index goes on from its last commit. Thread-safe.
 */
public final class LuceneEngine implements PassageStore {
    private final String name;
    private final LastingWriter writer;
    private final LuceneSnapshot.Settings settings;
    private final VectorPrecision vectors;

    /**
     * What an engine is opened with.
     *
     * @param name for messages, such as {@code "the index at /data/index"}
     * @param texts how texts become words and vectors
     * @param requireScope whether reads need a scope
     * @param maskBytes most bytes of cached constraints
     * @param writing what writing may cost, and what form it leaves
     */
    public record Opening(String name, Texts texts, boolean requireScope, long maskBytes, WriteSettings writing) {
        Opening withRequireScope(boolean required) {
            return new Opening(name, texts, required, maskBytes, writing);
        }
    }

    /**
     * How texts become words and vectors.
     *
     * @param analysis how they become words
     * @param encoder fingerprint of the encoder
     * @param dimension length of its vectors
     */
    public record Texts(TextAnalysis analysis, String encoder, int dimension) {}

    private LuceneEngine(Opening opening, Analyzer analyzer, LastingWriter writer) {
        this.name = opening.name();
        this.writer = writer;
        this.vectors = opening.writing().vectors();
        boolean requireScope = writer.commit().requireScope();
        LuceneMasks masks = new LuceneMasks(requireScope, opening.maskBytes());
        this.settings = new LuceneSnapshot.Settings(
                name, analyzer, masks, requireScope, opening.texts().dimension());
    }

    /**
     * Opens an index, or makes one where there is none.
     *
     * @param path its directory, made if missing; without one the index is in memory
     * @param opening what it is opened with
     * @param chunking fingerprint of the chunking used from now on
     * @return the engine
     * @throws IndexException if the index is in use, was made with another encoder or has another format, or the directory
     *     cannot be used
     */
    public static LuceneEngine open(Optional<Path> path, Opening opening, String chunking) {
        try {
            return open(path.isEmpty() ? new ByteBuffersDirectory() : new MMapDirectory(path.get()), opening, chunking);
        } catch (IOException e) {
            throw new IndexException(opening.name() + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Opens an index in any directory of Lucene's, which is the engine's from now on. */
    static LuceneEngine open(Directory directory, Opening opening, String chunking) {
        Analyzer analyzer = LuceneAnalysis.of(opening.texts().analysis());
        LastingWriter writer = LastingWriter.open(
                opening.name(),
                directory,
                () -> LuceneMerging.config(analyzer, opening.writing()),
                () -> LuceneCommit.read(directory, opening.name(), opening.texts())
                        .map(found -> found.with(chunking, opening.requireScope()))
                        .orElseGet(() -> LuceneCommit.create(opening.texts(), chunking, opening.requireScope())));
        return new LuceneEngine(opening, analyzer, writer);
    }

    /**
     * Makes an index of what another one holds, of this or an earlier format, without encoding.
     *
     * @param from the other one, which is left as it is
     * @param path the new one's directory, which must hold no documents; without one the index is in memory
     * @param opening what it is opened with
     * @param chunking fingerprint of the chunking used from now on
     * @return the engine
     * @throws IndexException if one of them cannot be used, or {@code from} was made with another encoder
     */
    public static LuceneEngine rebuild(Path from, Optional<Path> path, Opening opening, String chunking) {
        LuceneRebuild source = new LuceneRebuild(from);
        boolean requireScope = source.commit(opening.texts().encoder()).requireScope() || opening.requireScope();
        LuceneEngine engine = open(path, opening.withRequireScope(requireScope), chunking);
        boolean done = false;
        try {
            engine.writer.run(writer -> {
                if (!writer.isEmpty()) {
                    throw new IndexException(engine.name + " holds documents already; choose another directory");
                }
                source.read(writer::put);
                writer.commit();
            });
            done = true;
            return engine;
        } finally {
            if (!done) {
                engine.writer.abandon();
            }
        }
    }

    @Override
    public IndexSnapshot snapshot() {
        return newest();
    }

    private LuceneSnapshot newest() {
        return writer.current().readers().snapshot(writer.commit().id(), () -> settings);
    }

    @Override
    public void write(Prepared prepared, boolean keepsAccess) {
        writer.run(current -> current.put(
                keepsAccess ? prepared.withDocument(keepingStored(current, prepared.document())) : prepared));
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
        return writer.call(current -> rewrite(
                current,
                document.id(),
                Optional.of(contentHash),
                found -> found.withMetadata(document.metadata())
                        .withAccess(keepsAccess ? found.access() : document.access())));
    }

    @Override
    public boolean setAccess(String documentId, Access access) {
        return writer.call(current -> {
            boolean found = rewrite(current, documentId, Optional.empty(), document -> document.withAccess(access));
            current.follow();
            return found;
        });
    }

    @Override
    public boolean delete(String documentId) {
        return writer.call(current -> {
            boolean found = seen(current, documentId, searcher -> LuceneBlocks.find(searcher, documentId))
                    .isPresent();
            if (found) {
                current.delete(documentId);
                current.follow();
            }
            return found;
        });
    }

    /**
     * Deletes documents that match a filter and a test, whoever may see them. In effect when this returns.
     *
     * @param among which documents are tested
     * @param test on the calling thread, in no particular order; may take its time
     * @return ids of what was deleted, in code point order
     */
    public List<String> deleteIf(Filter among, Predicate<String> test) {
        refresh();
        try {
            SortedSet<String> found =
                    writer.current().readers().read(searcher -> LuceneBlocks.ids(searcher, among, test));
            writer.run(current -> {
                for (String id : found) {
                    current.delete(id);
                }
                current.follow();
            });
            return List.copyOf(found);
        } catch (IOException e) {
            throw new IndexException("reading the documents of " + name + " failed", e);
        }
    }

    @Override
    public Optional<Document> document(String documentId, Scope scope) {
        showUnseen(documentId);
        try (LuceneSnapshot snapshot = newest()) {
            return snapshot.document(documentId, scope);
        }
    }

    @Override
    public void refresh() {
        writer.run(LuceneWriter::follow);
    }

    @Override
    public void commit() {
        writer.run(LuceneWriter::commit);
    }

    @Override
    public void compact(int segments) {
        writer.run(current -> current.compact(segments, vectors));
    }

    /** Takes deleted documents and replaced versions off the disk, and commits. O(segments that hold some). */
    public void purge() {
        writer.run(LuceneWriter::purge);
    }

    /**
     * Commits, and copies the commit while writing goes on.
     *
     * @param target a directory: missing, empty, or with an earlier backup of this index
     * @return bytes copied, which leaves out what the earlier backup holds already
     */
    public long backup(Path target) {
        IndexCommit kept = writer.call(current -> {
            current.commit();
            return current.keepLastCommit();
        });
        try {
            return new LuceneBackup(writer.directory(), kept, name)
                    .to(target, writer.commit().id());
        } catch (IOException e) {
            throw WriteFailure.of("the backup at " + target + " of " + name, e);
        } finally {
            writer.run(current -> current.letGo(kept));
        }
    }

    @Override
    public void close() {
        writer.close();
    }

    /** Reads from a reader that shows what was written to the document last. */
    private <T> T reading(String documentId, LuceneReaders.Reading<T> reading) {
        showUnseen(documentId);
        try {
            return writer.current().readers().read(reading);
        } catch (IOException e) {
            throw new IndexException("reading document '" + documentId + "' of " + name + " failed", e);
        }
    }

    private void showUnseen(String documentId) {
        if (writer.current().isUnseen(documentId)) {
            refresh();
        }
    }

    /** As {@link #reading}, on the writer thread, where nothing comes between this and the writing. */
    private static <T> T seen(LuceneWriter current, String documentId, LuceneReaders.Reading<T> reading)
            throws IOException {
        if (current.isUnseen(documentId)) {
            current.follow();
        }
        return current.readers().read(reading);
    }

    private static Document keepingStored(LuceneWriter current, Document document) throws IOException {
        return seen(current, document.id(), searcher -> withStoredAccess(searcher, document));
    }

    private static boolean rewrite(
            LuceneWriter current, String documentId, Optional<String> contentHash, UnaryOperator<Document> change)
            throws IOException {
        Optional<Prepared> stored = seen(current, documentId, searcher -> {
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
        current.put(found.withDocument(change.apply(found.document())));
        return true;
    }
}
