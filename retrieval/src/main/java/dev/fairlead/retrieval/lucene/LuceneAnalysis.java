package dev.fairlead.retrieval.lucene;

import dev.fairlead.retrieval.engine.Language;
import dev.fairlead.retrieval.engine.TextAnalysis;
import dev.fairlead.retrieval.lucene.analysis.OwnAnalysis;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;

/** The analyzers of Lucene behind {@link TextAnalysis}. */
final class LuceneAnalysis {
    private LuceneAnalysis() {}

    static Analyzer of(TextAnalysis analysis) {
        return switch (analysis) {
            case Language language -> of(language);
            case OwnAnalysis own -> own.analyzer();
            default ->
                throw new IllegalArgumentException(
                        "analysis must be a Language or an OwnAnalysis, was " + analysis.fingerprint());
        };
    }

    private static Analyzer of(Language language) {
        return switch (language) {
            case ENGLISH -> new EnglishAnalyzer();
            case GERMAN -> new GermanAnalyzer();
            case FRENCH -> new FrenchAnalyzer();
            case SPANISH -> new SpanishAnalyzer();
            case ITALIAN -> new ItalianAnalyzer();
            case DUTCH -> new DutchAnalyzer();
            case PORTUGUESE -> new PortugueseAnalyzer();
            case DANISH -> new DanishAnalyzer();
            case SWEDISH -> new SwedishAnalyzer();
            case NORWEGIAN -> new NorwegianAnalyzer();
            case FINNISH -> new FinnishAnalyzer();
            case RUSSIAN -> new RussianAnalyzer();
            case UNSTEMMED -> new StandardAnalyzer(CharArraySet.EMPTY_SET);
        };
    }
}
