package dev.fairlead.generation;

import dev.fairlead.Draft;
import dev.fairlead.Evidence;
import dev.fairlead.RankedPassage;
import dev.fairlead.Span;
import dev.fairlead.text.Sentences;
import dev.fairlead.text.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes evidence apart into sentences and compares their words with the question's. */
final class Candidates {
    /** Shorter sentences are headings, clause numbers and table rules. */
    private static final int MIN_TERMS = 3;
    /** A word found in the heading alone counts this much. */
    private static final double HEADING_SHARE = 0.5;

    private Candidates() {}

    static List<Candidate> of(String question, Evidence evidence) {
        List<Draft.Source> sentences = sentences(evidence);
        List<Set<String>> terms = sentences.stream()
                .map(sentence -> Terms.distinct(sentence.quote()))
                .toList();
        Map<String, Double> weights = weights(Terms.distinct(question), terms);
        Map<String, Double> passageScores = passageScores(evidence);
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i++) {
            Draft.Source sentence = sentences.get(i);
            Set<String> heading =
                    Terms.distinct(String.join(" ", sentence.passage().locator().sectionPath()));
            double passageScore = passageScores.getOrDefault(sentence.passage().id(), 0.0);
            candidates.add(new Candidate(i, sentence, coverage(weights, terms.get(i), heading), passageScore));
        }
        return candidates;
    }

    /** Sentences of overlapping passages are taken once, from the better passage. */
    private static List<Draft.Source> sentences(Evidence evidence) {
        List<Draft.Source> sentences = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (RankedPassage ranked : evidence.passages()) {
            var passage = ranked.passage();
            int offset = passage.locator().span().start();
            for (Span span : Sentences.spans(passage.text())) {
                Span inDocument = new Span(offset + span.start(), offset + span.end());
                boolean fresh = seen.add(passage.locator().documentId() + '\n' + inDocument);
                if (fresh && Terms.of(span.of(passage.text())).size() >= MIN_TERMS) {
                    sentences.add(new Draft.Source(passage, inDocument));
                }
            }
        }
        return sentences;
    }

    /** Rarity within the evidence: {@code ln(1 + (n - df + .5) / (df + .5))}, as in BM25. */
    private static Map<String, Double> weights(Set<String> question, List<Set<String>> sentences) {
        Map<String, Double> weights = new HashMap<>();
        for (String term : question) {
            long df = sentences.stream().filter(terms -> terms.contains(term)).count();
            weights.put(term, Math.log(1 + (sentences.size() - df + 0.5) / (df + 0.5)));
        }
        return weights;
    }

    private static double coverage(Map<String, Double> weights, Set<String> terms, Set<String> heading) {
        double total = 0;
        double found = 0;
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
            total += weight.getValue();
            if (terms.contains(weight.getKey())) {
                found += weight.getValue();
            } else if (heading.contains(weight.getKey())) {
                found += HEADING_SHARE * weight.getValue();
            }
        }
        return total == 0 ? 0 : found / total;
    }

    private static Map<String, Double> passageScores(Evidence evidence) {
        double best = evidence.passages().stream()
                .mapToDouble(RankedPassage::score)
                .max()
                .orElse(0);
        Map<String, Double> scores = new HashMap<>();
        for (RankedPassage ranked : evidence.passages()) {
            scores.put(ranked.passage().id(), best > 0 ? Math.max(0, ranked.score()) / best : 0);
        }
        return scores;
    }
}
