package dev.fairlead.retrieval.rewrite;

import dev.fairlead.Passage;
import dev.fairlead.text.Terms;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The question with words of the first passages found, as if these were relevant (Lavrenko and Croft, SIGIR 2001,
 * https://doi.org/10.1145/383952.383972). A word counts by how many of the first hold it, less the share of the others that
 * do: what all passages say tells none apart.
 */
public final class RelevanceFeedback {
    private static final int FIRST = 3;
    private static final int WORDS = 6;

    /** A word of one passage alone says little: two of the three must hold it. */
    private static final double SHARED = 0.5;

    private RelevanceFeedback() {}

    /**
     * Rewrites.
     *
     * @param question its text
     * @param found passages found for it, best first; those behind the third are what the first are held against
     * @return the question with at most six words more; empty where the first passages share none that tells them apart
     */
    public static Optional<Rewriting> of(String question, List<Passage> found) {
        if (found.size() <= FIRST) {
            return Optional.empty();
        }
        Map<String, String> words = new HashMap<>();
        Map<String, Double> first = shares(found.subList(0, FIRST), words);
        Map<String, Double> others = shares(found.subList(FIRST, found.size()), words);
        Set<String> asked = Terms.distinct(question);
        List<String> more = first.keySet().stream()
                .filter(term -> !asked.contains(term) && term.length() > 2)
                .filter(term -> first.getOrDefault(term, 0.0) > SHARED)
                .sorted(Comparator.comparingDouble(
                                (String term) -> others.getOrDefault(term, 0.0) - first.getOrDefault(term, 0.0))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(WORDS)
                .map(term -> words.getOrDefault(term, term))
                .toList();
        return more.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rewriting("relevance feedback", List.of(question + " " + String.join(" ", more))));
    }

    /** Which share of passages holds each term, and a word it first stood as: a stem alone means nothing to an encoder. */
    private static Map<String, Double> shares(List<Passage> passages, Map<String, String> words) {
        Map<String, Double> shares = new HashMap<>();
        for (Passage passage : passages) {
            Set<String> held = new HashSet<>();
            Terms.words(passage.text())
                    .forEach(word -> Terms.of(word).forEach(term -> {
                        words.putIfAbsent(term, word.toLowerCase(Locale.ROOT));
                        held.add(term);
                    }));
            held.forEach(term -> shares.merge(term, 1.0 / passages.size(), Double::sum));
        }
        return shares;
    }
}
