package dev.fairlead.rerank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.DeadlineExceededException;
import dev.fairlead.Evidences;
import dev.fairlead.Passage;
import dev.fairlead.RerankException;
import dev.fairlead.Reranker;
import dev.fairlead.RerankerContract;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ScoringModelRerankerTest extends RerankerContract {
    private static final List<Passage> TWO =
            List.of(Evidences.passage("a", "Fees", "one"), Evidences.passage("b", "", "two"));

    @Override
    protected Reranker reranker() {
        return ScoringModelReranker.of(new OverlapScoringModel(), "overlap");
    }

    private static double[] scores(ScoringModel model) {
        return ScoringModelReranker.of(model, "foreign").scores("question", TWO, Deadline.never());
    }

    private static RerankException failure(ScoringModel model) {
        return assertThrows(RerankException.class, () -> scores(model));
    }

    @Test
    void the_model_sees_the_passage_under_its_title_and_headings() {
        List<String> seen = new ArrayList<>();
        scores((segments, query) -> {
            segments.stream().map(TextSegment::text).forEach(seen::add);
            return Response.from(List.of(1.0, 2.0));
        });
        assertEquals(List.of("a > Fees\none", "b\ntwo"), seen);
    }

    @Test
    void a_model_that_gives_another_number_of_scores_has_failed() {
        assertEquals(
                "foreign did not give one score for each of 2 passages",
                failure((segments, query) -> Response.from(List.of(1.0))).getMessage());
    }

    @Test
    void a_model_that_gives_no_number_has_failed() {
        assertEquals(
                "foreign gave NaN as the score of passage 2 of 2",
                failure((segments, query) -> Response.from(List.of(1.0, Double.NaN)))
                        .getMessage());
        assertEquals(
                "foreign gave null as the score of passage 1 of 2",
                failure((segments, query) -> Response.from(Arrays.asList(null, 1.0)))
                        .getMessage());
    }

    @Test
    void what_a_failing_model_says_of_its_input_is_not_repeated() {
        RerankException failure = failure((segments, query) -> {
            throw new IllegalStateException("refused: " + segments);
        });
        assertEquals("foreign failed: IllegalStateException", failure.getMessage());
        assertFalse(failure.retryable());
    }

    @Test
    void a_model_that_does_not_come_back_is_interrupted_at_the_deadline() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        ScoringModel slow = (segments, query) -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return Response.from(List.of());
        };
        Reranker reranker = ScoringModelReranker.of(slow, "slow");
        DeadlineExceededException late = assertThrows(
                DeadlineExceededException.class,
                () -> reranker.scores("question", TWO, Deadline.after(Duration.ofMillis(20))));
        assertTrue(String.valueOf(late.getMessage()).startsWith("the deadline passed"));
        // On a busy machine the deadline may come before the model was called; then it never is.
        if (started.getCount() == 0) {
            interrupted.await();
        }
    }
}
