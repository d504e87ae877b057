package dev.fairlead;

import java.util.Optional;

/** Supplies evidence for a question. Thread-safe and deterministic. */
@FunctionalInterface
public interface Retriever {
    /**
     * Retrieves.
     *
     * @param inquiry the question under way, with its scope, filter and deadline
     * @return evidence the scope may see, possibly none
     * @throws ScopeRequiredException if the index requires a scope and the inquiry has none
     * @throws FairleadException if the index failed or the deadline passed
     */
    Evidence retrieve(Inquiry inquiry);

    /**
     * The encoder whose vectors this retriever compares, which an extractive answer may use as well.
     *
     * @return the encoder, empty for retrievers without vectors
     */
    default Optional<TextEncoder> encoder() {
        return Optional.empty();
    }
}
