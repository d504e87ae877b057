package dev.fairlead;

import org.jspecify.annotations.Nullable;

/** A tool of the host failed; what it threw is the cause. */
public final class ToolException extends FairleadException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which tool failed, and how
     */
    public ToolException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message which tool failed, and how
     * @param cause what the engine threw, or null where there is none
     */
    public ToolException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
