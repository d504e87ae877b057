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
     * A question was answered, or ended in another outcome; for who must know what was asked, by whom, or its vector. Calls
     * {@link #answered(Answer)} unless overridden. The trace holds no text, the inquiry does: it is user data, and what becomes of
     * it is the host's choice.
     *
     * @param inquiry the question as it was routed, a follow-up in its completed form
     * @param answer the outcome with its trace
     */
    default void answered(Inquiry inquiry, Answer answer) {
        answered(answer);
    }

    /**
     * A document of an ingestion has ended.
     *
     * @param progress how far it has come
     */
    default void ingested(IngestProgress progress) {}

    /**
     * Two listeners as one. What the first throws does not keep the second from being told.
     *
     * @param second told after this one
     * @return a listener that tells both
     */
    default FairleadListener and(FairleadListener second) {
        return new ListenerPair(this, second);
    }
}
