package dev.fairlead.retrieval.lucene;

import dev.fairlead.FairleadException;
import dev.fairlead.IndexException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes to an index. An interrupt inside Lucene's I/O would close the writer for good, so callers
 * hand work over and wait; interrupting a caller interrupts nothing here, and shows after the work is done.
 */
final class WriterThread implements AutoCloseable {
    private final String name;
    private final ExecutorService executor;

    /** Work that may fail as I/O does. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    WriterThread(String name) {
        this.name = name;
        this.executor = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "fairlead-index-writer");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Work without a result. */
    @FunctionalInterface
    interface Task {
        void run() throws IOException;
    }

    /** Runs work and waits for it, whatever happens to the caller. */
    void run(Task task) {
        call(() -> {
            task.run();
            return true;
        });
    }

    /** Runs work and waits for it, whatever happens to the caller. */
    <T> T call(Work<T> work) {
        try {
            return await(executor.submit(work::run));
        } catch (RejectedExecutionException e) {
            throw new IndexException(name + " is closed", e);
        }
    }

    private <T> T await(Future<T> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private RuntimeException failure(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> new IndexException("writing to " + name + " failed");
            case FairleadException known -> known;
            case IllegalArgumentException argument -> argument;
            case Error error -> throw error;
            default -> WriteFailure.of(name, cause);
        };
    }

    /** Ends the thread once the work handed over is done. */
    @Override
    public void close() {
        executor.close();
    }
}
