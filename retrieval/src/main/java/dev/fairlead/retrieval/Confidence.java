package dev.fairlead.retrieval;

import dev.fairlead.RankedPassage;
import dev.fairlead.text.Terms;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An estimate of how likely evidence holds the answer, from what costs nothing: a logistic function of the best cosine and
 * of the largest share of the question's content words that one passage holds. The fused score is no part of it: min-max
 * normalisation makes the best of any list look good.
 *
 * <p>The constants suit bge-small-en-v1.5. Fitted by {@code quality confidence} on half of the paragraphs of XQuAD and half
 * of the contracts of CUAD, each question once with its document and once without. How far the legs agree added nothing; nor
 * did words gathered from several passages, which come together by chance where a question is long.
 */
final class Confidence {
    private static final double COSINE_WEIGHT = 7.15;
    private static final double COVERAGE_WEIGHT = 5.48;
    private static final double BIAS = -7.16;

    /** For a question of function words only, which must neither count for the evidence nor against it. */
    private static final double COVERAGE_OF_NOTHING = 0.5;

    /** Passages looked at: a constant, so that a larger k changes nothing. */
    private static final int BEST = 3;

    private Confidence() {}

    static double of(String question, List<RankedPassage> passages) {
        if (passages.isEmpty()) {
            return 0;
        }
        List<RankedPassage> best = passages.subList(0, Math.min(BEST, passages.size()));
        double z = COSINE_WEIGHT * cosine(best) + COVERAGE_WEIGHT * coverage(question, best) + BIAS;
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

    private static double coverage(String question, List<RankedPassage> best) {
        Set<String> asked = Terms.distinct(question);
        if (asked.isEmpty()) {
            return COVERAGE_OF_NOTHING;
        }
        return best.stream().mapToLong(ranked -> held(asked, ranked)).max().orElse(0) / (double) asked.size();
    }

    /** Title and headings count as well: they are searched too. */
    private static long held(Set<String> asked, RankedPassage ranked) {
        Set<String> held = new HashSet<>(Terms.of(ranked.passage().text()));
        held.addAll(Terms.of(ranked.passage().locator().section()));
        held.addAll(Terms.of(ranked.passage().locator().title()));
        return asked.stream().filter(held::contains).count();
    }
}
