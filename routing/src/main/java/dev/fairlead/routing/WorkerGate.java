package dev.fairlead.routing;

import dev.fairlead.Deadline;
import dev.fairlead.OverloadedException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Admits as many calls at once as there are workers, in the order they came, until it is closed. Thread-safe. */
final class WorkerGate {
    private final int workers;
    private final Semaphore permits;
    private final ReentrantLock closing = new ReentrantLock();
    private volatile boolean closed;

    WorkerGate(int workers) {
        this.workers = workers;
        this.permits = new Semaphore(workers, true);
    }

    int workers() {
        return workers;
    }

    /**
     * Waits for a free worker. Each call that returns is followed by one {@link #leave()}.
     *
     * @throws OverloadedException if none became free before the deadline, or the waiting thread was interrupted
     * @throws IllegalStateException if the gate is closed
     */
    void enter(Deadline deadline) {
        checkOpen();
        boolean entered = false;
        try {
            entered = permits.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OverloadedException("interrupted while waiting for one of " + workers + " encoder workers", e);
        }
        if (!entered) {
            throw new OverloadedException(
                    "all " + workers + " encoder workers stayed busy until the deadline; nothing was started");
        }
        if (closed) {
            permits.release();
            checkOpen();
        }
    }

    void leave() {
        permits.release();
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the encoder is closed");
        }
    }

    /** Turns new calls away, waits for those inside, then runs {@code free}; does nothing the second time. */
    void close(Runnable free) {
        closing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            permits.acquireUninterruptibly(workers);
            try {
                free.run();
            } finally {
                // Those who queued before the flag was set now find the gate closed.
                permits.release(workers);
            }
        } finally {
            closing.unlock();
        }
    }
}
