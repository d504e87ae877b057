package dev.fairlead;

import org.jspecify.annotations.Nullable;

/**
 * A chat model cannot serve a call however often it is tried: the key, the model's name, the address or the request is
 * wrong, or the account is used up.
 */
public final class GenerationRefusedException extends FairleadException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what the provider refused, and why
     */
    public GenerationRefusedException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what the provider refused, and why
     * @param cause what the engine threw, or null where there is none
     */
    public GenerationRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
