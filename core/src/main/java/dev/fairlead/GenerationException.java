package dev.fairlead;

import org.jspecify.annotations.Nullable;

/** A chat model failed to produce a draft; providers recover, so a later call may succeed. */
public final class GenerationException extends FairleadException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which model failed, and how
     */
    public GenerationException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message which model failed, and how
     * @param cause what the engine threw, or null where there is none
     */
    public GenerationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
