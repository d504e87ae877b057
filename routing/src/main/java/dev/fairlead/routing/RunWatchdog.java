package dev.fairlead.routing;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fairlead.Deadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ends native runs at their deadline, on one thread of its own that begins with the first finite deadline and ends with
 * {@link #close()}. A platform thread, because virtual ones may all be pinned inside the very runs it has to end.
 */
final class RunWatchdog implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RunWatchdog.class.getName());

    private final ScheduledThreadPoolExecutor timer;

    RunWatchdog() {
        timer = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform()
                        .name("fairlead-encoder-watchdog")
                        .daemon(true)
                        .factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Watches one run; close the watch before the options. */
    Watch watch(Deadline deadline, OrtSession.RunOptions options) {
        Watch watch = new Watch(options);
        if (deadline.finite()) {
            watch.alarm = timer.schedule(watch::ring, deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        }
        return watch;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** One run under watch. */
    static final class Watch implements AutoCloseable {
        private final OrtSession.RunOptions options;
        private final ReentrantLock lock = new ReentrantLock();
        private Future<?> alarm = CompletableFuture.completedFuture(null);
        private boolean over;
        private boolean rung;

        private Watch(OrtSession.RunOptions options) {
            this.options = options;
        }

        private void ring() {
            // Under the lock, so that the options cannot be freed in between.
            lock.lock();
            try {
                if (!over) {
                    rung = true;
                    options.setTerminate(true);
                }
            } catch (OrtException e) {
                LOG.log(System.Logger.Level.WARNING, "a run could not be ended at its deadline", e);
            } finally {
                lock.unlock();
            }
        }

        /** Whether the run was told to end. */
        boolean rung() {
            lock.lock();
            try {
                return rung;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            alarm.cancel(false);
            lock.lock();
            try {
                over = true;
            } finally {
                lock.unlock();
            }
        }
    }
}
