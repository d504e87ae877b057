package dev.fairlead.json.extract;

import dev.fairlead.Draft;
import java.util.Objects;

/**
 * A value and the sentence that states it.
 *
 * @param value a {@code String}, {@code Boolean}, {@code Long} or {@code BigDecimal}
 * @param source the sentence's exact characters
 */
public record Found(Object value, Draft.Source source) {
    /** Checks. */
    public Found {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(source, "source");
    }
}
