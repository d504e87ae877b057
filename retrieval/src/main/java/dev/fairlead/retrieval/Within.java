package dev.fairlead.retrieval;

import dev.fairlead.Filter;
import dev.fairlead.Scope;
import java.util.Objects;

/**
 * Which passages a read may see: those the scope admits and the filter matches.
 *
 * @param scope on whose behalf
 * @param filter which documents
 */
public record Within(Scope scope, Filter filter) {
    /** Checks. */
    public Within {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(filter, "filter");
    }

    /**
     * All documents a scope may see.
     *
     * @param scope on whose behalf
     * @return the constraint
     */
    public static Within scope(Scope scope) {
        return new Within(scope, Filter.all());
    }

    /**
     * The documents without declared access that match a filter.
     *
     * @param filter which documents
     * @return the constraint
     */
    public static Within filter(Filter filter) {
        return new Within(Scope.none(), filter);
    }

    /**
     * All documents without declared access.
     *
     * @return the constraint
     */
    public static Within everything() {
        return new Within(Scope.none(), Filter.all());
    }
}
