package dev.fairlead.json.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What is wanted of a text.
 *
 * @param type the JSON type
 * @param name the value's name as words in lower case, such as {@code "effective date"}
 * @param description what belongs there, possibly empty
 * @param options the values allowed, empty where any is
 */
public record Wanted(Type type, String name, String description, List<String> options) {
    /** A JSON type, with the formats that have readers of their own. */
    public enum Type {
        /** A string. */
        TEXT,
        /** A string of format {@code date}. */
        DATE,
        /** A string of format {@code duration}. */
        DURATION,
        /** A number. */
        NUMBER,
        /** A number without a fraction. */
        INTEGER,
        /** True or false. */
        BOOLEAN
    }

    /** Copies. */
    public Wanted {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        options = List.copyOf(options);
    }

    /**
     * The words that decide how to read, those of the name before those of the description. In a name the last word is the
     * head: an effective date is a date.
     */
    List<String> decisive() {
        List<String> inName = List.of(name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"));
        List<String> decisive = new ArrayList<>(inName.reversed());
        decisive.addAll(List.of(description.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
        decisive.removeIf(String::isEmpty);
        return decisive;
    }
}
