package dev.fairlead.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.benchmarks.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {
    @TempDir
    private Path folder;

    private static Report report() {
        Report report = new Report("tiny");
        report.addMean("bm25", "recall@10", List.of(1.0, 1.0));
        report.add("hybrid", "recall@10", 0.25, 2);
        return report;
    }

    @Test
    void csv_has_a_header_and_two_more_rows_for_an_interval() throws IOException {
        Path file = folder.resolve("new/out.csv");
        report().writeCsv(file);
        assertEquals("""
                set,configuration,metric,value,n
                tiny,bm25,recall@10,1.000000,2
                tiny,bm25,recall@10.low95,1.000000,2
                tiny,bm25,recall@10.high95,1.000000,2
                tiny,hybrid,recall@10,0.250000,2
                """, Files.readString(file).replace(System.lineSeparator(), "\n"));
    }

    @Test
    void the_table_has_a_column_a_configuration() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        report().print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals("tiny       bm25                   hybrid  n", lines.getFirst());
        assertEquals("recall@10  1.0000 [1.000, 1.000]  0.2500  2", lines.getLast());
    }

    @Test
    void a_detail_stands_in_the_csv_only() throws IOException {
        Report report = report();
        report.addDetail("hybrid", "confusion", 3, 4);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertFalse(bytes.toString(StandardCharsets.UTF_8).contains("confusion"));
        Path file = folder.resolve("out.csv");
        report.writeCsv(file);
        assertTrue(Files.readAllLines(file).contains("tiny,hybrid,confusion,3.000000,4"));
    }

    @Test
    void a_value_in_its_band_passes_and_one_outside_is_named() {
        List<Expectation> expectations = List.of(
                new Expectation("tiny", "bm25", "recall@10", 0.97, 0.03),
                new Expectation("tiny", "hybrid", "recall@10", 0.3, 0.04),
                new Expectation("other", "hybrid", "recall@10", 9, 0));
        assertEquals(
                List.of("tiny hybrid recall@10 is 0.2500, expected 0.3000 within 0.0400"),
                Expectation.violations(expectations, report()));
    }

    @Test
    void a_value_that_was_not_measured_is_a_violation() {
        assertEquals(
                List.of("tiny dense mrr@10 was not measured"),
                Expectation.violations(List.of(new Expectation("tiny", "dense", "mrr@10", 1, 1)), report()));
    }

    @Test
    void a_set_of_which_nothing_is_expected_is_refused() {
        assertThrows(InputException.class, () -> Expectation.violations(List.of(), report()));
    }

    @Test
    void expectations_are_read_without_remarks_and_malformed_ones_named() throws IOException {
        Path good = Files.writeString(
                folder.resolve("good.csv"), "# how\nset,configuration,metric,expected,tolerance\na,b,c,.5,.01\n");
        assertEquals(List.of(new Expectation("a", "b", "c", 0.5, 0.01)), Expectation.read(good));
        Path bad = Files.writeString(folder.resolve("bad.csv"), "a,b,c,much,.01\n");
        String message =
                assertThrows(InputException.class, () -> Expectation.read(bad)).getMessage();
        assertTrue(message.endsWith("bad.csv:1: expected and tolerance must be numbers"), message);
    }

    @Test
    void a_name_that_would_break_a_row_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> report().add("a,b", "c", 1, 1));
    }
}
