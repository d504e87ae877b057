package dev.fairlead.retrieval;

import dev.fairlead.Evidence;
import dev.fairlead.Filter;
import dev.fairlead.Inquiry;
import dev.fairlead.LegStanding;
import dev.fairlead.RankedPassage;
import dev.fairlead.Scope;
import dev.fairlead.Trace;
import dev.fairlead.retrieval.fusion.Fused;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Why a question got the evidence it got: where each passage stood in each leg, the arithmetic of its score, and every
 * decision on the way. Holds what the scope may see and nothing else; {@link #toString} is for people and quotes no text.
 *
 * @param question the question as it was asked
 * @param scope on whose behalf, as the caller gave it
 * @param filter which documents, as the caller gave it
 * @param evidence what was retrieved
 * @param hits its passages in final order, each with the arithmetic of its score
 * @param decisions the steps that led to it, in the order they ended: what was searched, which document was named, what was
 *     excluded, reranked, retried
 */
public record Explanation(
        String question,
        Scope scope,
        Filter filter,
        Evidence evidence,
        List<Explained> hits,
        List<Trace.Step> decisions) {
    /** Checks and copies. */
    public Explanation {
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(evidence, "evidence");
        hits = List.copyOf(hits);
        decisions = List.copyOf(decisions);
    }

    /**
     * A passage and how its score came about: {@code sum of the contributions + adjustment}.
     *
     * @param passage the passage with its rank, score, and standing in each leg
     * @param contributions what each leg added in the fusion; none where nothing was fused, as for whole documents
     * @param adjustment what later steps, such as an exclusion or a reranker, added to the fused score; the whole score where
     *     nothing was fused, 0 where the fused score stayed
     */
    public record Explained(RankedPassage passage, List<Fused.Contribution> contributions, double adjustment) {
        /** Checks and copies. */
        public Explained {
            Objects.requireNonNull(passage, "passage");
            contributions = List.copyOf(contributions);
        }
    }

    static Explanation of(Inquiry inquiry, Evidence evidence, RecordedFusion fusion, List<Trace.Step> decisions) {
        List<Explained> hits = evidence.passages().stream()
                .map(passage -> explained(passage, fusion))
                .toList();
        return new Explanation(
                inquiry.question().text(), inquiry.scope(), inquiry.question().filter(), evidence, hits, decisions);
    }

    private static Explained explained(RankedPassage passage, RecordedFusion fusion) {
        List<Fused.Contribution> contributions = fusion.behind(passage.standings(), passage.score());
        return new Explained(passage, contributions, passage.score() - new Fused(contributions).score());
    }

    /** Several lines: question and constraint, each passage with its arithmetic, each decision. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        line(text, String.format(Locale.ROOT, "Question: %s", question));
        line(
                text,
                String.format(
                        Locale.ROOT, "Within: %s, %s", scope, filter.equals(Filter.all()) ? "no filter" : filter));
        line(
                text,
                String.format(
                        Locale.ROOT,
                        "Evidence: %s, confidence %.3f, %s",
                        name(evidence.kind()),
                        evidence.confidence(),
                        evidence.obtained()));
        hits.forEach(hit -> append(text, hit));
        line(text, "Decisions:");
        for (Trace.Step step : decisions) {
            String details = step.details().entrySet().stream()
                    .map(detail -> detail.getKey() + " " + detail.getValue())
                    .collect(Collectors.joining(", "));
            line(text, String.format(Locale.ROOT, "  %s: %s", step.name(), details));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Explained hit) {
        RankedPassage ranked = hit.passage();
        line(
                text,
                String.format(
                        Locale.ROOT,
                        "%3d. score %.4f  %s",
                        ranked.rank(),
                        ranked.score(),
                        ranked.passage().locator()));
        Map<String, Fused.Contribution> added = hit.contributions().stream()
                .collect(Collectors.toMap(Fused.Contribution::leg, contribution -> contribution, (a, b) -> b));
        for (LegStanding standing : ranked.standings()) {
            String rank =
                    standing.rank().isPresent() ? "rank " + standing.rank().getAsInt() : "not ranked";
            Fused.Contribution contribution = added.get(standing.leg());
            String arithmetic = contribution == null
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            ", normalised %.4f x weight %.2f = %.4f",
                            contribution.normalised(),
                            contribution.weight(),
                            contribution.value());
            line(
                    text,
                    String.format(
                            Locale.ROOT,
                            "       %-8s %-10s score %.4f%s",
                            standing.leg(),
                            rank,
                            standing.score(),
                            arithmetic));
        }
        if (hit.adjustment() != 0 && !hit.contributions().isEmpty()) {
            line(text, String.format(Locale.ROOT, "       later steps %+.4f", hit.adjustment()));
        }
    }

    private static String name(Evidence.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
