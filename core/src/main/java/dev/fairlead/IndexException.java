package dev.fairlead;

import org.jspecify.annotations.Nullable;

/** The index could not be opened, read or written. */
public final class IndexException extends FairleadException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which index or document failed, and how
     */
    public IndexException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message which index or document failed, and how
     * @param cause what the engine threw, or null where there is none
     */
    public IndexException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
