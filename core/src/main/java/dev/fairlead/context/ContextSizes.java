package dev.fairlead.context;

import java.util.OptionalLong;

/**
 * How many tokens each way to answer a question would send.
 *
 * @param passages of the passages a search returns, at least 0
 * @param documents of the documents a question wants whole; empty where it wants none, or none was recognised
 * @param corpus of all documents the scope may see; empty where that was not counted. A number above the budget says that
 *     counting stopped there
 */
public record ContextSizes(long passages, OptionalLong documents, OptionalLong corpus) {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a number is negative
     */
    public ContextSizes {
        if (passages < 0 || documents.orElse(0) < 0 || corpus.orElse(0) < 0) {
            throw new IllegalArgumentException(
                    "tokens must be at least 0, were " + passages + ", " + documents + ", " + corpus);
        }
    }
}
