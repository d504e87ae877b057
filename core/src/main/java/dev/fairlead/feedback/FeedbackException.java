package dev.fairlead.feedback;

import dev.fairlead.FairleadException;
import org.jspecify.annotations.Nullable;

/** The feedback file could not be opened, read or written. */
public final class FeedbackException extends FairleadException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which file failed, and how
     * @param cause what the file system threw, or null where there is none
     */
    public FeedbackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
