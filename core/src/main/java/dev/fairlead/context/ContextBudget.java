package dev.fairlead.context;

import dev.fairlead.Evidence;
import java.util.Objects;
import java.util.Optional;

/**
 * How much a chat model may be given to read, and what that may cost.
 *
 * @param maxTokens most tokens of evidence in one prompt, in [1, 10,000,000]
 * @param corpusCap most tokens of a whole corpus, in [0, {@code maxTokens}]; 0 never sends it
 * @param spending what it may cost; without it size alone decides
 * @param forced the kind of evidence always given where it is possible within {@code maxTokens}, whatever it costs; empty to
 *     choose for each question
 */
public record ContextBudget(int maxTokens, int corpusCap, Optional<Spending> spending, Optional<Evidence.Kind> forced) {
    /** Fits the context windows of common models with room for rules, turns and an answer. */
    public static final int DEFAULT_MAX_TOKENS = 200_000;

    private static final int LIMIT = 10_000_000;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public ContextBudget {
        if (maxTokens < 1 || maxTokens > LIMIT) {
            throw new IllegalArgumentException("maxTokens must be in [1, " + LIMIT + "], was " + maxTokens);
        }
        if (corpusCap < 0 || corpusCap > maxTokens) {
            throw new IllegalArgumentException("corpusCap must be in [0, " + maxTokens + "], was " + corpusCap);
        }
        Objects.requireNonNull(spending, "spending");
        Objects.requireNonNull(forced, "forced");
    }

    /**
     * Whole documents of up to {@value #DEFAULT_MAX_TOKENS} tokens where a question asks for them; never the whole corpus,
     * which only a chat model can read.
     *
     * @return the budget of a retriever that was given none
     */
    public static ContextBudget documentsOnly() {
        return new ContextBudget(DEFAULT_MAX_TOKENS, 0, Optional.empty(), Optional.empty());
    }

    /**
     * A budget in which size alone decides: the whole corpus wherever it fits.
     *
     * @param maxTokens most tokens of evidence in one prompt, in [1, 10,000,000]; {@link #DEFAULT_MAX_TOKENS} suits most models
     * @return the budget
     * @throws IllegalArgumentException if {@code maxTokens} is out of range
     */
    public static ContextBudget ofTokens(int maxTokens) {
        return new ContextBudget(maxTokens, Math.max(0, maxTokens), Optional.empty(), Optional.empty());
    }

    /**
     * The same budget with a lower bound for the whole corpus than for documents.
     *
     * @param tokens most tokens of a whole corpus, in [0, {@code maxTokens}]
     * @return a new budget
     * @throws IllegalArgumentException if {@code tokens} is out of range
     */
    public ContextBudget corpusCap(int tokens) {
        return new ContextBudget(maxTokens, tokens, spending, forced);
    }

    /**
     * The same budget where the whole corpus must also be worth its price.
     *
     * @param newSpending prices, rate of questions, and the most one may cost
     * @return a new budget
     */
    public ContextBudget spending(Spending newSpending) {
        return new ContextBudget(maxTokens, corpusCap, Optional.of(newSpending), forced);
    }

    /**
     * The same budget with one kind of evidence for every question.
     *
     * @param kind what to give wherever it is possible
     * @return a new budget
     */
    public ContextBudget forcing(Evidence.Kind kind) {
        return new ContextBudget(maxTokens, corpusCap, spending, Optional.of(kind));
    }

    /**
     * Whether any question could get the whole corpus.
     *
     * @return whether its size must be known
     */
    public boolean considersCorpus() {
        return forced.isEmpty() ? corpusCap > 0 : forced.get() == Evidence.Kind.WHOLE_CORPUS;
    }

    /**
     * Chooses. Documents a question wants whole come before the whole corpus, which comes before passages found; each only
     * where it fits, and the corpus only where {@link Spending} allows it. O(1).
     *
     * @param sizes what each way would send
     * @return the choice with its reason
     */
    public ContextPlan plan(ContextSizes sizes) {
        return new Planning(this, sizes).plan();
    }
}
