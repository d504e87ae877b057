package dev.fairlead.json.extract;

import dev.fairlead.Evidence;
import dev.fairlead.Passage;
import dev.fairlead.RankedPassage;
import dev.fairlead.Span;
import dev.fairlead.text.Sentences;
import dev.fairlead.text.Terms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sentences of one field's evidence, and how rare words are among them. */
final class Statements {
    private static final int LONGEST = 4_000;
    private static final int SHORTEST_BEGINNING = 5;

    private final List<Statement> all = new ArrayList<>();
    private final Map<String, Double> rarity = new HashMap<>();

    private Statements() {}

    /** Passages several searches found are taken once, with their best score; the others have none. */
    static Statements of(List<Evidence> searches, List<Passage> others) {
        Map<String, Double> scores = scores(searches);
        Map<String, Passage> passages = passages(searches);
        others.forEach(passage -> passages.putIfAbsent(passage.id(), passage));
        Statements statements = new Statements();
        passages.values().forEach(passage -> statements.take(passage, scores.getOrDefault(passage.id(), 0.0)));
        return statements;
    }

    /** Each passage once, the best first, ties by id. */
    static List<Passage> ranked(List<Evidence> searches) {
        Map<String, Double> scores = scores(searches);
        return passages(searches).values().stream()
                .sorted(Comparator.comparingDouble((Passage passage) -> -scores.getOrDefault(passage.id(), 0.0))
                        .thenComparing(Passage::id))
                .toList();
    }

    private static Map<String, Passage> passages(List<Evidence> searches) {
        Map<String, Passage> passages = new LinkedHashMap<>();
        searches.forEach(evidence -> evidence.passages()
                .forEach(ranked -> passages.putIfAbsent(ranked.passage().id(), ranked.passage())));
        return passages;
    }

    /** Scores relative to the best of their own search. */
    private static Map<String, Double> scores(List<Evidence> searches) {
        Map<String, Double> scores = new HashMap<>();
        for (Evidence evidence : searches) {
            double best = evidence.passages().stream()
                    .mapToDouble(RankedPassage::score)
                    .max()
                    .orElse(0);
            evidence.passages()
                    .forEach(ranked -> scores.merge(
                            ranked.passage().id(), best > 0 ? Math.max(0, ranked.score()) / best : 0, Math::max));
        }
        return scores;
    }

    private void take(Passage passage, double score) {
        Set<String> heading = Terms.distinct(String.join(" ", passage.locator().sectionPath()));
        for (Span sentence : Sentences.spans(passage.text())) {
            Span span = new Span(sentence.start(), Math.min(sentence.end(), sentence.start() + LONGEST));
            Set<String> terms = Terms.distinct(span.of(passage.text()));
            if (!terms.isEmpty()) {
                all.add(new Statement(all.size(), passage, span, heading, terms, score));
            }
        }
    }

    List<Statement> all() {
        return all;
    }

    /** Whether a word is among others, in this form or one that begins alike: delivery and delivered, governing and governs. */
    static boolean holds(Set<String> terms, String word) {
        if (terms.contains(word)) {
            return true;
        }
        if (word.length() < SHORTEST_BEGINNING + 2) {
            return false;
        }
        String beginning = word.substring(0, word.length() - 2);
        return terms.stream().anyMatch(term -> term.startsWith(beginning));
    }

    /** How much finding a word in a sentence says: {@code ln(1 + (n - df + .5) / (df + .5))}, as in BM25. */
    double rarity(String term) {
        return rarity.computeIfAbsent(term, word -> {
            long df = all.stream().filter(one -> holds(one.terms(), word)).count();
            return Math.log(1 + (all.size() - df + 0.5) / (df + 0.5));
        });
    }
}
