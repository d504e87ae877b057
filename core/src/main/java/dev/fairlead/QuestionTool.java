package dev.fairlead;

import java.util.Optional;
import java.util.Set;

/** A tool that takes the question itself. Thread-safe. */
public interface QuestionTool {
    /**
     * What the tool is, for traces and for the reason of a decline.
     *
     * @return a short name such as {@code "calculator"}
     */
    String name();

    /**
     * The intents this tool may serve.
     *
     * @return labels of the router in use
     */
    Set<String> intents();

    /**
     * Answers.
     *
     * @param inquiry the question under way
     * @return the answer, empty where the tool cannot answer this question
     * @throws FairleadException if the tool failed
     */
    Optional<String> answer(Inquiry inquiry);
}
