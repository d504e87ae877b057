package dev.fairlead.retrieval.whole;

import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.Passage;
import dev.fairlead.Question;
import dev.fairlead.RankedPassage;
import dev.fairlead.context.ContextBudget;
import dev.fairlead.context.ContextPlan;
import dev.fairlead.context.ContextSizes;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides whether a question gets passages found, whole documents or the whole corpus, and reads the latter two. What is read
 * lies in the order of document ids and of the text, whatever was asked, so that a provider's prompt cache can reuse it.
 * Everything is read under the same constraint as a search. Thread-safe.
 */
public final class WholeReading {
    /** A passage at its longest, with the lines around it. */
    private static final int PASSAGE_TOKENS = 450;

    private final ContextBudget budget;
    private final long retrieved;
    private final CorpusSizes sizes;

    /** Searches where whole texts are not read. */
    @FunctionalInterface
    public interface Search {
        /**
         * Searches.
         *
         * @param inquiry the question
         * @param within what may be found; of some documents only where they alone are meant
         * @return what was found
         */
        Evidence find(Inquiry inquiry, Within within);
    }

    /**
     * A reading within a budget.
     *
     * @param budget what a model may be given
     * @param k how many passages a search returns, at least 1
     */
    public WholeReading(ContextBudget budget, int k) {
        this.budget = Objects.requireNonNull(budget, "budget");
        this.retrieved = (long) k * PASSAGE_TOKENS;
        this.sizes = new CorpusSizes(budget.maxTokens());
    }

    /**
     * Evidence of the kind that suits the question. Where there was a choice, the step {@code "plan"} and
     * {@link Evidence#obtained()} say what was chosen and why.
     *
     * @param inquiry the question
     * @param snapshot where to read
     * @param within what may be seen
     * @param search how to search
     * @return the evidence
     */
    public Evidence evidence(Inquiry inquiry, IndexSnapshot snapshot, Within within, Search search) {
        Optional<Evidence.Kind> forced = budget.forced();
        boolean passages = inquiry.need() == Inquiry.Need.PASSAGES;
        if (passages || (forced.isPresent() && forced.get() == Evidence.Kind.RETRIEVED)) {
            return search.find(inquiry, within);
        }
        long start = System.nanoTime();
        boolean always = forced.isPresent() && forced.get() == Evidence.Kind.WHOLE_DOCUMENTS;
        Optional<WholeTask> task = WholeTask.of(inquiry, snapshot, within, budget.maxTokens(), always);
        if (task.isEmpty() && !always && !budget.considersCorpus()) {
            return search.find(inquiry, within);
        }
        inquiry.deadline().check("plan");
        ContextPlan plan = budget.plan(new ContextSizes(
                retrieved,
                task.map(one -> OptionalLong.of(one.tiles().tokens())).orElseGet(OptionalLong::empty),
                budget.considersCorpus() ? OptionalLong.of(sizes.of(snapshot, within)) : OptionalLong.empty()));
        inquiry.record("plan", start, details(plan, task));
        return switch (plan.kind()) {
            case RETRIEVED -> planned(retrieved(inquiry, within, task, search), plan);
            case WHOLE_DOCUMENTS -> documents(inquiry, within, task.orElseThrow(), search, plan);
            case WHOLE_CORPUS -> corpus(inquiry, snapshot, within, plan);
        };
    }

    private static Map<String, Object> details(ContextPlan plan, Optional<WholeTask> task) {
        Map<String, Object> details = new LinkedHashMap<>(plan.details());
        task.ifPresent(one ->
                details.put("documents", one.documents().stream().sorted().toList()));
        return details;
    }

    private static Evidence retrieved(Inquiry inquiry, Within within, Optional<WholeTask> task, Search search) {
        return task.map(one -> inside(inquiry, within, one, search)).orElseGet(() -> search.find(inquiry, within));
    }

    /** What the documents say of what is asked, without the words that name them. */
    private static Evidence inside(Inquiry inquiry, Within within, WholeTask task, Search search) {
        Question asked = inquiry.question();
        Question rest = new Question(task.rest(), asked.turns(), asked.filter());
        return search.find(inquiry.about(rest), within.documents(task.documents()));
    }

    private static Evidence planned(Evidence found, ContextPlan plan) {
        return new Evidence(
                found.kind(), found.passages(), found.confidence(), found.obtained() + "; " + plan.reason());
    }

    /** Where something particular is asked, a search says how good the documents look for it and which passages matter most. */
    private static Evidence documents(Inquiry inquiry, Within within, WholeTask task, Search search, ContextPlan plan) {
        Map<String, RankedPassage> found = new HashMap<>();
        double confidence = 1;
        if (task.topical()) {
            Evidence inside = inside(inquiry, within, task, search);
            inside.passages().forEach(ranked -> found.put(ranked.passage().id(), ranked));
            confidence = inside.confidence();
        }
        List<RankedPassage> ranked = new ArrayList<>();
        for (Passage tile : task.tiles().passages()) {
            RankedPassage hit = found.get(tile.id());
            double score = task.topical() ? 0 : 1;
            ranked.add(
                    hit == null
                            ? new RankedPassage(tile, ranked.size() + 1, score, List.of())
                            : new RankedPassage(tile, ranked.size() + 1, hit.score(), hit.standings()));
        }
        return new Evidence(plan.kind(), ranked, confidence, plan.reason());
    }

    private Evidence corpus(Inquiry inquiry, IndexSnapshot snapshot, Within within, ContextPlan plan) {
        long start = System.nanoTime();
        List<RankedPassage> ranked = new ArrayList<>();
        for (Passage tile : Tiles.ofCorpus(snapshot, within, budget.maxTokens()).passages()) {
            ranked.add(new RankedPassage(tile, ranked.size() + 1, 1, List.of()));
        }
        inquiry.record("load", start, Map.of("passages", ranked.size(), "confidence", 1.0));
        return new Evidence(plan.kind(), ranked, 1, plan.reason());
    }
}
