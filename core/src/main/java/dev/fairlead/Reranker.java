package dev.fairlead;

import java.util.List;

/**
 * Scores a few passages against a question more carefully than a search over all of them could: by a model that reads both
 * together, or by anything else a host knows of them. Thread-safe, and deterministic while the deadline is far.
 */
@FunctionalInterface
public interface Reranker {
    /**
     * Scores passages.
     *
     * @param question the question's text, not blank
     * @param passages the best of a search, best first; possibly none
     * @param deadline by when the scores are needed
     * @return the scores of the first passages, larger is better, finite, comparable within one call only: one for each
     *     passage, or fewer where the deadline left the last ones no time
     * @throws DeadlineExceededException if the deadline passed before there was any score
     * @throws OverloadedException if no worker became free before the deadline
     * @throws FairleadException if the model failed
     */
    double[] scores(String question, List<Passage> passages, Deadline deadline);

    /**
     * What the trace calls it.
     *
     * @return a short name of the model or method
     */
    default String name() {
        return "reranker";
    }
}
