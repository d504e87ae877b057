package dev.fairlead.json.extract;

import dev.fairlead.Passage;
import java.util.List;

/**
 * Passages found for a question and its fields.
 *
 * @param passages each once, best first, ties by id; bounded in number and length
 * @param confidence the highest of the searches
 */
public record Gathering(List<Passage> passages, double confidence) {
    /** Copies. */
    public Gathering {
        passages = List.copyOf(passages);
    }
}
