package dev.fairlead.monitoring;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Alarms under injected drift and under none. Seeds are fixed, so that each figure is the same in every run. */
final class DriftTest {
    private static DriftReport check(int window, Traffic later, int seed) {
        Random random = new Random(seed);
        Monitor monitor = Monitor.of(window, 0.01, Traffic.ENCODER);
        Traffic.USUAL.tell(monitor, window, random);
        later.tell(monitor, window, random);
        return monitor.check();
    }

    /** Nine of ten runs must find it, at a false-alarm rate of one in a hundred. */
    private static void found(Traffic later, Signal.Kind kind) {
        int found = 0;
        for (int seed = 0; seed < 40; seed++) {
            found += check(300, later, seed).signal(kind).alarm() ? 1 : 0;
        }
        assertTrue(found >= 36, kind + " found in " + found + " of 40");
    }

    @Test
    void without_drift_alarms_keep_to_the_stated_rate() {
        int runs = 1_000;
        int often = 0;
        int seldom = 0;
        for (int seed = 0; seed < runs; seed++) {
            double least = check(100, Traffic.USUAL, seed).signals().stream()
                    .mapToDouble(Signal::p)
                    .min()
                    .orElse(1);
            often += least <= 0.05 ? 1 : 0;
            seldom += least <= 0.01 ? 1 : 0;
        }
        assertTrue(often <= 0.05 * runs, often + " of " + runs + " at .05");
        assertTrue(seldom <= 0.01 * runs, seldom + " of " + runs + " at .01");
    }

    @Test
    void a_shift_of_route_shares_is_found() {
        found(Traffic.USUAL.withDirect(0.4), Signal.Kind.ROUTES);
    }

    @Test
    void a_rise_of_abstentions_is_found() {
        found(Traffic.USUAL.withConfidence(0.55), Signal.Kind.OUTCOMES);
    }

    @Test
    void a_fall_of_confidence_is_found() {
        found(Traffic.USUAL.withConfidence(0.6), Signal.Kind.EVIDENCE_CONFIDENCE);
    }

    @Test
    void a_router_less_sure_is_found() {
        found(Traffic.USUAL.withProbability(0.8), Signal.Kind.ROUTE_PROBABILITY);
    }

    @Test
    void questions_on_another_topic_are_found_by_their_vectors_where_nothing_else_has_changed() {
        found(Traffic.USUAL.withNewTopic(0.35), Signal.Kind.EMBEDDINGS);
    }
}
