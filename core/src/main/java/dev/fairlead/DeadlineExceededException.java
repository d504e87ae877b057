package dev.fairlead;

import org.jspecify.annotations.Nullable;

/** The time given to a question ran out inside a step that has no partial result. */
public final class DeadlineExceededException extends FairleadException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which step ran out of time
     */
    public DeadlineExceededException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message which step ran out of time
     * @param cause what the engine threw, or null where there is none
     */
    public DeadlineExceededException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
