package dev.fairlead.retrieval;

import dev.fairlead.Document;

/** What reading one source gave. */
sealed interface Loaded {
    /** A document that could be read. */
    record Read(Document document) implements Loaded {}

    /** One that could not. */
    record Failed(IngestFailure failure) implements Loaded {}
}
