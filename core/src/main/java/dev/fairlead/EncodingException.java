package dev.fairlead;

import org.jspecify.annotations.Nullable;

/** A text could not be turned into a vector: the model is broken, missing or not the one declared. */
public final class EncodingException extends FairleadException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which model or text failed, and how
     */
    public EncodingException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message which model or text failed, and how
     * @param cause what the engine threw, or null where there is none
     */
    public EncodingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
