package dev.fairlead;

import java.util.List;

/**
 * Puts a question that found poor evidence in other words, as a chat model can: synonyms, the words a document would use,
 * a hypothetical answer. What is found for them is judged by the question as it was asked. Thread-safe.
 */
@FunctionalInterface
public interface Rewriter {
    /**
     * Rewrites.
     *
     * @param inquiry the question under way, whose deadline holds
     * @param poor what was found for it
     * @return other texts to search for, best first; none where there are none or a model failed
     * @throws FairleadException if the deadline passed
     */
    List<String> rewrite(Inquiry inquiry, Evidence poor);
}
