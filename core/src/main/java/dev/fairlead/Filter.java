package dev.fairlead;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A condition on a document's {@link Metadata}. A key the document lacks matches no condition, hence matches its
 * {@link Not}. A list value matches where one of its items does. Values of different types are never equal.
 */
public sealed interface Filter {
    /** The deepest nesting and the most values of one filter: a bound for filters bound from a request. */
    int MAX_SIZE = 1_024;

    /**
     * Whether a document matches; the definition every index follows.
     *
     * @param metadata the document's facts
     * @return true if the condition holds
     */
    boolean matches(Metadata metadata);

    /**
     * Matches every document.
     *
     * @return the filter
     */
    static Filter all() {
        return new And(List.of());
    }

    /**
     * The value at a key equals the given one.
     *
     * @param key the metadata key
     * @param value a string, number, boolean or date
     * @return the filter
     */
    static Filter equalTo(String key, Object value) {
        return new In(key, List.of(value));
    }

    /**
     * The value at a key is one of the given ones.
     *
     * @param key the metadata key
     * @param values strings, numbers, booleans or dates
     * @return the filter
     */
    static Filter in(String key, List<?> values) {
        return new In(key, List.copyOf(values));
    }

    /**
     * The number at a key lies in a closed range; use the infinities for an open end.
     *
     * @param key the metadata key
     * @param min smallest number that matches
     * @param max largest number that matches
     * @return the filter
     */
    static Filter range(String key, double min, double max) {
        return new NumberRange(key, min, max);
    }

    /**
     * The date at a key lies in a closed range; use {@link LocalDate#MIN} and {@link LocalDate#MAX} for an open end.
     *
     * @param key the metadata key
     * @param from first date that matches
     * @param to last date that matches
     * @return the filter
     */
    static Filter range(String key, LocalDate from, LocalDate to) {
        return new DateRange(key, from, to);
    }

    /**
     * All conditions hold.
     *
     * @param filters the conditions; none means always true
     * @return the filter
     */
    static Filter and(Filter... filters) {
        return new And(List.of(filters));
    }

    /**
     * At least one condition holds.
     *
     * @param filters the conditions; none means never true
     * @return the filter
     */
    static Filter or(Filter... filters) {
        return new Or(List.of(filters));
    }

    /**
     * The condition does not hold.
     *
     * @param filter the condition
     * @return the filter
     */
    static Filter not(Filter filter) {
        return new Not(filter);
    }

    /**
     * The value at a key is one of some values.
     *
     * @param key the metadata key
     * @param values what is accepted, normalised as metadata values are
     */
    record In(String key, List<Object> values) implements Filter {
        /** Checks and copies. */
        public In {
            FilterSize.requireKey(key);
            FilterSize.requireAtMost(values.size());
            values = values.stream()
                    .map(value -> Metadata.checkValue(key, value))
                    .toList();
            if (values.stream().anyMatch(List.class::isInstance)) {
                throw new IllegalArgumentException("a filter on '" + key + "' compares single values, not lists");
            }
        }

        @Override
        public boolean matches(Metadata metadata) {
            Optional<Object> value = metadata.value(key);
            return value.isPresent()
                    && (value.get() instanceof List<?> list
                            ? list.stream().anyMatch(values::contains)
                            : values.contains(value.get()));
        }
    }

    /**
     * The number at a key lies in a closed range.
     *
     * @param key the metadata key
     * @param min smallest number that matches
     * @param max largest number that matches
     */
    record NumberRange(String key, double min, double max) implements Filter {
        /** Checks. */
        public NumberRange {
            FilterSize.requireKey(key);
            if (Double.isNaN(min) || Double.isNaN(max)) {
                throw new IllegalArgumentException("range on '" + key + "' must not be NaN");
            }
        }

        @Override
        public boolean matches(Metadata metadata) {
            return metadata.value(key).orElse("") instanceof Double number && min <= number && number <= max;
        }
    }

    /**
     * The date at a key lies in a closed range.
     *
     * @param key the metadata key
     * @param from first date that matches
     * @param to last date that matches
     */
    record DateRange(String key, LocalDate from, LocalDate to) implements Filter {
        /** Checks. */
        public DateRange {
            FilterSize.requireKey(key);
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }

        @Override
        public boolean matches(Metadata metadata) {
            return metadata.value(key).orElse("") instanceof LocalDate date
                    && !date.isBefore(from)
                    && !date.isAfter(to);
        }
    }

    /**
     * All conditions hold.
     *
     * @param filters the conditions; none means always true
     */
    record And(List<Filter> filters) implements Filter {
        /** Checks and copies. */
        public And {
            filters = List.copyOf(filters);
            FilterSize.require(filters);
        }

        @Override
        public boolean matches(Metadata metadata) {
            return filters.stream().allMatch(filter -> filter.matches(metadata));
        }
    }

    /**
     * At least one condition holds.
     *
     * @param filters the conditions; none means never true
     */
    record Or(List<Filter> filters) implements Filter {
        /** Checks and copies. */
        public Or {
            filters = List.copyOf(filters);
            FilterSize.require(filters);
        }

        @Override
        public boolean matches(Metadata metadata) {
            return filters.stream().anyMatch(filter -> filter.matches(metadata));
        }
    }

    /**
     * The condition does not hold.
     *
     * @param filter the condition
     */
    record Not(Filter filter) implements Filter {
        /** Checks. */
        public Not {
            FilterSize.require(List.of(filter));
        }

        @Override
        public boolean matches(Metadata metadata) {
            return !filter.matches(metadata);
        }
    }
}
