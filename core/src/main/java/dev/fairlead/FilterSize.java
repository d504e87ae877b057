package dev.fairlead;

import java.util.List;

/** Bounds a filter's size, since a filter may be bound from a request. */
final class FilterSize {
    private FilterSize() {}

    static void requireKey(String key) {
        if (key.isBlank()) {
            throw new IllegalArgumentException("filter key must not be blank");
        }
        WellFormed.require("filter key", key);
    }

    static void requireAtMost(int size) {
        if (size > Filter.MAX_SIZE) {
            throw new IllegalArgumentException(
                    "a filter must have at most " + Filter.MAX_SIZE + " conditions and values, had " + size);
        }
    }

    /** Checks a compound at its construction; its parts were checked at theirs, so depth is bounded as well. */
    static void require(List<Filter> parts) {
        requireAtMost(1 + parts.stream().mapToInt(FilterSize::size).sum());
    }

    private static int size(Filter filter) {
        return switch (filter) {
            case Filter.In in -> Math.max(1, in.values().size());
            case Filter.NumberRange range -> 1;
            case Filter.DateRange range -> 1;
            case Filter.And and ->
                1 + and.filters().stream().mapToInt(FilterSize::size).sum();
            case Filter.Or or ->
                1 + or.filters().stream().mapToInt(FilterSize::size).sum();
            case Filter.Not not -> 1 + size(not.filter());
        };
    }
}
