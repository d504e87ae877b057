package dev.fairlead.retrieval;

import dev.fairlead.RankedPassage;
import dev.fairlead.text.Terms;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An estimate of how likely evidence holds the answer, from what costs nothing: a logistic function of the best cosine, the
 * share of the question's content words the best passages hold, and how far the legs agree. The fused score is no part of
 * it: min-max normalisation makes the best of any list look good.
 *
 * <p>The constants suit the cosines of bge-small-en-v1.5, where unrelated texts lie near .55 and answers near .75; they
 * are to be fitted by {@code quality answers}.
 */
final class Confidence {
    private static final double COSINE_WEIGHT = 14;
    private static final double COSINE_MIDDLE = 0.64;
    private static final double COVERAGE_WEIGHT = 3;
    private static final double COVERAGE_MIDDLE = 0.6;
    private static final double AGREEMENT_WEIGHT = 1;
    private static final double AGREEMENT_MIDDLE = 0.3;

    /** Passages looked at, and hits of each leg compared: constants, so that a larger k changes nothing. */
    private static final int BEST = 3;

    private static final int COMPARED = 10;

    private Confidence() {}

    static double of(String question, List<RankedPassage> passages, List<Hit> lexical, List<Hit> dense) {
        if (passages.isEmpty()) {
            return 0;
        }
        List<RankedPassage> best = passages.subList(0, Math.min(BEST, passages.size()));
        double z = COSINE_WEIGHT * (cosine(best) - COSINE_MIDDLE)
                + COVERAGE_WEIGHT * (coverage(question, best) - COVERAGE_MIDDLE)
                + AGREEMENT_WEIGHT * (agreement(lexical, dense) - AGREEMENT_MIDDLE);
        return 1 / (1 + Math.exp(-z));
    }

    private static double cosine(List<RankedPassage> best) {
        return best.stream()
                .flatMap(passage -> passage.standings().stream())
                .filter(standing -> standing.leg().equals(HybridRetriever.DENSE))
                .mapToDouble(standing -> standing.score())
                .max()
                .orElse(0);
    }

    /** Title and headings count as well: they are searched too. A question of function words only is not held against it. */
    private static double coverage(String question, List<RankedPassage> best) {
        Set<String> asked = Terms.distinct(question);
        Set<String> held = new HashSet<>();
        for (RankedPassage ranked : best) {
            held.addAll(Terms.distinct(ranked.passage().text()));
            held.addAll(Terms.distinct(ranked.passage().locator().section()));
            held.addAll(Terms.distinct(ranked.passage().locator().title()));
        }
        long covered = asked.stream().filter(held::contains).count();
        return asked.isEmpty() ? 0 : covered / (double) asked.size();
    }

    private static double agreement(List<Hit> lexical, List<Hit> dense) {
        int compared = Math.min(COMPARED, Math.min(lexical.size(), dense.size()));
        Set<String> top = new HashSet<>();
        lexical.subList(0, compared).forEach(hit -> top.add(hit.passageId()));
        long both = dense.subList(0, compared).stream()
                .filter(hit -> top.contains(hit.passageId()))
                .count();
        return compared == 0 ? 0 : both / (double) compared;
    }
}
