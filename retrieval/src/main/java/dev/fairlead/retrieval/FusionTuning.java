package dev.fairlead.retrieval;

import dev.fairlead.Deadline;
import dev.fairlead.Inquiry;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.PassageIndex;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.retrieval.fusion.ConvexMinMaxFusion;
import dev.fairlead.retrieval.fusion.Fusion;
import dev.fairlead.retrieval.fusion.FusionWeight;
import dev.fairlead.retrieval.fusion.LabelledCandidates;
import java.util.ArrayList;
import java.util.List;

/** Fits the weight of a fusion on an application's own labelled questions. */
public final class FusionTuning {
    private FusionTuning() {}

    /**
     * Searches for each question with both legs and fits.
     *
     * @param index where to search
     * @param encoder the encoder the index was made with
     * @param questions questions whose answers are known, some hundreds
     * @return the weight, with what it gained on questions it was not fitted on; hand its
     *     {@link FusionWeight#fusion()} to {@link HybridRetriever.Builder#fusion}. One encoding and one search a question
     * @throws dev.fairlead.FairleadException if the encoder or the index failed
     */
    public static FusionWeight fit(PassageIndex index, TextEncoder encoder, List<LabelledQuestion> questions) {
        return FusionWeight.fit(label(index, encoder, questions));
    }

    /**
     * Searches for each question with both legs, for fits on parts of the questions.
     *
     * @param index where to search
     * @param encoder the encoder the index was made with
     * @param questions questions whose answers are known
     * @return what both legs found for each, in the order of the questions
     * @throws dev.fairlead.FairleadException if the encoder or the index failed
     */
    public static List<LabelledCandidates> label(
            PassageIndex index, TextEncoder encoder, List<LabelledQuestion> questions) {
        HybridSearch search = new HybridSearch(encoder, new ConvexMinMaxFusion());
        List<LabelledCandidates> labelled = new ArrayList<>();
        try (IndexSnapshot snapshot = index.snapshot()) {
            for (LabelledQuestion one : questions) {
                Inquiry inquiry = Inquiry.of(one.question(), one.scope(), Deadline.never());
                Within within = new Within(one.scope(), one.question().filter());
                List<Fusion.Candidate> candidates =
                        search.search(Asked.plain(inquiry).parts().getFirst(), snapshot, within).stream()
                                .map(HybridSearch.Ranked::candidate)
                                .toList();
                labelled.add(new LabelledCandidates(candidates, one.relevant()));
            }
        }
        return labelled;
    }
}
