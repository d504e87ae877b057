package dev.fairlead.examples.cli;

import dev.fairlead.FairleadListener;
import dev.fairlead.IngestProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Shows how far an ingestion has come: one line drawn over and over on a terminal, a line every few seconds elsewhere.
 * Thread-safe.
 */
final class ProgressReport implements FairleadListener {
    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final Duration PLAIN_LINE = Duration.ofSeconds(5);
    private static final int MAX_BAR_CELLS = 24;
    private static final int LINE_WIDTH = 79;

    private final PrintStream err;
    private final boolean terminal;
    private final ReentrantLock lock = new ReentrantLock();
    private Duration shown;
    private boolean drawn;

    ProgressReport(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
        this.shown = terminal ? REDRAW.negated() : Duration.ZERO;
    }

    @Override
    public void ingested(IngestProgress progress) {
        lock.lock();
        try {
            boolean last = progress.documents() == progress.total().orElse(-1);
            boolean due = progress.elapsed().minus(shown).compareTo(terminal ? REDRAW : PLAIN_LINE) >= 0;
            if (terminal && (due || last)) {
                String numbers = numbers(progress);
                err.print('\r' + padded(bar(progress, LINE_WIDTH - numbers.length()) + numbers));
                err.flush();
                drawn = true;
                shown = progress.elapsed();
            } else if (!terminal && due) {
                err.println(numbers(progress));
                shown = progress.elapsed();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the drawn line, so that what follows stands on its own. */
    void end() {
        lock.lock();
        try {
            if (drawn) {
                err.println();
                drawn = false;
            }
        } finally {
            lock.unlock();
        }
    }

    private static String bar(IngestProgress progress, int room) {
        if (progress.total().isEmpty()) {
            return "";
        }
        int cells = Math.clamp(room - "[] ".length(), 0, MAX_BAR_CELLS);
        int filled = (int) ((long) cells
                * progress.documents()
                / Math.max(1, progress.total().getAsInt()));
        return "[" + "#".repeat(filled) + ".".repeat(Math.max(0, cells - filled)) + "] ";
    }

    private static String numbers(IngestProgress progress) {
        double seconds = progress.elapsed().toNanos() / 1e9;
        StringBuilder line = new StringBuilder().append(progress.documents());
        progress.total().ifPresent(total -> line.append('/').append(total));
        line.append(" documents, ").append(String.format(Locale.ROOT, "%,d passages", progress.passages()));
        if (seconds > 0) {
            line.append(String.format(Locale.ROOT, ", %.1f/s", progress.passages() / seconds));
        }
        progress.total().ifPresent(total -> line.append(", ").append(remaining(progress, total)));
        return line.toString();
    }

    private static String remaining(IngestProgress progress, int total) {
        if (progress.documents() >= total) {
            return "done in " + clock(progress.elapsed());
        }
        return clock(progress.elapsed()
                        .multipliedBy(total - (long) progress.documents())
                        .dividedBy(Math.max(1, progress.documents())))
                + " left";
    }

    private static String clock(Duration time) {
        return String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }

    private static String padded(String line) {
        return line.length() >= LINE_WIDTH
                ? line.substring(0, LINE_WIDTH)
                : line + " ".repeat(LINE_WIDTH - line.length());
    }
}
