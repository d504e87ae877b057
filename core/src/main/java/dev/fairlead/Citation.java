package dev.fairlead;

import java.util.Objects;

/**
 * A quote and where it stands.
 *
 * @param number the marker in the answer's text, from 1
 * @param quote exactly the characters of the locator's span
 * @param locator document, section, span and page of the quote
 * @param passageId the passage it was taken from
 * @param field JSON Pointer (RFC 6901) of the value it supports, empty for prose
 */
public record Citation(int number, String quote, Locator locator, String passageId, String field) {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException if {@code number} is less than 1 or the quote is not as long as its span
     */
    public Citation {
        Objects.requireNonNull(passageId, "passageId");
        Objects.requireNonNull(field, "field");
        if (number < 1) {
            throw new IllegalArgumentException("number must be at least 1, was " + number);
        }
        if (quote.length() != locator.span().length()) {
            throw new IllegalArgumentException("quote [" + number + "] must be as long as its span " + locator.span()
                    + ", had " + quote.length() + " characters");
        }
    }

    /**
     * A quote that supports prose.
     *
     * @param number the marker in the answer's text, from 1
     * @param quote exactly the characters of the locator's span
     * @param locator document, section, span and page of the quote
     * @param passageId the passage it was taken from
     * @throws IllegalArgumentException as the canonical constructor
     */
    public Citation(int number, String quote, Locator locator, String passageId) {
        this(number, quote, locator, passageId, "");
    }

    @Override
    public String toString() {
        return "[" + number + "] " + (field.isEmpty() ? "" : field + " ") + "\"" + quote.replaceAll("\\s+", " ")
                + "\"\n    " + locator;
    }
}
