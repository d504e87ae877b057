package dev.fairlead.routing.transformer;

import java.time.Duration;

/** How long a training may take, and how long it has taken. Not thread-safe. */
final class Budget {
    private final Duration limit;
    private final long start = System.nanoTime();
    private Duration before = Duration.ZERO;

    Budget(Duration limit) {
        this.limit = limit;
    }

    /** Adds what was spent before the training was stopped and taken up again. */
    void spentBefore(Duration spent) {
        this.before = spent;
    }

    Duration spent() {
        return before.plusNanos(System.nanoTime() - start);
    }

    /** What is left, zero once nothing is. */
    Duration left() {
        Duration left = limit.minus(spent());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * How many further steps fit.
     *
     * @param step how long one takes
     */
    int steps(Duration step) {
        return (int) Math.min(Integer.MAX_VALUE / 2, left().toNanos() / Math.max(1, step.toNanos()));
    }
}
