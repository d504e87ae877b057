package dev.fairlead.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Evidences;
import dev.fairlead.IndexException;
import dev.fairlead.Passage;
import dev.fairlead.Question;
import dev.fairlead.Retriever;
import dev.fairlead.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class GoldenSetTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Passage LEASE = Evidences.passage("lease.md", "", "The rent is 900 euros.");
    private static final Passage NDA = Evidences.passage("nda.md", "", "No sublicensing.");
    private static final GoldenQuestion RENT = GoldenQuestion.of("What is the rent?", "lease.md");
    private static final GoldenQuestion BOTH = GoldenQuestion.of("What is agreed?", "lease.md#0", "nda.md");
    private static final GoldenSet SET = new GoldenSet(List.of(RENT, BOTH), 2);

    @Test
    void recall_counts_documents_and_passages_among_the_first_k() {
        GoldenRun run = SET.run(inquiry -> Evidences.of(1, LEASE, NDA), LIMIT);
        assertEquals(1, run.recall());
        GoldenRun shallow = new GoldenSet(SET.questions(), 1).run(inquiry -> Evidences.of(1, NDA, LEASE), LIMIT);
        assertEquals(
                List.of(0.0, 0.5),
                shallow.results().stream().map(GoldenRun.Result::recall).toList());
        assertEquals(0.25, shallow.recall());
    }

    @Test
    void questions_are_asked_in_their_scope() {
        AtomicReference<Scope> seen = new AtomicReference<>(Scope.none());
        Scope scope = Scope.of("acme", "anna");
        GoldenSet set = new GoldenSet(List.of(new GoldenQuestion(Question.of("q"), scope, Set.of("a"))), 1);
        set.run(
                inquiry -> {
                    seen.set(inquiry.scope());
                    return Evidences.of(1);
                },
                LIMIT);
        assertEquals(scope, seen.get());
    }

    @Test
    void a_monitor_compares_the_latest_run_with_the_first_and_names_what_was_lost() {
        Monitor monitor = Monitor.of(100, 0.01);
        Retriever whole = inquiry -> Evidences.of(1, LEASE, NDA);
        monitor.golden(SET.run(whole, LIMIT));
        assertEquals(Optional.empty(), monitor.check().golden());
        monitor.golden(SET.run(inquiry -> Evidences.of(1, NDA), LIMIT));
        GoldenChange change = monitor.check().golden().orElseThrow();
        assertTrue(change.alarm());
        assertTrue(monitor.check().alarm());
        assertEquals(List.of(RENT, BOTH), change.lost());
        assertEquals("ALARM golden recall: 1.000 to 0.250 (n = 2), 2 lost, 0 gained", change.toString());
        assertTrue(monitor.check().toString().endsWith(change.toString()));
        monitor.golden(SET.run(whole, LIMIT));
        assertFalse(monitor.check().alarm());
    }

    @Test
    void a_recovery_is_told_as_gained_and_raises_no_alarm() {
        GoldenRun poor = SET.run(inquiry -> Evidences.of(1), LIMIT);
        GoldenChange change = SET.run(inquiry -> Evidences.of(1, LEASE), LIMIT).since(poor);
        assertEquals(List.of(RENT, BOTH), change.gained());
        assertFalse(change.alarm());
    }

    @Test
    void only_questions_of_both_runs_are_compared() {
        GoldenSet larger = new GoldenSet(List.of(RENT, BOTH, GoldenQuestion.of("new", "missing.md")), 2);
        Retriever whole = inquiry -> Evidences.of(1, LEASE, NDA);
        GoldenChange change = larger.run(whole, LIMIT).since(SET.run(whole, LIMIT));
        assertEquals(2, change.questions());
        assertEquals(1, change.now());
    }

    @Test
    void a_retriever_that_fails_is_an_exception_and_not_a_recall_of_zero() {
        assertThrows(
                IndexException.class,
                () -> SET.run(
                        inquiry -> {
                            throw new IndexException("gone");
                        },
                        LIMIT));
    }

    @Test
    void sets_that_measure_nothing_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> new GoldenSet(List.of(), 1));
        assertThrows(IllegalArgumentException.class, () -> new GoldenSet(List.of(RENT), 0));
        assertThrows(IllegalArgumentException.class, () -> new GoldenSet(List.of(RENT, RENT), 1));
        assertThrows(IllegalArgumentException.class, () -> GoldenQuestion.of("q"));
    }
}
