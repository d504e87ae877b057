package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.DeadlineExceededException;
import dev.fairlead.Document;
import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.RankedPassage;
import dev.fairlead.RerankException;
import dev.fairlead.Reranker;
import dev.fairlead.Scope;
import dev.fairlead.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RerankingTest {
    private static final String QUESTION = "storm damage to the berth";

    private final HybridIndex index = HybridIndex.inMemory(new WordEncoder());

    @BeforeEach
    void fill() {
        for (int i = 0; i < 20; i++) {
            index.add(
                    Document.of("doc-" + (char) ('a' + i), "Storm damage " + "and other words ".repeat(i) + "berth."));
        }
    }

    @AfterEach
    void close() {
        index.close();
    }

    private static Inquiry ask() {
        return Inquiry.of(Question.of(QUESTION), Scope.none(), Deadline.never());
    }

    private Evidence plain(int k) {
        return index.retriever(k).retrieve(ask());
    }

    private Evidence reranked(int k, Reranking reranking) {
        return reranked(k, reranking, ask());
    }

    private Evidence reranked(int k, Reranking reranking, Inquiry inquiry) {
        return HybridRetriever.builder(index, new WordEncoder())
                .k(k)
                .reranking(reranking)
                .build()
                .retrieve(inquiry);
    }

    private static List<String> ids(Evidence evidence) {
        return evidence.passages().stream().map(ranked -> ranked.passage().id()).toList();
    }

    /** Turns the order of the search around. */
    private static final Reranker REVERSED = (question, passages, deadline) ->
            IntStream.range(0, passages.size()).asDoubleStream().toArray();

    private static Trace.Step step(Inquiry inquiry) {
        return inquiry.steps().stream()
                .filter(step -> step.name().equals(Reranking.RERANK))
                .findFirst()
                .orElseThrow();
    }

    /** What the trace says after a reranker that is of no use, which must leave the order alone. */
    private Trace.Step fallback(Reranker broken) {
        Inquiry inquiry = ask();
        assertEquals(plain(5), withoutRemark(reranked(5, Reranking.by(broken), inquiry)));
        return step(inquiry);
    }

    private static Evidence withoutRemark(Evidence evidence) {
        String obtained = evidence.obtained().replace(", reranked", "");
        return new Evidence(evidence.kind(), evidence.passages(), evidence.confidence(), obtained);
    }

    @Test
    void a_reranker_at_full_weight_orders_the_best_by_itself_and_leaves_the_rest() {
        List<String> searched = ids(plain(20));
        List<String> expected = new ArrayList<>(searched);
        Collections.reverse(expected.subList(0, 10));
        assertEquals(expected, ids(reranked(20, Reranking.by(REVERSED).withWeight(1))));
    }

    @Test
    void at_weight_zero_order_and_scores_are_those_of_the_search() {
        Evidence searched = plain(20);
        Evidence reranked = reranked(20, Reranking.by(REVERSED).withWeight(0));
        assertEquals(ids(searched), ids(reranked));
        assertEquals(
                searched.passages().stream().map(RankedPassage::score).toList(),
                reranked.passages().stream().map(RankedPassage::score).toList());
    }

    @Test
    void five_passages_are_the_first_five_of_ten_and_of_twenty() {
        List<String> twenty = ids(reranked(20, Reranking.by(REVERSED)));
        assertEquals(twenty.subList(0, 10), ids(reranked(10, Reranking.by(REVERSED))));
        assertEquals(twenty.subList(0, 5), ids(reranked(5, Reranking.by(REVERSED))));
        assertEquals(twenty.subList(0, 1), ids(reranked(1, Reranking.by(REVERSED))));
    }

    @Test
    void scores_fall_and_ranks_rise_whatever_the_reranker_gives() {
        long seed = 20_261_128L;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            double scale = Math.pow(10, random.nextInt(-300, 308));
            int depth = random.nextInt(2, 25);
            Reranker any = (question, passages, deadline) -> passages.stream()
                    .mapToDouble(passage -> random.nextInt(4) == 0 ? 0 : random.nextGaussian() * scale)
                    .toArray();
            Evidence evidence = reranked(20, Reranking.by(any).withDepth(depth).withWeight(random.nextDouble()));
            String where = "round " + round + " of seed " + seed;
            for (int i = 1; i < evidence.passages().size(); i++) {
                RankedPassage before = evidence.passages().get(i - 1);
                RankedPassage passage = evidence.passages().get(i);
                assertTrue(before.score() >= passage.score() - 1e-12, where);
                assertEquals(i + 1, passage.rank(), where);
            }
            assertEquals(20, ids(evidence).stream().distinct().count(), where);
        }
    }

    @Test
    void the_reranker_is_given_the_best_of_the_search_in_its_order() {
        AtomicReference<List<String>> given = new AtomicReference<>(List.of());
        Reranker looking = (question, passages, deadline) -> {
            given.set(passages.stream().map(passage -> passage.id()).toList());
            return new double[passages.size()];
        };
        reranked(3, Reranking.by(looking).withDepth(7));
        assertEquals(ids(plain(7)), given.get());
    }

    @Test
    void each_reranked_passage_says_where_it_stood() {
        RankedPassage first =
                reranked(5, Reranking.by(REVERSED).withWeight(1)).passages().getFirst();
        assertEquals(Reranking.RERANK, first.standings().getLast().leg());
        assertEquals(1, first.standings().getLast().rank().orElseThrow());
        assertEquals(9, first.standings().getLast().score());
        assertEquals(
                2,
                reranked(12, Reranking.by(REVERSED))
                        .passages()
                        .getLast()
                        .standings()
                        .size());
    }

    @Test
    void one_score_for_all_changes_nothing() {
        Reranker flat = (question, passages, deadline) -> new double[passages.size()];
        assertEquals(ids(plain(20)), ids(reranked(20, Reranking.by(flat).withWeight(1))));
    }

    @Test
    void a_reranker_that_fails_leaves_the_order_and_shows_in_the_trace() {
        Trace.Step foreign = fallback((question, passages, deadline) -> {
            throw new IllegalStateException("it read: " + passages.getFirst().text());
        });
        assertEquals("java.lang.IllegalStateException", foreign.details().get("skippedBecause"));
        assertEquals(10, foreign.details().get("skipped"));
        Trace.Step own = fallback((question, passages, deadline) -> {
            throw new RerankException("model x failed");
        });
        assertEquals("model x failed", own.details().get("skippedBecause"));
    }

    @Test
    void scores_that_are_no_numbers_or_too_many_leave_the_order() {
        for (double wrong : List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)) {
            Trace.Step step = fallback((question, passages, deadline) -> {
                double[] scores = REVERSED.scores(question, passages, deadline);
                scores[3] = wrong;
                return scores;
            });
            assertEquals("its score of passage 4 is " + wrong, step.details().get("skippedBecause"));
        }
        Trace.Step many = fallback((question, passages, deadline) -> new double[passages.size() + 1]);
        assertEquals("it gave 11 scores for 10 passages", many.details().get("skippedBecause"));
    }

    @Test
    void what_the_deadline_cut_off_follows_in_the_order_of_the_search() {
        Inquiry inquiry = ask();
        Reranker late =
                (question, passages, deadline) -> Arrays.copyOf(REVERSED.scores(question, passages, deadline), 4);
        List<String> expected = new ArrayList<>(ids(plain(20)));
        Collections.reverse(expected.subList(0, 4));
        assertEquals(expected, ids(reranked(20, Reranking.by(late).withWeight(1), inquiry)));
        assertEquals(4, step(inquiry).details().get("scored"));
        assertEquals(6, step(inquiry).details().get("skipped"));
        Trace.Step none = fallback((question, passages, deadline) -> {
            throw new DeadlineExceededException("the deadline passed in step 'rerank'");
        });
        assertEquals("the deadline passed in step 'rerank'", none.details().get("skippedBecause"));
    }

    @Test
    void a_reranker_has_at_most_its_budget_and_half_of_what_is_left_of_the_question() {
        AtomicReference<Duration> left = new AtomicReference<>(Duration.ZERO);
        Reranker looking = (question, passages, deadline) -> {
            left.set(deadline.remaining());
            return new double[0];
        };
        reranked(5, Reranking.by(looking).withBudget(Duration.ofMinutes(3)));
        assertTrue(left.get().compareTo(Duration.ofMinutes(3)) <= 0, left::toString);
        Inquiry inquiry = Inquiry.of(Question.of(QUESTION), Scope.none(), Deadline.after(Duration.ofMinutes(2)));
        reranked(5, Reranking.by(looking).withBudget(Duration.ofMinutes(3)), inquiry);
        assertTrue(left.get().compareTo(Duration.ofMinutes(1)) <= 0, left::toString);
        assertFalse(left.get().isZero());
    }

    @Test
    void a_single_passage_is_not_worth_a_model() {
        try (HybridIndex one = HybridIndex.inMemory(new WordEncoder())) {
            one.add(Document.of("only", "Storm damage."));
            Inquiry inquiry = ask();
            Evidence found = HybridRetriever.builder(one, new WordEncoder())
                    .reranking(Reranking.by((question, passages, deadline) -> {
                        throw new IllegalStateException("called");
                    }))
                    .build()
                    .retrieve(inquiry);
            assertEquals(1, found.passages().size());
            assertEquals("there is nothing to order", step(inquiry).details().get("skippedBecause"));
        }
    }

    @Test
    void settings_are_checked() {
        Reranking reranking = Reranking.by(REVERSED);
        assertThrows(IllegalArgumentException.class, () -> reranking.withDepth(1));
        assertThrows(IllegalArgumentException.class, () -> reranking.withDepth(101));
        assertThrows(IllegalArgumentException.class, () -> reranking.withWeight(1.01));
        assertThrows(IllegalArgumentException.class, () -> reranking.withWeight(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> reranking.withBudget(Duration.ZERO));
    }
}
