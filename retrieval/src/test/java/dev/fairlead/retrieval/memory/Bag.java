package dev.fairlead.retrieval.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * How often each word stands in a text, as the analyzer reads it.
 *
 * @param counts words in the order they first stand
 * @param places the word at each place, {@value #ANY} where the analyzer left one out
 */
record Bag(Map<String, Integer> counts, List<String> places) {
    private static final String ANY = "*";

    private static final Analyzer ANALYZER = new EnglishAnalyzer();

    static Bag of(String text) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        List<String> places = new ArrayList<>();
        try (TokenStream words = ANALYZER.tokenStream("text", text)) {
            CharTermAttribute word = words.getAttribute(CharTermAttribute.class);
            PositionIncrementAttribute step = words.getAttribute(PositionIncrementAttribute.class);
            words.reset();
            while (words.incrementToken()) {
                counts.merge(word.toString(), 1, Integer::sum);
                places.addAll(Collections.nCopies(step.getPositionIncrement() - 1, ANY));
                places.add(word.toString());
            }
            words.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Bag(counts, places);
    }

    /** Words, repetitions included. */
    int length() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether the words of a phrase stand here in a row, any word in the places where the phrase has none. */
    boolean holds(Bag phrase) {
        List<String> row = phrase.places.stream().dropWhile(ANY::equals).toList();
        return !row.isEmpty()
                && IntStream.rangeClosed(0, places.size() - row.size())
                        .anyMatch(start -> IntStream.range(0, row.size())
                                .allMatch(i ->
                                        row.get(i).equals(ANY) || row.get(i).equals(places.get(start + i))));
    }
}
