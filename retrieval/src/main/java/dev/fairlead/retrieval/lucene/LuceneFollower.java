package dev.fairlead.retrieval.lucene;

import dev.fairlead.Document;
import dev.fairlead.IndexException;
import dev.fairlead.Scope;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.PassageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.IOUtils;

/**
 * An index open for reading only: it takes no lock, writes nothing, and shows the last commit of whichever process writes
 * it. Thread-safe.
 */
public final class LuceneFollower implements PassageReader {
    private final LuceneEngine.Opening opening;
    private final Directory directory;
    private final Analyzer analyzer;
    private final LuceneReaders readers;
    private volatile Shown shown;

    /** A commit, and what a snapshot of it needs. */
    private record Shown(LuceneCommit commit, LuceneSnapshot.Settings settings) {}

    private LuceneFollower(Directory directory, LuceneEngine.Opening opening, LuceneCommit commit) throws IOException {
        this.opening = opening;
        this.directory = directory;
        this.analyzer = LuceneAnalysis.of(opening.texts().analysis());
        this.shown = shown(commit.with(commit.chunking(), opening.requireScope()));
        this.readers = LuceneReaders.of(opening.name(), directory, this::admit);
    }

    /**
     * Opens the last commit of an index.
     *
     * @param path its directory
     * @param opening what it is opened with
     * @return the follower
     * @throws IndexException if there is no index, it was made with another encoder, or has another format
     */
    public static LuceneFollower open(Path path, LuceneEngine.Opening opening) {
        String name = opening.name();
        if (!Files.isDirectory(path)) {
            // Lucene would make the directory.
            throw new IndexException(name + " does not exist; open it for writing first");
        }
        try (Closer directory = new Closer(new MMapDirectory(path))) {
            LuceneCommit commit = LuceneCommit.read(directory.of, name, opening.texts())
                    .orElseThrow(() -> new IndexException(name + " does not exist; open it for writing first"));
            LuceneFollower follower = new LuceneFollower(directory.of, opening, commit);
            directory.kept = true;
            return follower;
        } catch (IOException e) {
            throw new IndexException(name + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Closes a directory unless it was kept. */
    private static final class Closer implements AutoCloseable {
        private final Directory of;
        private boolean kept;

        Closer(Directory of) {
            this.of = of;
        }

        @Override
        public void close() throws IOException {
            if (!kept) {
                of.close();
            }
        }
    }

    @Override
    public IndexSnapshot snapshot() {
        return current();
    }

    private LuceneSnapshot current() {
        return readers.snapshot(shown.commit().id(), () -> shown.settings());
    }

    @Override
    public Optional<Document> document(String documentId, Scope scope) {
        try (LuceneSnapshot snapshot = current()) {
            return snapshot.document(documentId, scope);
        }
    }

    @Override
    public void refresh() {
        try {
            // Lucene compares numbers only, and those of another index may be equal.
            LuceneCommit.read(directory, opening.name(), opening.texts()).ifPresent(this::requireSame);
            readers.follow();
        } catch (IOException e) {
            throw new IndexException("following " + opening.name() + " failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            IOUtils.close(readers, directory);
        } catch (IOException e) {
            throw new IndexException("closing " + opening.name() + " failed", e);
        }
    }

    /** A later commit may require a scope where earlier ones did not; it must be known before the commit is shown. */
    private void admit(DirectoryReader reader) throws IOException {
        LuceneCommit later = LuceneCommit.of(reader.getIndexCommit().getUserData(), opening.name(), opening.texts());
        requireSame(later);
        if (later.requireScope() && !shown.commit().requireScope()) {
            shown = shown(later);
        }
    }

    private void requireSame(LuceneCommit later) {
        if (!later.id().equals(shown.commit().id())) {
            throw new IndexException(opening.name() + " was replaced by another index; open it anew");
        }
    }

    private Shown shown(LuceneCommit commit) {
        LuceneMasks masks = new LuceneMasks(commit.requireScope(), opening.maskBytes());
        return new Shown(
                commit,
                new LuceneSnapshot.Settings(
                        opening.name(),
                        analyzer,
                        masks,
                        commit.requireScope(),
                        opening.texts().dimension()));
    }
}
