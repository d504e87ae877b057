package dev.fairlead.retrieval.memory;

import dev.fairlead.retrieval.engine.NamedDocument;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Documents by words of their names. A word counts by BM25's inverse document frequency over names; one that many names
 * hold counts only where another word has found the document.
 *
 * @param documents those that may be seen: others change nothing
 */
record MemoryNames(List<MemoryDocument> documents) {
    private static final int COMMON = 20;
    private static final int COMMON_SHARE = 50;

    List<NamedDocument> of(List<String> words, int limit) {
        int names = (int) documents.stream()
                .filter(document -> !document.entries().isEmpty())
                .count();
        Map<MemoryDocument, Map<String, Double>> found = new HashMap<>();
        Set<MemoryDocument> telling = new HashSet<>();
        for (String word : new TreeSet<>(words)) {
            List<MemoryDocument> holding = holding(word);
            double weight = Math.log(1 + (names - holding.size() + 0.5) / (holding.size() + 0.5));
            holding.forEach(document ->
                    found.computeIfAbsent(document, none -> new HashMap<>()).put(word, weight));
            if (holding.size() <= Math.max(COMMON, names / COMMON_SHARE)) {
                telling.addAll(holding);
            }
        }
        Comparator<NamedDocument> order =
                Comparator.comparingDouble(MemoryNames::total).reversed().thenComparing(NamedDocument::documentId);
        return found.entrySet().stream()
                .filter(one -> telling.contains(one.getKey()))
                .map(one -> named(one.getKey(), one.getValue()))
                .sorted(order)
                .limit(limit)
                .toList();
    }

    private List<MemoryDocument> holding(String word) {
        Set<String> terms = Bag.of(word).counts().keySet();
        return documents.stream()
                .filter(document -> terms.stream().anyMatch(document.name().counts()::containsKey))
                .toList();
    }

    private static NamedDocument named(MemoryDocument document, Map<String, Double> words) {
        return new NamedDocument(document.document().id(), document.entries().size(), words);
    }

    /** In a fixed order, so that equal sums are equal. */
    private static double total(NamedDocument document) {
        return document.words().values().stream()
                .sorted()
                .mapToDouble(weight -> weight)
                .sum();
    }
}
