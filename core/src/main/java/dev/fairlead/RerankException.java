package dev.fairlead;

import org.jspecify.annotations.Nullable;

/**
 * A reranker could not score passages: its model is broken, missing, or gave what are no scores. A retriever survives it,
 * keeps the order of its search and says so in the trace.
 */
public final class RerankException extends FairleadException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which model failed, and how
     */
    public RerankException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message which model failed, and how
     * @param cause what the engine threw, or null where there is none
     */
    public RerankException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
