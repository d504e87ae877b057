package dev.fairlead.json;

import dev.fairlead.AnswerContract;
import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import java.util.function.Function;

/** Fills a JSON contract from evidence. Thread-safe. */
@FunctionalInterface
public interface Filler {
    /**
     * Fills.
     *
     * @param inquiry the question under way
     * @param contract what the answer must be
     * @param search evidence for a question in words, within the inquiry's scope, filter and deadline
     * @return JSON that satisfies the contract, or why there is none
     * @throws dev.fairlead.GenerationException if a model failed
     * @throws dev.fairlead.DeadlineExceededException if the deadline passed
     */
    Filled fill(Inquiry inquiry, AnswerContract.Json contract, Function<String, Evidence> search);
}
