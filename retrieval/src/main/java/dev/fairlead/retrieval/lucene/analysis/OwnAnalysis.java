package dev.fairlead.retrieval.lucene.analysis;

import dev.fairlead.retrieval.engine.TextAnalysis;
import java.util.Objects;
import org.apache.lucene.analysis.Analyzer;

/**
 * An expert's own analyzer.
 *
 * @param name identifies what the analyzer does, with a version to be raised whenever it gives other words: an index made under
 *     one name is never opened under another
 * @param analyzer thread-safe as Lucene's are; stays the host's, to be closed after the index
 */
public record OwnAnalysis(String name, Analyzer analyzer) implements TextAnalysis {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException if {@code name} is blank
     */
    public OwnAnalysis {
        Objects.requireNonNull(analyzer, "analyzer");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
    }

    @Override
    public String fingerprint() {
        return "own:" + name;
    }
}
