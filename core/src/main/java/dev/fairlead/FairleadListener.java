package dev.fairlead;

/**
 * Told of progress and traces; the one place to attach metrics. Called on the thread that did the work, possibly
 * several at once; should return quickly. What it throws is logged and does not disturb the work.
 */
public interface FairleadListener {
    /**
     * A question was answered, or ended in another outcome.
     *
     * @param answer the outcome with its trace
     */
    default void answered(Answer answer) {}

    /**
     * A document of an ingestion has ended.
     *
     * @param progress how far it has come
     */
    default void ingested(IngestProgress progress) {}
}
