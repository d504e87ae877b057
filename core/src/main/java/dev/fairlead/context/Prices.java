package dev.fairlead.context;

/**
 * What a chat model's provider charges for reading, in any one currency. Nothing is built in: prices change.
 *
 * @param inputPerMillion for a million input tokens, at least 0
 * @param cachedInputPerMillion for a million input tokens read from the provider's prompt cache, at least 0
 * @param cacheWritePerMillion for a million input tokens that enter that cache, at least 0; the same as
 *     {@code inputPerMillion} where the provider charges nothing extra
 */
public record Prices(double inputPerMillion, double cachedInputPerMillion, double cacheWritePerMillion) {
    private static final double MILLION = 1e6;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a price is negative or not finite
     */
    public Prices {
        require("inputPerMillion", inputPerMillion);
        require("cachedInputPerMillion", cachedInputPerMillion);
        require("cacheWritePerMillion", cacheWritePerMillion);
    }

    /**
     * Prices of a provider that charges nothing extra for what enters its cache.
     *
     * @param inputPerMillion for a million input tokens, at least 0
     * @param cachedInputPerMillion for a million input tokens read from the cache, at least 0
     * @throws IllegalArgumentException if a price is negative or not finite
     */
    public Prices(double inputPerMillion, double cachedInputPerMillion) {
        this(inputPerMillion, cachedInputPerMillion, inputPerMillion);
    }

    /** Tokens no other question repeats. */
    double fresh(long tokens) {
        return tokens / MILLION * inputPerMillion;
    }

    /** Tokens at the start of every prompt, which the cache still holds with a probability. */
    double repeated(long tokens, double warm) {
        return tokens / MILLION * (warm * cachedInputPerMillion + (1 - warm) * cacheWritePerMillion);
    }

    private static void require(String name, double price) {
        if (!(price >= 0 && price < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be at least 0 and finite, was " + price);
        }
    }
}
