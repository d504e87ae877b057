package dev.fairlead;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How far an ingestion has come.
 *
 * @param documentId the document that ended last
 * @param documents documents ended so far: added, unchanged and failed
 * @param total documents to expect, where known beforehand
 * @param passages passages encoded so far
 * @param elapsed time since the start
 */
public record IngestProgress(String documentId, int documents, OptionalInt total, long passages, Duration elapsed) {
    /** Checks. */
    public IngestProgress {
        Objects.requireNonNull(documentId, "documentId");
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(elapsed, "elapsed");
    }
}
