package dev.fairlead.retrieval.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * How often each word stands in a text, as the analyzer reads it.
 *
 * @param counts words in the order they first stand
 * @param length words, repetitions included
 */
record Bag(Map<String, Integer> counts, int length) {
    private static final Analyzer ANALYZER = new EnglishAnalyzer();

    static Bag of(String text) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        int length = 0;
        try (TokenStream words = ANALYZER.tokenStream("text", text)) {
            CharTermAttribute word = words.getAttribute(CharTermAttribute.class);
            words.reset();
            while (words.incrementToken()) {
                counts.merge(word.toString(), 1, Integer::sum);
                length++;
            }
            words.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Bag(counts, length);
    }
}
