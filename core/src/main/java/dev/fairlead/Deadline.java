package dev.fairlead;

import java.time.Duration;
import java.util.Objects;

/**
 * The moment by which a question must be answered, handed down to every step. Measured on the monotonic clock of this
 * process, so it must not be stored or sent elsewhere. Immutable and thread-safe.
 */
public final class Deadline {
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final Deadline NEVER = new Deadline(0, false);

    private final long nanoTime;
    private final boolean finite;

    private Deadline(long nanoTime, boolean finite) {
        this.nanoTime = nanoTime;
        this.finite = finite;
    }

    /**
     * A deadline some time from now.
     *
     * @param budget time left, from zero to 100 years
     * @return the deadline
     * @throws IllegalArgumentException if {@code budget} is negative or longer than 100 years
     */
    public static Deadline after(Duration budget) {
        Objects.requireNonNull(budget, "budget");
        if (budget.isNegative() || budget.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("budget must be in [0, 100 years], was " + budget);
        }
        return new Deadline(System.nanoTime() + budget.toNanos(), true);
    }

    /**
     * A deadline that never comes, for batch work.
     *
     * @return the deadline
     */
    public static Deadline never() {
        return NEVER;
    }

    /**
     * Whether this deadline comes at all.
     *
     * @return false for {@link #never()}
     */
    public boolean finite() {
        return finite;
    }

    /**
     * The time left.
     *
     * @return zero once expired; 100 years for {@link #never()}
     */
    public Duration remaining() {
        return finite ? Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime())) : LONGEST;
    }

    /**
     * Whether the time is up.
     *
     * @return true if nothing remains
     */
    public boolean expired() {
        return finite && nanoTime - System.nanoTime() <= 0;
    }

    /**
     * Stops a step whose time is up.
     *
     * @param step the step's name, for the message
     * @throws DeadlineExceededException if this deadline has expired
     */
    public void check(String step) {
        if (expired()) {
            throw new DeadlineExceededException("the deadline passed in step '" + step + "'");
        }
    }

    @Override
    public String toString() {
        return finite ? "Deadline[in " + remaining() + "]" : "Deadline[never]";
    }
}
