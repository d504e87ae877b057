package dev.fairlead.rerank;

import dev.fairlead.Deadline;
import dev.fairlead.DeadlineExceededException;
import dev.fairlead.OverloadedException;
import dev.fairlead.Passage;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The scores of passages that are scored one after another, as far as the deadline allows. */
public final class InTurn {
    private InTurn() {}

    /**
     * Scores passages in their order on the caller's thread.
     *
     * @param passages the passages
     * @param deadline by when the scores are needed; looked at before each passage
     * @param score scores one passage; where it throws {@link DeadlineExceededException} or {@link OverloadedException},
     *     that passage and those behind it have no score
     * @return the scores of the first passages, possibly of none
     */
    public static double[] scores(List<Passage> passages, Deadline deadline, ToDoubleFunction<Passage> score) {
        double[] scores = new double[passages.size()];
        for (int i = 0; i < scores.length; i++) {
            try {
                deadline.check("rerank");
                scores[i] = score.applyAsDouble(passages.get(i));
            } catch (DeadlineExceededException | OverloadedException e) {
                return Arrays.copyOf(scores, i);
            }
        }
        return scores;
    }
}
