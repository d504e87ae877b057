package dev.fairlead.retrieval.lucene;

import dev.fairlead.retrieval.engine.Prepared;
import dev.fairlead.retrieval.engine.VectorPrecision;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.KeepOnlyLastCommitDeletionPolicy;
import org.apache.lucene.index.SnapshotDeletionPolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;

/**
 * Lucene's writer with the readers that follow it. A failure in the middle of writing closes it for good; the index is
 * then as of its last commit, and another one may be opened. Used on the writer thread, but for its readers.
 */
final class LuceneWriter implements Closeable {
    private static final System.Logger LOG = System.getLogger(LuceneWriter.class.getName());

    private final IndexWriter writer;
    private final SnapshotDeletionPolicy commits;
    private final LuceneReaders readers;
    /** Documents written since the readers last followed. */
    private final Set<String> unseen = ConcurrentHashMap.newKeySet();

    private LuceneWriter(IndexWriter writer, SnapshotDeletionPolicy commits, LuceneReaders readers) {
        this.writer = writer;
        this.commits = commits;
        this.readers = readers;
    }

    /** Opens and commits what the index says about itself. */
    static LuceneWriter open(Directory directory, IndexWriterConfig config, String name, LuceneCommit commit)
            throws IOException {
        SnapshotDeletionPolicy commits = new SnapshotDeletionPolicy(new KeepOnlyLastCommitDeletionPolicy());
        IndexWriter writer = new IndexWriter(directory, config.setIndexDeletionPolicy(commits));
        boolean opened = false;
        try {
            if (!commit.isSaidBy(writer)) {
                writer.setLiveCommitData(commit.data().entrySet());
                writer.commit();
            }
            LuceneWriter result = new LuceneWriter(writer, commits, LuceneReaders.of(name, writer));
            opened = true;
            return result;
        } finally {
            if (!opened) {
                writer.rollback();
            }
        }
    }

    LuceneReaders readers() {
        return readers;
    }

    /** Whether readers do not show yet what was last written to a document. On any thread. */
    boolean isUnseen(String documentId) {
        return unseen.contains(documentId);
    }

    boolean isOpen() {
        return writer.isOpen();
    }

    boolean isEmpty() {
        return writer.getDocStats().maxDoc == 0;
    }

    /** What closed it, where that was a failure; it may have happened in a merge beside the writer thread. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(writer.getTragicException());
    }

    void put(Prepared prepared) throws IOException {
        String id = prepared.document().id();
        unseen.add(id);
        writer.updateDocuments(LuceneSchema.documentTerm(id), LuceneSchema.block(prepared));
    }

    void delete(String documentId) throws IOException {
        unseen.add(documentId);
        writer.deleteDocuments(LuceneSchema.documentTerm(documentId));
    }

    /** Lets readers see what was written. */
    void follow() throws IOException {
        readers.follow();
        unseen.clear();
    }

    void commit() throws IOException {
        writer.commit();
        follow();
    }

    /** Merges until there are at most so many segments, all with vectors of a precision. */
    void compact(int segments, VectorPrecision vectors) throws IOException {
        follow();
        readers.read(searcher -> {
            LuceneMerging.compact(writer, searcher.getLeafContexts(), segments, vectors);
            return true;
        });
        commit();
    }

    /** Writes every segment that holds deleted documents anew without them, and lets go of the old ones. */
    void purge() throws IOException {
        writer.forceMergeDeletes();
        commit();
        // Readers have let go of the old segments only now.
        writer.deleteUnusedFiles();
    }

    /** The last commit, whose files stay until it is let go. */
    IndexCommit keepLastCommit() throws IOException {
        return commits.snapshot();
    }

    /** Lets go of a commit that was kept; a writer opened since knows nothing of it. */
    void letGo(IndexCommit commit) throws IOException {
        if (commits.getIndexCommit(commit.getGeneration()) != null) {
            commits.release(commit);
            writer.deleteUnusedFiles();
        }
    }

    /** Closes without keeping what is not committed. */
    void rollback() throws IOException {
        IOUtils.close(readers, writer::rollback);
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(readers, writer);
    }

    /** Tells the log of a merge that failed: it closed the writer, of which the next caller is told. */
    static final class Merging extends ConcurrentMergeScheduler {
        @Override
        protected void handleMergeException(Throwable failure) {
            LOG.log(System.Logger.Level.WARNING, () -> "a merge failed: " + failure);
        }
    }
}
