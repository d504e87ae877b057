package dev.fairlead.retrieval;

import dev.fairlead.LegStanding;
import dev.fairlead.retrieval.fusion.Fused;
import dev.fairlead.retrieval.fusion.Fusion;
import java.util.ArrayList;
import java.util.List;

/** A fusion that keeps what it did, for one question. Not thread-safe. */
final class RecordedFusion implements Fusion {
    private final Fusion fusion;
    private final List<Step> steps = new ArrayList<>();

    /** One fusion of one search; a question may take several. */
    private record Step(List<Candidate> candidates, List<Fused> fused) {}

    RecordedFusion(Fusion fusion) {
        this.fusion = fusion;
    }

    @Override
    public List<Fused> explain(List<Candidate> candidates) {
        List<Fused> fused = fusion.explain(candidates);
        steps.add(new Step(candidates, fused));
        return fused;
    }

    /**
     * The arithmetic behind a passage. Its standings tell which search it came from: a rank is held by one candidate of a
     * search. Where two searches ranked it alike, the one whose sum is its score, or else the later one.
     */
    List<Fused.Contribution> behind(List<LegStanding> standings, double score) {
        List<Fused.Contribution> found = List.of();
        for (Step step : steps) {
            for (int i = 0; i < step.candidates().size(); i++) {
                Candidate candidate = step.candidates().get(i);
                Fused fused = step.fused().get(i);
                if (standings.contains(candidate.lexical()) && standings.contains(candidate.dense())) {
                    found = fused.contributions();
                    if (fused.score() == score) {
                        return found;
                    }
                }
            }
        }
        return found;
    }
}
