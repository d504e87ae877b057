package dev.fairlead;

/** Turns a follow-up into a question that can be understood without the turns before it. Thread-safe. */
@FunctionalInterface
public interface Completer {
    /**
     * Completes.
     *
     * @param inquiry a question with earlier turns
     * @return the question as it stands alone; the same one where nothing is missing
     * @throws FairleadException if a model failed or the deadline passed
     */
    Question complete(Inquiry inquiry);
}
