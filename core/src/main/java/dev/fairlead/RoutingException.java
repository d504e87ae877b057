package dev.fairlead;

import org.jspecify.annotations.Nullable;

/** A router or an intent model could not be loaded, trained or run. */
public final class RoutingException extends FairleadException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which model failed, and how
     */
    public RoutingException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message which model failed, and how
     * @param cause what the engine threw, or null where there is none
     */
    public RoutingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
