package dev.fairlead.retrieval.engine;

import dev.fairlead.Filter;
import dev.fairlead.Scope;
import java.util.Objects;
import java.util.Set;

/**
 * Which passages a read may see: those the scope admits and the filter matches, of some documents or of all.
 *
 * @param scope on whose behalf
 * @param filter which documents, by their facts
 * @param documents ids of the only documents to look at; empty for all
 */
public record Within(Scope scope, Filter filter, Set<String> documents) {
    /** Checks and copies. */
    public Within {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(filter, "filter");
        documents = Set.copyOf(documents);
    }

    /**
     * Any document the scope admits and the filter matches.
     *
     * @param scope on whose behalf
     * @param filter which documents, by their facts
     */
    public Within(Scope scope, Filter filter) {
        this(scope, filter, Set.of());
    }

    /**
     * The same scope and filter over some documents only.
     *
     * @param ids the documents' ids, at least one
     * @return a constraint on those documents
     * @throws IllegalArgumentException if {@code ids} is empty
     */
    public Within documents(Set<String> ids) {
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("ids must not be empty");
        }
        return new Within(scope, filter, ids);
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
