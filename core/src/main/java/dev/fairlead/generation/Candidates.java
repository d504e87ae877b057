package dev.fairlead.generation;

import dev.fairlead.Draft;
import dev.fairlead.Evidence;
import dev.fairlead.Passage;
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

    private final Asked asked;
    private final Set<String> seen = new HashSet<>();
    private final List<Found> found = new ArrayList<>();
    private final Map<String, Set<String>> documents = new HashMap<>();

    /** A sentence with the headings it stands under. */
    private record Found(Draft.Source source, String heading, double passageScore, Set<String> terms) {
        String documentId() {
            return source.passage().locator().documentId();
        }
    }

    private Candidates(Asked asked) {
        this.asked = asked;
    }

    /** Sentences of overlapping passages are taken once, from the better passage. */
    static List<Candidate> of(String question, Evidence evidence) {
        Candidates candidates = new Candidates(Asked.of(question, evidence));
        double best = evidence.passages().stream()
                .mapToDouble(RankedPassage::score)
                .max()
                .orElse(0);
        for (RankedPassage ranked : evidence.passages()) {
            candidates.take(ranked.passage(), best > 0 ? Math.max(0, ranked.score()) / best : 0);
        }
        return candidates.weighed();
    }

    private void take(Passage passage, double score) {
        int offset = passage.locator().span().start();
        String above = String.join(" ", headings(passage));
        String heading = above;
        documents
                .computeIfAbsent(passage.locator().documentId(), id -> new HashSet<>(Terms.of(id)))
                .addAll(Terms.of(above + " " + passage.text()));
        for (Span span : Sentences.spans(passage.text())) {
            String text = span.of(passage.text());
            if (Lines.isHeading(text)) {
                heading = (above + " " + Lines.headingText(text)).strip();
                continue;
            }
            Span inDocument = new Span(offset + span.start(), offset + span.end());
            Set<String> terms = Terms.distinct(text);
            if (terms.size() >= MIN_TERMS
                    && !Lines.isForm(text)
                    && seen.add(passage.locator().documentId() + '\n' + inDocument)) {
                found.add(new Found(new Draft.Source(passage, inDocument), heading, score, terms));
            }
        }
    }

    private static List<String> headings(Passage passage) {
        String title = passage.locator().title();
        List<String> headings = new ArrayList<>(passage.locator().sectionPath());
        headings.removeIf(heading -> title.regionMatches(true, 0, heading, 0, heading.length()));
        headings.addFirst(title);
        return headings;
    }

    private List<Candidate> weighed() {
        Map<String, Double> weights = weights();
        List<Candidate> candidates = new ArrayList<>();
        for (Found one : found) {
            candidates.add(new Candidate(
                    candidates.size(),
                    one.source(),
                    one.heading(),
                    coverage(weights, one),
                    one.passageScore(),
                    asked.identityHeldBy(documents.getOrDefault(one.documentId(), Set.of())),
                    asked.quantity() && Lines.holdsQuantity(one.source().quote())));
        }
        return candidates;
    }

    /** Rarity within the evidence: {@code ln(1 + (n - df + .5) / (df + .5))}, as in BM25. */
    private Map<String, Double> weights() {
        Map<String, Double> weights = new HashMap<>();
        for (String term : asked.terms()) {
            long df = found.stream().filter(one -> one.terms().contains(term)).count();
            weights.put(term, asked.share(term) * Math.log(1 + (found.size() - df + 0.5) / (df + 0.5)));
        }
        return weights;
    }

    private static double coverage(Map<String, Double> weights, Found one) {
        Set<String> heading = Terms.distinct(one.heading());
        double total = 0;
        double covered = 0;
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
            total += weight.getValue();
            if (one.terms().contains(weight.getKey())) {
                covered += weight.getValue();
            } else if (heading.contains(weight.getKey())) {
                covered += HEADING_SHARE * weight.getValue();
            }
        }
        return total == 0 ? 0 : covered / total;
    }
}
