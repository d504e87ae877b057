package dev.fairlead.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Evidences;
import dev.fairlead.Fairlead;
import dev.fairlead.Retriever;
import dev.fairlead.Route;
import dev.fairlead.RouteDecision;
import dev.fairlead.Router;
import dev.fairlead.Trace;
import dev.fairlead.WordEncoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class MonitorTest {
    private static final int WINDOW = 60;
    private static final int FEWEST = Monitor.FEWEST;

    private static Monitor told(Traffic first, Traffic then) {
        Monitor monitor = Monitor.of(WINDOW, 0.01, Traffic.ENCODER);
        Random random = new Random(1);
        first.tell(monitor, WINDOW, random);
        then.tell(monitor, WINDOW, random);
        return monitor;
    }

    private static Signal signal(DriftReport report, Signal.Kind kind) {
        return report.signal(kind);
    }

    @Test
    void a_report_has_a_signal_of_each_kind_with_its_numbers() {
        DriftReport report = told(Traffic.USUAL, Traffic.USUAL.withDirect(1)).check();
        assertEquals(
                List.of(Signal.Kind.values()),
                report.signals().stream().map(Signal::kind).toList());
        Signal routes = signal(report, Signal.Kind.ROUTES);
        assertTrue(routes.alarm());
        assertTrue(routes.statistic() > 0.25, routes::toString);
        assertTrue(
                routes.detail().matches("direct 0\\.\\d\\d to 1\\.00, grounded 0\\.\\d\\d to 0\\.00"),
                routes::toString);
        assertTrue(report.toString().startsWith("ALARM routes: "), report::toString);
        assertTrue(report.alarm());
    }

    @Test
    void a_signal_with_too_few_observations_is_not_tested_and_says_so() {
        Signal confidence =
                signal(told(Traffic.USUAL, Traffic.USUAL.withDirect(1)).check(), Signal.Kind.EVIDENCE_CONFIDENCE);
        assertEquals(0, confidence.current());
        assertFalse(confidence.alarm());
        assertTrue(confidence.detail().startsWith("not tested"));
        Monitor empty = Monitor.of(WINDOW, 0.01);
        assertFalse(empty.check().alarm());
    }

    @Test
    void the_current_window_forgets_and_the_reference_does_not() {
        Monitor monitor = told(Traffic.USUAL, Traffic.USUAL.withDirect(1));
        assertTrue(monitor.check().alarm());
        Traffic.USUAL.tell(monitor, WINDOW, new Random(3));
        assertFalse(monitor.check().alarm());
        assertEquals(WINDOW, signal(monitor.check(), Signal.Kind.ROUTES).current());
    }

    @Test
    void what_is_decided_under_an_alarm_is_marked_in_the_trace_until_a_check_raises_none() {
        Traffic changed = Traffic.USUAL.withDirect(0.9);
        Monitor monitor = told(Traffic.USUAL, changed);
        Fairlead fairlead = Fairlead.builder(inquiry -> Evidences.of(0.1))
                .router(monitor.marking((inquiry, available) ->
                        RouteDecision.certain(new Route.Grounded(new Route.Ground("any", 1, "always")))))
                .build();
        assertEquals(List.of(), marks(fairlead));

        List<Signal> alarms = monitor.check().alarms();
        assertTrue(alarms.stream().anyMatch(signal -> signal.kind() == Signal.Kind.ROUTES));
        List<String> names = alarms.stream()
                .map(signal -> signal.kind().name().toLowerCase(Locale.ROOT))
                .toList();
        assertEquals(List.of(Map.of("calibrated", false, "alarms", names)), marks(fairlead));

        monitor.rebase();
        assertEquals(List.of(), marks(fairlead));
        changed.tell(monitor, WINDOW, new Random(4));
        assertFalse(monitor.check().alarm());
        assertEquals(List.of(), marks(fairlead));
    }

    private static List<Map<String, Object>> marks(Fairlead fairlead) {
        return fairlead.ask("Does the lease allow pets?").trace().steps().stream()
                .filter(step -> step.name().equals("drift"))
                .map(Trace.Step::details)
                .toList();
    }

    @Test
    void a_change_that_was_meant_becomes_the_reference() {
        Traffic changed = Traffic.USUAL.withDirect(0.9);
        Monitor monitor = told(Traffic.USUAL, changed);
        assertTrue(monitor.check().alarm());
        monitor.rebase();
        assertThrows(IllegalStateException.class, monitor::rebase);
        changed.tell(monitor, WINDOW, new Random(4));
        assertFalse(monitor.check().alarm());
    }

    @Test
    void a_check_changes_nothing_and_gives_the_same_numbers_again() {
        Monitor monitor = told(Traffic.USUAL, Traffic.USUAL.withNewTopic(0.5));
        assertEquals(monitor.check(), monitor.check());
    }

    @Test
    void questions_are_watched_through_fairlead_without_encoding_any_again() {
        WordEncoder encoder = new WordEncoder();
        Retriever retriever = inquiry -> {
            inquiry.encode(encoder);
            return Evidences.of(0.1);
        };
        Router router = (inquiry, available) -> RouteDecision.certain(
                inquiry.question().text().startsWith("hi")
                        ? new Route.Decline(new Route.Ground("chat", 0.6, "chat"))
                        : new Route.Grounded(new Route.Ground("question", 0.9, "asks")));
        Monitor monitor = Monitor.of(FEWEST, 0.01, encoder);
        try (Fairlead fairlead =
                Fairlead.builder(retriever).router(router).listener(monitor).build()) {
            for (int i = 0; i < FEWEST; i++) {
                fairlead.ask("question about leases " + i);
            }
            for (int i = 0; i < FEWEST; i++) {
                fairlead.ask((i % 2 == 0 ? "hi " : "question about leases ") + i);
            }
        }
        assertEquals(FEWEST + FEWEST / 2, encoder.calls());
        Signal routes = signal(monitor.check(), Signal.Kind.ROUTES);
        assertEquals("decline 0.00 to 0.50, grounded 1.00 to 0.50", routes.detail());
        assertTrue(routes.alarm());
        assertEquals(
                "abstained 1.00 to 0.50, declined 0.00 to 0.50",
                signal(monitor.check(), Signal.Kind.OUTCOMES).detail());
        assertEquals(FEWEST / 2, signal(monitor.check(), Signal.Kind.EMBEDDINGS).current());
        assertEquals(
                "median 0.90 to 0.90",
                signal(monitor.check(), Signal.Kind.ROUTE_PROBABILITY).detail());
    }

    @Test
    void many_threads_tell_while_another_checks() throws InterruptedException {
        Monitor monitor = Monitor.of(WINDOW, 0.01, Traffic.ENCODER);
        CountDownLatch done = new CountDownLatch(8);
        for (int t = 0; t < 8; t++) {
            Random random = new Random(t);
            Thread.ofVirtual().start(() -> {
                Traffic.USUAL.tell(monitor, 200, random);
                done.countDown();
            });
        }
        while (done.getCount() > 0) {
            monitor.check();
        }
        done.await();
        Signal routes = signal(monitor.check(), Signal.Kind.ROUTES);
        assertEquals(WINDOW, routes.reference());
        assertEquals(WINDOW, routes.current());
    }

    @Test
    void settings_out_of_range_are_named() {
        assertThrows(IllegalArgumentException.class, () -> Monitor.of(Monitor.FEWEST - 1, 0.01));
        assertThrows(IllegalArgumentException.class, () -> Monitor.of(Monitor.MAX_WINDOW + 1, 0.01));
        assertThrows(IllegalArgumentException.class, () -> Monitor.of(100, 0.001));
        assertThrows(IllegalArgumentException.class, () -> Monitor.of(100, Double.NaN));
    }
}
