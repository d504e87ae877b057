package dev.fairlead.context;

import java.time.Duration;
import java.util.Objects;

/**
 * What evidence may cost, and what it does cost where prompts begin alike.
 *
 * <p>A provider keeps the beginning of a prompt for some minutes after it was last read. With questions that come at random,
 * {@code r} an hour, and a cache that lives {@code l} hours after each use, the last question lies no further back than the
 * cache lives with probability
 * <pre>{@code warm = 1 - exp(-r * l)}</pre>
 * and a question that repeats {@code n} tokens of corpus costs, on average,
 * <pre>{@code n / 1,000,000 * (warm * cachedInputPerMillion + (1 - warm) * cacheWritePerMillion)}</pre>
 * Passages found anew for each question are never cached: {@code n / 1,000,000 * inputPerMillion}. Sixty questions an hour keep
 * a cache of five minutes warm in .993 of cases, twelve in .632, one in .080: at a low rate the whole corpus is paid in full.
 *
 * @param prices the provider's
 * @param questionsPerHour how many questions an hour see the same documents, above 0: callers of another scope have another
 *     corpus and another prompt, and do not count
 * @param cacheLife how long the provider keeps a prompt after its last use; {@link #CACHE_LIFE} with common providers
 * @param maxPerQuestion the most the whole corpus may cost a question, in the currency of the prices, at least 0; where it
 *     costs no more than passages found it is chosen in any case
 */
public record Spending(Prices prices, double questionsPerHour, Duration cacheLife, double maxPerQuestion) {
    /** Five minutes from the last use, as Anthropic documents and OpenAI states as the lower end. */
    public static final Duration CACHE_LIFE = Duration.ofMinutes(5);

    private static final double SECONDS_PER_HOUR = 3_600;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the rate is not above 0, the life is negative, or the limit is negative
     */
    public Spending {
        Objects.requireNonNull(prices, "prices");
        if (!(questionsPerHour > 0 && questionsPerHour < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("questionsPerHour must be above 0 and finite, was " + questionsPerHour);
        }
        if (cacheLife.isNegative()) {
            throw new IllegalArgumentException("cacheLife must not be negative, was " + cacheLife);
        }
        if (!(maxPerQuestion >= 0)) {
            throw new IllegalArgumentException("maxPerQuestion must be at least 0, was " + maxPerQuestion);
        }
    }

    /**
     * Spending with a cache of five minutes.
     *
     * @param prices the provider's
     * @param questionsPerHour how many questions an hour see the same documents, above 0
     * @param maxPerQuestion the most the whole corpus may cost a question, at least 0
     * @throws IllegalArgumentException as the canonical constructor
     */
    public Spending(Prices prices, double questionsPerHour, double maxPerQuestion) {
        this(prices, questionsPerHour, CACHE_LIFE, maxPerQuestion);
    }

    /**
     * How often the cache still holds the corpus when a question comes.
     *
     * @return {@code 1 - exp(-questionsPerHour * cacheLife)}, in [0, 1]
     */
    public double warm() {
        return -Math.expm1(-questionsPerHour * cacheLife.toSeconds() / SECONDS_PER_HOUR);
    }

    /**
     * What a question costs that repeats the whole corpus.
     *
     * @param tokens of the corpus
     * @return the expected cost, in the currency of the prices
     */
    public double ofCorpus(long tokens) {
        return prices.repeated(tokens, warm());
    }

    /**
     * What a question costs whose evidence no other question repeats.
     *
     * @param tokens of the evidence
     * @return the cost, in the currency of the prices
     */
    public double ofPassages(long tokens) {
        return prices.fresh(tokens);
    }
}
