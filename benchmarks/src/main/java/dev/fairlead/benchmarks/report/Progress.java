package dev.fairlead.benchmarks.report;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Says every few seconds how far a long step is, at what rate, and how long it will take. Thread-safe. */
public final class Progress {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

    private final String what;
    private final long total;
    private final PrintStream out;
    private final long start = System.nanoTime();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong lastShown = new AtomicLong(System.nanoTime());

    /**
     * Starts the clock.
     *
     * @param what what is counted, in the plural
     * @param total how many there will be
     * @param out where to
     */
    public Progress(String what, long total, PrintStream out) {
        this.what = what;
        this.total = total;
        this.out = out;
    }

    /** Counts one. */
    public void one() {
        long count = done.incrementAndGet();
        long now = System.nanoTime();
        long shown = lastShown.get();
        if (now - shown >= INTERVAL_NANOS && lastShown.compareAndSet(shown, now)) {
            double rate = rate(count, now);
            out.printf(
                    Locale.ROOT,
                    "  %,d of %,d %s, %.1f/s, %.0f s left%n",
                    count,
                    total,
                    what,
                    rate,
                    (total - count) / rate);
        }
    }

    /** Says the total and the rate, where the step took long enough to matter. */
    public void end() {
        long now = System.nanoTime();
        if (now - start >= INTERVAL_NANOS) {
            out.printf(
                    Locale.ROOT,
                    "  %,d %s in %.1f s, %.1f/s%n",
                    done.get(),
                    what,
                    (now - start) / 1e9,
                    rate(done.get(), now));
        }
    }

    private double rate(long count, long now) {
        return count * 1e9 / Math.max(1, now - start);
    }
}
