package dev.fairlead.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExtractToCsvTest {
    private static String printed = "";

    @TempDir
    private Path folder;

    @BeforeAll
    static void run() throws Throwable {
        printed = SampleOutput.of(() -> ExtractToCsv.main(new String[] {"samples/contracts"}));
    }

    @Test
    void it_prints_what_its_javadoc_says() throws IOException {
        SampleOutput.assertDocumented(ExtractToCsv.class, printed);
    }

    @Test
    void every_contract_is_a_row_of_four_cells() {
        List<String> lines = printed.lines().toList();
        assertEquals(8, lines.size(), printed);
        for (String line : lines) {
            assertTrue(line.matches("\"(?:[^\"]|\"\")*\"(?:,\"(?:[^\"]|\"\")*\"){3}"), line);
        }
    }

    @Test
    void values_stand_beside_the_sentences_they_were_read_from() {
        String nda = printed.lines()
                .filter(line -> line.startsWith("\"acme-nda.md\""))
                .findFirst()
                .orElseThrow();
        assertTrue(nda.contains("governed by the law of England and Wales"), nda);
        assertTrue(nda.contains("2025-03-03"), nda);
    }

    @Test
    void a_contract_that_brings_a_formula_brings_text() throws Throwable {
        Files.writeString(folder.resolve("=evil\".md"), "# Deed\n\nThis deed is governed by the law of Ireland.\n");
        String rows = SampleOutput.of(() -> ExtractToCsv.main(new String[] {folder.toString()}));
        assertTrue(rows.startsWith("\"'=evil\"\".md\","), rows);
    }
}
