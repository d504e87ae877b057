package dev.fairlead;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Facts about a document that a {@link Filter} can test. A value is a {@code String}, a finite {@code Double}, a
 * {@code Boolean}, a {@link LocalDate}, or a list of strings; other numbers are widened to {@code Double}.
 *
 * @param values facts by key, in key order; keys are not blank
 */
public record Metadata(Map<String, Object> values) {
    /** The longest string value, in characters: long enough for a name, too short for a text. */
    public static final int MAX_VALUE_LENGTH = 8_000;

    private static final Metadata EMPTY = new Metadata(Map.of());

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a key is blank, or a value is of another type, not finite, or a string of more
     *     than {@value #MAX_VALUE_LENGTH} characters
     */
    public Metadata {
        Map<String, Object> sorted = new TreeMap<>();
        values.forEach((key, value) -> sorted.put(checkKey(key), checkValue(key, value)));
        values = Collections.unmodifiableMap(sorted);
    }

    /**
     * No facts.
     *
     * @return the empty metadata
     */
    public static Metadata empty() {
        return EMPTY;
    }

    /**
     * One fact.
     *
     * @param key the key, not blank
     * @param value the value, of a type named above
     * @return metadata of one fact
     * @throws IllegalArgumentException as the constructor
     */
    public static Metadata of(String key, Object value) {
        return new Metadata(Map.of(key, value));
    }

    /**
     * These facts and one more, which replaces an earlier value.
     *
     * @param key the key, not blank
     * @param value the value, of a type named above
     * @return a new metadata
     * @throws IllegalArgumentException as the constructor
     */
    public Metadata with(String key, Object value) {
        Map<String, Object> more = new TreeMap<>(values);
        more.put(key, value);
        return new Metadata(more);
    }

    /**
     * One value.
     *
     * @param key the key
     * @return the value, empty where there is none
     */
    public Optional<Object> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    private static String checkKey(String key) {
        if (key.isBlank()) {
            throw new IllegalArgumentException("metadata key must not be blank");
        }
        return WellFormed.require("metadata key", key);
    }

    /** The one place that decides which values exist; filters use it for their operands too. */
    static Object checkValue(String key, Object value) {
        Objects.requireNonNull(value, () -> "metadata value of '" + key + "'");
        return switch (value) {
            case String text -> checkLength(key, text);
            case Boolean flag -> flag;
            case LocalDate date -> date;
            case Number number -> checkFinite(key, number.doubleValue());
            case List<?> list -> list.stream().map(item -> checkItem(key, item)).toList();
            default ->
                throw new IllegalArgumentException("metadata value of '" + key
                        + "' must be a string, number, boolean, LocalDate or list of strings, was "
                        + value.getClass().getName());
        };
    }

    private static Double checkFinite(String key, double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("metadata value of '" + key + "' must be finite, was " + number);
        }
        return number;
    }

    private static String checkItem(String key, Object item) {
        if (item instanceof String text) {
            return checkLength(key, text);
        }
        throw new IllegalArgumentException("metadata list '" + key + "' must hold strings only");
    }

    private static String checkLength(String key, String text) {
        if (text.length() > MAX_VALUE_LENGTH) {
            throw new IllegalArgumentException("metadata value of '" + key + "' must have at most " + MAX_VALUE_LENGTH
                    + " characters, had " + text.length());
        }
        return WellFormed.require("metadata value of '" + key + "'", text);
    }
}
