package dev.fairlead.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataCommandsTest {
    @TempDir
    private Path desk;

    @Test
    void each_row_of_a_corpus_becomes_a_file_with_its_exact_text() throws IOException {
        Files.writeString(desk.resolve("corpus.jsonl"), """
                {"_id": "ACME-EX-10.1", "title": "Acme", "text": "Line one.\\n  “Line two.”"}

                {"_id": "b", "title": "", "text": "Other."}
                """);
        Run.in(desk, "export", "--corpus", "corpus.jsonl", "--out", "out/texts")
                .exits(ExitCode.DONE)
                .says("Wrote 2 text files to out");
        assertEquals("Line one.\n  “Line two.”", Files.readString(desk.resolve("out/texts/ACME-EX-10.1.txt")));
        assertEquals("Other.", Files.readString(desk.resolve("out/texts/b.txt")));
    }

    @Test
    void no_row_is_written_outside_the_folder() throws IOException {
        Files.writeString(
                desk.resolve("corpus.jsonl"),
                "{\"_id\": \"../../evil\", \"text\": \"x\"}\n{\"_id\": \"/evil\", \"text\": \"y\"}\n");
        Run.in(desk, "export", "--corpus", "corpus.jsonl", "--out", "out").exits(ExitCode.DONE);
        try (Stream<Path> files = Files.walk(desk)) {
            assertEquals(
                    "corpus.jsonl,out,out/evil (2).txt,out/evil.txt",
                    files.filter(file -> !file.equals(desk))
                            .map(file -> desk.relativize(file).toString().replace('\\', '/'))
                            .sorted()
                            .collect(Collectors.joining(",")));
        }
    }

    @Test
    void a_broken_row_is_named_by_its_line() throws IOException {
        Files.writeString(desk.resolve("corpus.jsonl"), "{\"_id\": \"a\", \"text\": \"x\"}\nnonsense\n");
        Run.in(desk, "export", "--corpus", "corpus.jsonl", "--out", "out")
                .exits(ExitCode.NOTHING_TO_WORK_ON)
                .complains("line 2 of corpus.jsonl is not JSON");
        Files.writeString(desk.resolve("corpus.jsonl"), "{\"_id\": \"a\"}\n");
        Run.in(desk, "export", "--corpus", "corpus.jsonl", "--out", "out")
                .exits(ExitCode.NOTHING_TO_WORK_ON)
                .complains("line 1 of corpus.jsonl has no \"_id\" or no \"text\"");
    }

    @Test
    void a_missing_or_empty_corpus_is_nothing_to_work_on() throws IOException {
        Run.in(desk, "export", "--corpus", "no.jsonl", "--out", "out")
                .exits(ExitCode.NOTHING_TO_WORK_ON)
                .complains("no.jsonl");
        Files.writeString(desk.resolve("empty.jsonl"), "");
        Run.in(desk, "export", "--corpus", "empty.jsonl", "--out", "out")
                .exits(ExitCode.NOTHING_TO_WORK_ON)
                .complains("holds no rows");
    }

    @Test
    void a_classifier_for_any_labels_is_trained_and_written() throws IOException {
        Files.writeString(
                desk.resolve("rows.jsonl"),
                Stream.of(
                                        "ship my parcel",
                                        "where is my parcel",
                                        "parcel has not arrived",
                                        "track the delivery",
                                        "delivery is late")
                                .map(text -> row(text, "delivery"))
                                .collect(Collectors.joining())
                        + Stream.of(
                                        "pay the invoice",
                                        "the invoice is wrong",
                                        "refund my payment",
                                        "card was charged twice",
                                        "send me a bill")
                                .map(text -> row(text, "billing"))
                                .collect(Collectors.joining()));
        Run.in(desk, "train-intents", "--data", "rows.jsonl", "--out", "models/intents.onnx")
                .exits(ExitCode.DONE)
                .says("2 intents from 10 rows", "accuracy", "calibration", "billing, delivery");
        assertTrue(Files.size(desk.resolve("models/intents.onnx")) > 1_000);
    }

    @Test
    void training_rows_that_cannot_be_used_are_named() throws IOException {
        Files.writeString(desk.resolve("rows.jsonl"), row("hello", "a") + "{\"text\": \"x\"}\n");
        Run.in(desk, "train-intents", "--data", "rows.jsonl", "--out", "intents.onnx")
                .exits(ExitCode.NOTHING_TO_WORK_ON)
                .complains("rows.jsonl line 2", "label");
        assertFalse(Files.exists(desk.resolve("intents.onnx")));
        Run.in(desk, "train-intents", "--data", "none", "--out", "x").exits(ExitCode.NOTHING_TO_WORK_ON);
    }

    private static String row(String text, String label) {
        return "{\"text\": \"" + text + "\", \"label\": \"" + label + "\"}\n";
    }
}
