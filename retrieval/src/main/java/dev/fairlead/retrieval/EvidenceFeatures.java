package dev.fairlead.retrieval;

import dev.fairlead.LegStanding;
import dev.fairlead.Passage;
import dev.fairlead.text.Terms;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What costs nothing and tells whether evidence holds the answer. Never the fused score, whose best is near 1 in any list,
 * and never which question it is.
 *
 * @param cosine the best cosine among the first passages
 * @param coverage the largest share of the question's content words that one of them holds, title and headings included
 * @param words the largest share of the weight of the question's content words that one of them reaches: rare words weigh most,
 *     those the index does not know more than any
 * @param standout how far the best cosine stands above the mean of the candidates', in cosines
 * @param support the share of the best lexical score that the passage of the best cosine has
 * @param agreement the share of passages both legs have among their first ten
 */
record EvidenceFeatures(
        double cosine, double coverage, double words, double standout, double support, double agreement) {
    /** Passages looked at: a constant, so that a larger k changes nothing. */
    static final int BEST = 3;

    /** For a question of function words only, which must neither count for the evidence nor against it. */
    private static final double COVERAGE_OF_NOTHING = 0.5;

    private static final int COMPARED = 10;

    /**
     * Looks at a ranking.
     *
     * @param question the question's text
     * @param ranked everything found, best first, not empty
     * @param best the first passages of {@code ranked}, at most {@value #BEST}
     */
    static EvidenceFeatures of(String question, List<HybridSearch.Ranked> ranked, List<Passage> best) {
        List<HybridSearch.Ranked> first = ranked.subList(0, Math.min(BEST, ranked.size()));
        HybridSearch.Ranked nearest = most(first, EvidenceFeatures::cosine);
        double mean =
                ranked.stream().mapToDouble(EvidenceFeatures::cosine).average().orElse(0);
        double mostWords = lexical(most(ranked, EvidenceFeatures::lexical));
        return new EvidenceFeatures(
                cosine(nearest),
                coverage(question, best),
                first.stream().mapToDouble(HybridSearch.Ranked::words).max().orElse(0),
                cosine(nearest) - mean,
                mostWords > 0 ? lexical(nearest) / mostWords : 0,
                agreement(ranked));
    }

    /** For the trace, and for the run that fits the weights. */
    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("cosine", cosine);
        details.put("coverage", coverage);
        details.put("words", words);
        details.put("standout", standout);
        details.put("support", support);
        details.put("agreement", agreement);
        return details;
    }

    private static HybridSearch.Ranked most(
            List<HybridSearch.Ranked> ranked, ToDoubleFunction<HybridSearch.Ranked> score) {
        HybridSearch.Ranked most = ranked.getFirst();
        for (HybridSearch.Ranked one : ranked) {
            most = score.applyAsDouble(one) > score.applyAsDouble(most) ? one : most;
        }
        return most;
    }

    private static double cosine(HybridSearch.Ranked ranked) {
        return ranked.candidate().dense().score();
    }

    private static double lexical(HybridSearch.Ranked ranked) {
        return ranked.candidate().lexical().score();
    }

    private static double coverage(String question, List<Passage> best) {
        Set<String> asked = Terms.distinct(question);
        if (asked.isEmpty()) {
            return COVERAGE_OF_NOTHING;
        }
        return best.stream().mapToLong(passage -> held(asked, passage)).max().orElse(0) / (double) asked.size();
    }

    /** Title and headings count as well: they are searched too. */
    private static long held(Set<String> asked, Passage passage) {
        Set<String> held = new HashSet<>(Terms.of(passage.text()));
        held.addAll(Terms.of(passage.locator().section()));
        held.addAll(Terms.of(passage.locator().title()));
        return asked.stream().filter(held::contains).count();
    }

    private static double agreement(List<HybridSearch.Ranked> ranked) {
        long both = ranked.stream()
                .filter(one -> amongFirst(one.candidate().lexical())
                        && amongFirst(one.candidate().dense()))
                .count();
        return both / (double) Math.min(COMPARED, ranked.size());
    }

    private static boolean amongFirst(LegStanding standing) {
        return standing.rank().isPresent() && standing.rank().getAsInt() <= COMPARED;
    }
}
