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
     * Evidence as a reader of whole paragraphs wants it, such as a chat model: hits joined with their neighbours, repetitions
     * left out. Confidence stays, since it speaks of what was found. Who looks for single sentences reads what was found.
     *
     * @param inquiry the question under way
     * @param evidence what this retriever found for it
     * @return passages the scope may see, in the order of the hits they hold; the same evidence unless overridden
     * @throws FairleadException as {@link #retrieve}
     */
    default Evidence forReading(Inquiry inquiry, Evidence evidence) {
        return evidence;
    }

    /**
     * The encoder whose vectors this retriever compares, which an extractive answer may use as well.
     *
     * @return the encoder, empty for retrievers without vectors
     */
    default Optional<TextEncoder> encoder() {
        return Optional.empty();
    }
}
