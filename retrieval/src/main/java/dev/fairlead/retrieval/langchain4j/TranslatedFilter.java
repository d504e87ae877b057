package dev.fairlead.retrieval.langchain4j;

import dev.fairlead.Filter;
import dev.langchain4j.store.embedding.filter.comparison.IsEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThan;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsIn;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThan;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsNotEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsNotIn;
import dev.langchain4j.store.embedding.filter.logical.And;
import dev.langchain4j.store.embedding.filter.logical.Not;
import dev.langchain4j.store.embedding.filter.logical.Or;
import java.util.Collection;

/**
 * langchain4j's filters as ours. A missing key behaves as there: it satisfies {@code IsNotEqualTo}, {@code IsNotIn} and
 * {@code Not}, and nothing else. A value of another type than the one compared with is simply not equal, where langchain4j's
 * own store throws.
 */
final class TranslatedFilter {
    private TranslatedFilter() {}

    /**
     * Translates.
     *
     * @throws UnsupportedOperationException if there is no filter of ours with the same meaning
     */
    static Filter of(dev.langchain4j.store.embedding.filter.Filter filter) {
        return switch (filter) {
            case IsEqualTo equal -> Filter.equalTo(equal.key(), fact(equal.key(), equal.comparisonValue()));
            case IsNotEqualTo equal ->
                Filter.not(Filter.equalTo(equal.key(), fact(equal.key(), equal.comparisonValue())));
            case IsIn in -> in(in.key(), in.comparisonValues());
            case IsNotIn in -> Filter.not(in(in.key(), in.comparisonValues()));
            case IsGreaterThan than ->
                Filter.range(
                        than.key(),
                        Math.nextUp(number(than, than.key(), than.comparisonValue())),
                        Double.POSITIVE_INFINITY);
            case IsGreaterThanOrEqualTo than ->
                Filter.range(than.key(), number(than, than.key(), than.comparisonValue()), Double.POSITIVE_INFINITY);
            case IsLessThan than ->
                Filter.range(
                        than.key(),
                        Double.NEGATIVE_INFINITY,
                        Math.nextDown(number(than, than.key(), than.comparisonValue())));
            case IsLessThanOrEqualTo than ->
                Filter.range(than.key(), Double.NEGATIVE_INFINITY, number(than, than.key(), than.comparisonValue()));
            case And and -> Filter.and(of(and.left()), of(and.right()));
            case Or or -> Filter.or(of(or.left()), of(or.right()));
            case Not not -> Filter.not(of(not.expression()));
            default -> throw refused(filter, "has no equivalent");
        };
    }

    private static Filter in(String key, Collection<?> values) {
        return Filter.in(key, values.stream().map(value -> fact(key, value)).toList());
    }

    private static Object fact(String key, Object value) {
        return SegmentMetadata.fact(key, value);
    }

    private static double number(dev.langchain4j.store.embedding.filter.Filter filter, String key, Object value) {
        if (fact(key, value) instanceof Double number) {
            return number;
        }
        throw refused(filter, "compares the order of what is no number");
    }

    private static UnsupportedOperationException refused(
            dev.langchain4j.store.embedding.filter.Filter filter, String reason) {
        return new UnsupportedOperationException(
                filter.getClass().getSimpleName() + " " + reason
                        + "; supported are IsEqualTo, IsNotEqualTo, IsIn, IsNotIn, the four comparisons of numbers, And, Or, Not");
    }
}
