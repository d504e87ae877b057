package dev.fairlead;

import java.util.List;
import java.util.Objects;

/**
 * What a user asks. Holds nothing that grants rights, so it is safe to bind from a request.
 *
 * @param text the question, not blank
 * @param turns earlier exchanges, oldest first
 * @param filter which documents may serve as evidence
 * @param contract what the answer must be
 */
public record Question(String text, List<Turn> turns, Filter filter, AnswerContract contract) {
    /** The longest question, in characters. */
    public static final int MAX_LENGTH = 20_000;

    /** The most earlier exchanges. */
    public static final int MAX_TURNS = 100;

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if {@code text} is blank or longer than {@value #MAX_LENGTH} characters, or there
     *     are more than {@value #MAX_TURNS} turns
     */
    public Question {
        if (text.isBlank()) {
            throw new IllegalArgumentException("question must not be blank");
        }
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "question must have at most " + MAX_LENGTH + " characters, had " + text.length());
        }
        turns = List.copyOf(turns);
        if (turns.size() > MAX_TURNS) {
            throw new IllegalArgumentException("turns must be at most " + MAX_TURNS + ", were " + turns.size());
        }
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(contract, "contract");
    }

    /**
     * A question to be answered in prose.
     *
     * @param text the question, not blank
     * @param turns earlier exchanges, oldest first
     * @param filter which documents may serve as evidence
     * @throws IllegalArgumentException as the canonical constructor
     */
    public Question(String text, List<Turn> turns, Filter filter) {
        this(text, turns, filter, AnswerContract.prose());
    }

    /**
     * A question without earlier turns over all documents.
     *
     * @param text the question, not blank
     * @return the question
     * @throws IllegalArgumentException as the constructor
     */
    public static Question of(String text) {
        return new Question(text, List.of(), Filter.all());
    }

    /**
     * The same question over some documents.
     *
     * @param newFilter which documents may serve as evidence
     * @return a new question
     */
    public Question withFilter(Filter newFilter) {
        return new Question(text, turns, newFilter, contract);
    }

    /**
     * The same question with earlier exchanges.
     *
     * @param newTurns earlier exchanges, oldest first
     * @return a new question
     * @throws IllegalArgumentException if there are more than {@value #MAX_TURNS}
     */
    public Question withTurns(List<Turn> newTurns) {
        return new Question(text, newTurns, filter, contract);
    }

    /**
     * The same question to be answered under a contract.
     *
     * @param newContract what the answer must be
     * @return a new question
     */
    public Question withContract(AnswerContract newContract) {
        return new Question(text, turns, filter, newContract);
    }
}
