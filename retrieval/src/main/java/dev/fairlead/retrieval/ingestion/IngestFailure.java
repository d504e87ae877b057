package dev.fairlead.retrieval.ingestion;

import java.util.Objects;

/**
 * A document that could not be added.
 *
 * @param documentId its id, for files the path below the folder
 * @param reason what is wrong with it, in words a person can act on
 */
public record IngestFailure(String documentId, String reason) {
    /** Checks. */
    public IngestFailure {
        Objects.requireNonNull(documentId, "documentId");
        Objects.requireNonNull(reason, "reason");
    }
}
