package dev.fairlead;

import java.util.List;
import java.util.Objects;

/**
 * What an answer may rest on.
 *
 * @param kind how much of the corpus this is
 * @param passages passages in final order, ties by passage id
 * @param confidence how good it looks: an estimate in [0, 1] that it holds the answer; 1 where nothing was left out that
 *     could hold it, so that only reading can tell
 * @param obtained how it was obtained, one line
 */
public record Evidence(Kind kind, List<RankedPassage> passages, double confidence, String obtained) {
    /** How much of the corpus evidence is. */
    public enum Kind {
        /** The passages a search found. */
        RETRIEVED,
        /** All passages of some documents. */
        WHOLE_DOCUMENTS,
        /** All passages the scope may see. */
        WHOLE_CORPUS
    }

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if {@code confidence} is outside [0, 1]
     */
    public Evidence {
        Objects.requireNonNull(kind, "kind");
        passages = List.copyOf(passages);
        Objects.requireNonNull(obtained, "obtained");
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must be in [0, 1], was " + confidence);
        }
    }

    /**
     * Whether nothing was found.
     *
     * @return true if there are no passages
     */
    public boolean isEmpty() {
        return passages.isEmpty();
    }
}
