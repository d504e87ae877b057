package dev.fairlead;

import org.jspecify.annotations.Nullable;

/** All workers stayed busy until the deadline; nothing was started. */
public final class OverloadedException extends FairleadException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which resource was busy, and for how long
     */
    public OverloadedException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message which resource was busy, and for how long
     * @param cause what the engine threw, or null where there is none
     */
    public OverloadedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
