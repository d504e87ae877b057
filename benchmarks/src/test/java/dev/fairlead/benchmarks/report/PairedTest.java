package dev.fairlead.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PairedTest {
    @Test
    void the_difference_is_taken_question_by_question() {
        Paired paired = new Paired();
        List.of(0.0, 0.5, 0.9).forEach(value -> paired.add("base", "hit", value));
        List.of(0.1, 0.6, 1.0).forEach(value -> paired.add("ours", "hit", value));
        Report report = new Report("set");
        paired.report(report, "ours", "base");
        Measurement difference = report.measurements().getLast();
        assertEquals("ours - base", difference.configuration());
        assertEquals(0.1, difference.value(), 1e-12);
        // Each question gains a tenth, so every resample does, however far the questions lie apart.
        assertTrue(difference.interval().orElseThrow().low() > 0.0999);
    }

    @Test
    void a_baseline_that_was_not_measured_gives_no_difference() {
        Paired paired = new Paired();
        paired.add("ours", "hit", 1);
        Report report = new Report("set");
        paired.report(report, "ours", "base");
        assertEquals(1, report.measurements().size());
    }
}
