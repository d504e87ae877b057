package dev.fairlead.retrieval;

import dev.fairlead.DeadlineExceededException;
import dev.fairlead.EncodingException;
import dev.fairlead.Evidence;
import dev.fairlead.FairleadException;
import dev.fairlead.Inquiry;
import dev.fairlead.OverloadedException;
import dev.fairlead.Passage;
import dev.fairlead.Rewriter;
import dev.fairlead.retrieval.rewrite.Decomposition;
import dev.fairlead.retrieval.rewrite.DroppedTerms;
import dev.fairlead.retrieval.rewrite.RelevanceFeedback;
import dev.fairlead.retrieval.rewrite.Rewriting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where evidence is poor, searches again in other words and keeps what looks best to the question as it was asked: never to
 * its rewriting, which a passage may fit without answering anything. Stops at the first that is good, and when another search
 * might not end in time; one that fails costs nothing of what was found. Thread-safe.
 *
 * <p>Cheap where evidence is good, of little use where it is not: of CUAD's questions inside one contract (1,190 with an answer)
 * 124 got other evidence, which held the answer 72 times instead of 65; of XQuAD's 4, 3 times instead of 2. Reproduce with {@code
 * quality confidence --sample 1190}.
 *
 * @param below confidence under which evidence is poor, in [0, 1]
 * @param rewriter asked last, where the host gave one
 */
record SecondLook(double below, Optional<Rewriter> rewriter) {
    /** Its step in the trace, one for each search. */
    static final String STEP = "second look";

    private static final String REWRITER = "rewriter";

    /** Passages the rewritings learn from. */
    private static final int SEEN = 20;

    /** A longer text is pasted, not asked: no other words make it clearer. */
    private static final int LONGEST = 2_000;

    /** A further search must fit in the time left so many times. */
    private static final int SPARE = 4;

    /**
     * What looks best.
     *
     * @param first what was found for the question
     * @param asked the question
     * @param search where it was searched
     */
    Evidence better(EvidenceSearch.Found first, Asked asked, EvidenceSearch search) {
        Evidence best = first.evidence();
        Inquiry inquiry = asked.positive();
        if (best.confidence() >= below || inquiry.question().text().length() > LONGEST) {
            return best;
        }
        long start = System.nanoTime();
        for (Supplier<List<Rewriting>> way : ways(first, inquiry, search)) {
            for (Rewriting rewriting : way.get()) {
                long spent = System.nanoTime() - start;
                if (inquiry.deadline().remaining().toNanos() < SPARE * spent) {
                    return best;
                }
                double least = best.confidence();
                best = look(rewriting, asked, search)
                        .filter(other -> other.confidence() > least)
                        .orElse(best);
                if (best.confidence() >= below) {
                    return best;
                }
            }
        }
        return best;
    }

    /** The cheapest first; a model only where all others left evidence poor. */
    private List<Supplier<List<Rewriting>>> ways(EvidenceSearch.Found first, Inquiry inquiry, EvidenceSearch search) {
        String question = inquiry.question().text();
        List<Passage> seen = search.load(inquiry, first.ranked(), SEEN);
        return List.of(
                () -> Stream.of(
                                DroppedTerms.of(question, seen),
                                RelevanceFeedback.of(question, seen),
                                Decomposition.of(question))
                        .flatMap(Optional::stream)
                        .toList(),
                () -> rewriter.map(one -> rewritten(one, inquiry, first.evidence())).orElse(List.of()).stream()
                        .map(text -> new Rewriting(REWRITER, List.of(text)))
                        .toList());
    }

    private static List<String> rewritten(Rewriter rewriter, Inquiry inquiry, Evidence poor) {
        long start = System.nanoTime();
        try {
            return rewriter.rewrite(inquiry, poor);
        } catch (FairleadException e) {
            inquiry.record(STEP, start, Map.of("by", REWRITER, "failed", String.valueOf(e.getMessage())));
            return List.of();
        }
    }

    private static Optional<Evidence> look(Rewriting rewriting, Asked asked, EvidenceSearch search) {
        Inquiry inquiry = asked.positive();
        long start = System.nanoTime();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("by", rewriting.by());
        try {
            Evidence found =
                    search.find(asked.searching(rewriting.searches()), asked).evidence();
            details.put("confidence", found.confidence());
            String obtained = found.obtained() + ", by " + rewriting.by();
            return Optional.of(new Evidence(found.kind(), found.passages(), found.confidence(), obtained));
        } catch (DeadlineExceededException | OverloadedException | EncodingException e) {
            details.put("failed", String.valueOf(e.getMessage()));
            return Optional.empty();
        } finally {
            inquiry.record(STEP, start, details);
        }
    }
}
