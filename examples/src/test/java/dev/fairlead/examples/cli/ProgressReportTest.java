package dev.fairlead.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.IngestProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ProgressReportTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void a_terminal_sees_one_line_with_bar_rate_and_remaining_time() {
        ProgressReport report = new ProgressReport(err, true);
        report.ingested(progress(100, 2_000, Duration.ofSeconds(40)));
        report.end();
        assertEquals(
                "\r[######..................] 100/400 documents, 2,000 passages, 50.0/s, 2:00 left",
                written().stripTrailing());
    }

    @Test
    void a_terminal_is_not_flooded_but_sees_the_end() {
        ProgressReport report = new ProgressReport(err, true);
        report.ingested(progress(1, 10, Duration.ofMillis(600_001)));
        report.ingested(progress(2, 20, Duration.ofMillis(600_002)));
        report.ingested(progress(400, 1_234_567, Duration.ofMillis(600_003)));
        assertFalse(written().contains("2/400"));
        assertTrue(written().contains("400/400 documents, 1,234,567 passages, 2057.6/s, done in 10:00"), written());
        assertTrue(written().lines().allMatch(line -> line.length() < 80), written());
    }

    @Test
    void a_file_gets_a_plain_line_every_few_seconds() {
        ProgressReport report = new ProgressReport(err, false);
        for (int second = 1; second <= 12; second++) {
            report.ingested(progress(second, 10L * second, Duration.ofSeconds(second)));
        }
        report.end();
        assertEquals(2, written().lines().count());
        assertFalse(written().contains("\r["));
    }

    @Test
    void an_unknown_total_shows_neither_bar_nor_remaining_time() {
        ProgressReport report = new ProgressReport(err, true);
        report.ingested(new IngestProgress("a", 3, OptionalInt.empty(), 30, Duration.ofSeconds(1)));
        assertEquals("\r3 documents, 30 passages, 30.0/s", written().stripTrailing());
    }

    private static IngestProgress progress(int documents, long passages, Duration elapsed) {
        return new IngestProgress("a.md", documents, OptionalInt.of(400), passages, elapsed);
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
