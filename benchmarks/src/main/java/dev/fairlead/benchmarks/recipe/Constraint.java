package dev.fairlead.benchmarks.recipe;

import dev.fairlead.Access;
import dev.fairlead.Filter;
import dev.fairlead.Metadata;
import dev.fairlead.Scope;
import dev.fairlead.retrieval.engine.Within;
import java.util.Locale;
import java.util.Optional;

/** Which passages a benchmarked question may see. */
public enum Constraint {
    /** All of them, in an index without access lists. */
    NONE,
    /** A tenth, by the access list: every tenth document belongs to the asking tenant, the others to nine more. */
    SCOPE,
    /** A tenth, by a filter on metadata, in the index without access lists. */
    FILTER;

    /** Metadata that says which tenth a document belongs to. */
    static final String TENTH = "tenth";

    private static final String ASKED = "3";

    /**
     * The constraint as the index takes it.
     *
     * @return scope and filter
     */
    public Within within() {
        return switch (this) {
            case NONE -> Within.everything();
            case SCOPE -> Within.scope(Scope.of("tenant-" + ASKED));
            case FILTER -> Within.filter(Filter.equalTo(TENTH, ASKED));
        };
    }

    /**
     * The share of passages it leaves.
     *
     * @return 1 or .1
     */
    public double share() {
        return this == NONE ? 1 : 0.1;
    }

    /**
     * Whether a passage may be found.
     *
     * @param facts the passage's metadata
     * @return true if it is inside
     */
    public boolean admits(Metadata facts) {
        return this == NONE || facts.value(TENTH).equals(Optional.of(ASKED));
    }

    String indexName() {
        return (this == SCOPE ? SCOPE : NONE).name().toLowerCase(Locale.ROOT);
    }

    /** The access list of a document in this constraint's index. */
    Access access(int number) {
        return this == SCOPE ? Access.tenant("tenant-" + tenth(number)) : Access.undeclared();
    }

    static String tenth(int number) {
        return String.valueOf(number % 10);
    }
}
