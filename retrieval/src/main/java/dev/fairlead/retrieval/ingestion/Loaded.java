package dev.fairlead.retrieval.ingestion;

import dev.fairlead.Document;
import java.util.function.Supplier;

/** What reading one source gave. */
sealed interface Loaded {
    /** A document that could be read. */
    record Read(Document document) implements Loaded {}

    /** One that could not. */
    record Failed(IngestFailure failure) implements Loaded {}

    /**
     * A source that is still to be read, on whatever thread; never fails but by its result.
     *
     * @param id the document's id
     * @param weight about how many characters it will take in memory
     * @param reading reads it
     */
    record Unread(String id, long weight, Supplier<Loaded> reading) {
        static Unread of(Document document) {
            return new Unread(document.id(), document.text().length(), () -> new Read(document));
        }

        static Unread failed(String id, String reason) {
            return new Unread(id, 0, () -> new Failed(new IngestFailure(id, reason)));
        }

        Loaded load() {
            return reading.get();
        }
    }
}
