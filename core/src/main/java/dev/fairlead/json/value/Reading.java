package dev.fairlead.json.value;

import dev.fairlead.Span;
import java.util.Objects;

/**
 * A value a text states.
 *
 * @param value a {@code String}, {@code Boolean}, {@code Long} or {@code BigDecimal}, as JSON will hold it
 * @param span the characters of the text that state it
 * @param clarity how plainly it is stated, in (0, 1]: 1 leaves no other reading
 */
public record Reading(Object value, Span span, double clarity) {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException if {@code clarity} is outside (0, 1]
     */
    public Reading {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(span, "span");
        if (!(clarity > 0 && clarity <= 1)) {
            throw new IllegalArgumentException("clarity must be in (0, 1], was " + clarity);
        }
    }
}
