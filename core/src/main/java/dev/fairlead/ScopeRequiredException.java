package dev.fairlead;

import org.jspecify.annotations.Nullable;

/** An index that requires a {@link Scope} was asked without one. */
public final class ScopeRequiredException extends FairleadException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which index was asked
     */
    public ScopeRequiredException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message which index was asked
     * @param cause what the engine threw, or null where there is none
     */
    public ScopeRequiredException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
