package dev.fairlead.retrieval.ingestion;

/** What is wrong with a file or its sidecar, in words for its owner. */
final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String reason;

    UnreadableException(String reason) {
        super(reason);
        this.reason = reason;
    }

    @Override
    public String getMessage() {
        return reason;
    }
}
