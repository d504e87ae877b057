package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link Reranker} keeps. A reranker's test extends this and says which one it is, open while the test runs. */
public abstract class RerankerContract {
    private static final String QUESTION = "who insures the berth against storm damage";
    private static final List<Passage> PASSAGES = List.of(
            Evidences.passage("rent", "", "Payment falls due on the first day of each month."),
            Evidences.passage("pets", "House rules", "Dogs must be kept on a lead at all times."),
            Evidences.passage("storm", "Insurance", "The tenant insures the berth against storm damage."),
            Evidences.passage("law", "", "These terms are governed by the law of Bremen."));
    private static final Deadline FAR = Deadline.after(Duration.ofMinutes(10));

    /** The reranker under test. */
    protected abstract Reranker reranker();

    private double[] scores(String question, List<Passage> passages) {
        return reranker().scores(question, passages, FAR);
    }

    @Test
    void it_gives_each_passage_a_finite_score_and_the_answer_the_largest() {
        double[] scores = scores(QUESTION, PASSAGES);
        assertEquals(PASSAGES.size(), scores.length);
        for (int i = 0; i < scores.length; i++) {
            assertTrue(Double.isFinite(scores[i]), PASSAGES.get(i).id());
            assertTrue(i == 2 || scores[i] < scores[2], PASSAGES.get(i).id());
        }
    }

    @Test
    void no_passages_have_no_scores() {
        assertEquals(0, scores(QUESTION, List.of()).length);
    }

    @Test
    void the_same_call_gives_the_same_scores() {
        assertArrayEquals(scores(QUESTION, PASSAGES), scores(QUESTION, PASSAGES));
    }

    @Test
    void several_threads_get_what_one_gets() throws InterruptedException, ExecutionException {
        double[] alone = scores(QUESTION, PASSAGES);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<double[]>> calls = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                calls.add(threads.submit(() -> scores(QUESTION, PASSAGES)));
            }
            for (Future<double[]> call : calls) {
                assertArrayEquals(alone, call.get());
            }
        }
    }

    @Test
    void odd_texts_have_finite_scores() {
        List<Passage> odd = List.of(
                Evidences.passage("blank", "", " "),
                Evidences.passage("broken", "", "half a pair \uD83D and [SEP] [CLS] \u0000"),
                Evidences.passage("chinese", "", "合同 👍 ¿Qué?"),
                Evidences.passage("long", "", "storm damage ".repeat(5_000)),
                Evidences.passage("word", "", "x".repeat(50_000)));
        for (String question : List.of("?", "合同 👍", "storm ".repeat(3_000), "[SEP]")) {
            double[] scores = scores(question, odd);
            assertEquals(odd.size(), scores.length);
            for (int i = 0; i < scores.length; i++) {
                assertTrue(Double.isFinite(scores[i]), odd.get(i).id());
            }
        }
    }

    @Test
    void a_passed_deadline_leaves_no_scores() {
        try {
            assertEquals(0, reranker().scores(QUESTION, PASSAGES, Deadline.after(Duration.ZERO)).length);
        } catch (DeadlineExceededException | OverloadedException e) {
            assertFalse(String.valueOf(e.getMessage()).isBlank());
        }
    }

    @Test
    void it_has_a_name() {
        assertFalse(reranker().name().isBlank());
    }
}
