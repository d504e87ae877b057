package dev.fairlead.json;

import dev.fairlead.Citation;
import java.util.List;
import java.util.Objects;

/** What came of filling a contract. */
public sealed interface Filled {
    /**
     * JSON that satisfies the contract.
     *
     * @param json the text
     * @param citations what its fields rest on, numbered from 1 in the order of the fields
     */
    record Complete(String json, List<Citation> citations) implements Filled {
        /** Copies. */
        public Complete {
            Objects.requireNonNull(json, "json");
            citations = List.copyOf(citations);
        }
    }

    /**
     * JSON that does not satisfy the contract.
     *
     * @param violations what is wrong, each as {@code "pointer: what"}
     * @param raw what there was, as written
     */
    record Broken(List<String> violations, String raw) implements Filled {
        /** Copies. */
        public Broken {
            violations = List.copyOf(violations);
            Objects.requireNonNull(raw, "raw");
        }
    }

    /**
     * The evidence says nothing about any field.
     *
     * @param reason why, one line
     */
    record Nothing(String reason) implements Filled {
        /** Checks. */
        public Nothing {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
