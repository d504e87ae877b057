package dev.fairlead.retrieval.lucene;

import dev.fairlead.IndexException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.IOUtils;

/**
 * The writer of an index for as long as it is open: one thread, and on it Lucene's writer, which is opened again where a
 * failure closed it. Thread-safe.
 */
final class LastingWriter implements AutoCloseable {
    private final String name;
    private final Directory directory;
    private final Supplier<IndexWriterConfig> config;
    private final LuceneCommit commit;
    private final WriterThread thread;
    private volatile LuceneWriter current;

    /** Work that needs the writer. */
    @FunctionalInterface
    interface Work<T> {
        T with(LuceneWriter writer) throws IOException;
    }

    /** Work without a result. */
    @FunctionalInterface
    interface Task {
        void with(LuceneWriter writer) throws IOException;
    }

    /** Finds out what the index says about itself. */
    @FunctionalInterface
    interface Reading {
        LuceneCommit commit() throws IOException;
    }

    private LastingWriter(
            String name,
            Directory directory,
            Supplier<IndexWriterConfig> config,
            LuceneCommit commit,
            WriterThread thread)
            throws IOException {
        this.name = name;
        this.directory = directory;
        this.config = config;
        this.commit = commit;
        this.thread = thread;
        this.current = LuceneWriter.open(directory, config.get(), name, commit);
    }

    /** Opens an index; the directory belongs to the writer from now on, and is closed also where this fails. */
    static LastingWriter open(String name, Directory directory, Supplier<IndexWriterConfig> config, Reading reading) {
        WriterThread thread = new WriterThread(name);
        boolean opened = false;
        try {
            LastingWriter writer = thread.call(() -> {
                try {
                    return new LastingWriter(name, directory, config, reading.commit(), thread);
                } catch (LockObtainFailedException e) {
                    throw inUse(directory, name, e);
                }
            });
            path(directory).ifPresent(path -> LockHolder.self().write(path));
            opened = true;
            return writer;
        } finally {
            if (!opened) {
                thread.close();
                IOUtils.closeWhileHandlingException(directory);
            }
        }
    }

    private static IndexException inUse(Directory directory, String name, LockObtainFailedException cause) {
        String holder = path(directory)
                .flatMap(LockHolder::read)
                .map(LockHolder::toString)
                .orElse("another HybridIndex, in this process or another");
        return new IndexException(
                name + " is in use by " + holder + "; one at a time may write to it, any number may open it read-only",
                cause);
    }

    private static Optional<Path> path(Directory directory) {
        return directory instanceof FSDirectory files ? Optional.of(files.getDirectory()) : Optional.empty();
    }

    LuceneCommit commit() {
        return commit;
    }

    Directory directory() {
        return directory;
    }

    /** The writer of now. Off the writer thread only its readers may be used. */
    LuceneWriter current() {
        return current;
    }

    /**
     * Does work on the writer thread. A failure that closed Lucene's writer, now or in a merge since the last call, is told
     * to this caller; the next one finds the index open, as of its last commit.
     */
    <T> T call(Work<T> work) {
        return thread.call(() -> {
            if (!current.isOpen()) {
                throw reopened(current.failure().orElseGet(() -> new AlreadyClosedException("the writer is closed")));
            }
            try {
                return work.with(current);
            } catch (IOException | IllegalStateException e) {
                if (current.isOpen()) {
                    throw e;
                }
                throw reopened(current.failure().orElse(e));
            }
        });
    }

    /** As {@link #call}, without a result. */
    void run(Task task) {
        call(writer -> {
            task.with(writer);
            return true;
        });
    }

    private IndexException reopened(Throwable cause) {
        IndexException failure = WriteFailure.toLastCommit(name, cause);
        try {
            IOUtils.closeWhileHandlingException(current);
            current = LuceneWriter.open(directory, config.get(), name, commit);
        } catch (IOException | RuntimeException e) {
            // The next caller tries again.
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** Waits for work under way, commits and closes. */
    @Override
    public void close() {
        end(() -> current.close());
    }

    /** Waits for work under way, and closes without keeping what is not committed. */
    void abandon() {
        end(() -> current.rollback());
    }

    private void end(Closeable ending) {
        try {
            thread.run(() -> {
                path(directory).ifPresent(LockHolder::erase);
                IOUtils.close(ending, directory);
            });
        } finally {
            thread.close();
        }
    }
}
