package dev.fairlead;

import org.jspecify.annotations.Nullable;

/**
 * A broken engine or a broken precondition of a step, named by its subtype. Expected outcomes, such as poor evidence,
 * are {@link Answer} values and never thrown.
 */
public abstract class FairleadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception of one step.
     *
     * @param message what failed and on which input; the input is identified, not quoted whole
     * @param cause what the engine threw, or null where there is none
     */
    protected FairleadException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Whether the same call may succeed a moment later. It is a property of the type, not of the instance.
     *
     * @return true if trying again makes sense
     */
    public abstract boolean retryable();
}
