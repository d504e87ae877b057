package dev.fairlead.benchmarks.quality;

import dev.fairlead.Evidence;
import dev.fairlead.LegStanding;
import dev.fairlead.RankedPassage;
import dev.fairlead.retrieval.HybridRetriever;
import dev.fairlead.text.Terms;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the confidence of evidence can be made of, computed again from a ranking of full depth.
 *
 * @param cosine the best cosine of the first three passages
 * @param coverage the share of the question's content words they hold together
 * @param best the greatest share of them that one of the three holds alone
 * @param agreement the share of passages both legs have among their first ten
 */
record ConfidenceFeatures(double cosine, double coverage, double best, double agreement) {
    static final List<String> NAMES = List.of("cosine", "coverage", "best", "agreement");

    private static final int BEST = 3;
    private static final int COMPARED = 10;

    static ConfidenceFeatures of(String question, Evidence evidence) {
        List<RankedPassage> all = evidence.passages();
        List<RankedPassage> best = all.subList(0, Math.min(BEST, all.size()));
        double cosine = best.stream()
                .mapToDouble(passage -> standing(passage, HybridRetriever.DENSE).score())
                .max()
                .orElse(0);
        Set<String> asked = Terms.distinct(question);
        List<Set<String>> held = best.stream().map(ConfidenceFeatures::words).toList();
        Set<String> together = new HashSet<>();
        held.forEach(together::addAll);
        double alone = held.stream().mapToDouble(one -> share(asked, one)).max().orElse(0);
        return new ConfidenceFeatures(cosine, share(asked, together), alone, agreement(all));
    }

    double[] row() {
        return new double[] {cosine, coverage, best, agreement};
    }

    /** Title and headings are searched too. */
    private static Set<String> words(RankedPassage ranked) {
        Set<String> words = new HashSet<>(Terms.of(ranked.passage().text()));
        words.addAll(Terms.of(ranked.passage().locator().section()));
        words.addAll(Terms.of(ranked.passage().locator().title()));
        return words;
    }

    private static double share(Set<String> asked, Set<String> held) {
        return asked.isEmpty() ? 0 : asked.stream().filter(held::contains).count() / (double) asked.size();
    }

    private static double agreement(List<RankedPassage> all) {
        long lexical = all.stream()
                .filter(one -> ranks(one, HybridRetriever.LEXICAL, HybridRetriever.DEPTH))
                .count();
        long dense = all.stream()
                .filter(one -> ranks(one, HybridRetriever.DENSE, HybridRetriever.DEPTH))
                .count();
        int compared = (int) Math.min(COMPARED, Math.min(lexical, dense));
        long both = all.stream()
                .filter(one ->
                        ranks(one, HybridRetriever.LEXICAL, compared) && ranks(one, HybridRetriever.DENSE, compared))
                .count();
        return compared == 0 ? 0 : both / (double) compared;
    }

    private static boolean ranks(RankedPassage passage, String leg, int within) {
        OptionalInt rank = standing(passage, leg).rank();
        return rank.isPresent() && rank.getAsInt() <= within;
    }

    private static LegStanding standing(RankedPassage passage, String leg) {
        return passage.standings().stream()
                .filter(one -> one.leg().equals(leg))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a hybrid hit without its standing in leg " + leg));
    }
}
