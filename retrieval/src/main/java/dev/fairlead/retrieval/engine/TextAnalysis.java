package dev.fairlead.retrieval.engine;

/**
 * How texts and questions become words. {@link Language} has the presets; where none fits, an expert hands in an analyzer of the
 * engine's own, by {@code dev.fairlead.retrieval.lucene.analysis.OwnAnalysis}. An index says in each commit which one it was
 * made with, and is never opened with another.
 */
public interface TextAnalysis {
    /**
     * Identifies the analysis: equal where equal texts give equal words.
     *
     * @return a short stable text
     */
    String fingerprint();
}
