package dev.fairlead.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.routing.OnnxTextEncoder;
import dev.fairlead.routing.Pooling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {
    @TempDir
    private Path desk;

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "remove", "ask", "chat", "route", "sample", "train-intents", "export"})
    void every_command_explains_itself_and_its_exit_codes(String command) {
        Run.in(desk, command, "--help")
                .exits(ExitCode.DONE)
                .says("Usage: fairlead " + command, "Exit codes:", "no answer: abstained or declined", "--debug");
    }

    @Test
    void without_a_command_the_commands_are_listed() {
        Run.in(desk).exits(ExitCode.DONE).says("ingest", "remove", "ask", "chat", "route", "train-intents", "export");
    }

    @Test
    void the_version_names_the_java_it_runs_on() {
        Run.in(desk, "--version").exits(ExitCode.DONE).says("fairlead ", System.getProperty("java.version"));
    }

    @Test
    void a_sample_that_is_unknown_or_lacks_arguments_is_wrong_usage() {
        Run.in(desk, "sample", "Slowstart").exits(ExitCode.USAGE).complains("no sample Slowstart", "ExtractToCsv");
        Run.in(desk, "sample", "ChatHost", "http://localhost")
                .exits(ExitCode.USAGE)
                .complains("takes at least 5 arguments, not 1");
    }

    @Test
    void a_mistyped_command_is_wrong_usage() {
        Run.in(desk, "askk", "x").exits(ExitCode.USAGE).complains("Did you mean: fairlead ask");
    }

    @Test
    void asking_without_an_index_says_how_to_make_one_and_makes_nothing() throws IOException {
        Run.in(desk, "ask", "--index", "mine", "x?")
                .exits(ExitCode.NOTHING_TO_WORK_ON)
                .complains("There is no index at mine", "fairlead ingest --index mine FOLDER");
        assertEquals(List.of(), files());
    }

    @Test
    void a_folder_of_other_files_is_never_turned_into_an_index() throws IOException {
        Files.writeString(desk.resolve("letter.txt"), "Dear reader, nothing to see here.");
        Run.in(desk, "ingest", "--index", ".", "letter.txt")
                .exits(ExitCode.NOTHING_TO_WORK_ON)
                .complains("holds other files and no index");
        Run.in(desk, "ask", "--index", ".", "x?").exits(ExitCode.NOTHING_TO_WORK_ON);
        assertEquals(List.of("letter.txt"), files());
    }

    @Test
    void an_index_of_another_encoder_is_refused_by_name() throws IOException {
        try (var other = OnnxTextEncoder.bgeSmallBuilder().pooling(Pooling.MEAN).build();
                var index = HybridIndex.open(desk.resolve(".fairlead"), other)) {
            index.commit();
        }
        Run.in(desk, "ask", "x?").exits(ExitCode.NOTHING_TO_WORK_ON).complains("encoder");
    }

    @Test
    void a_broken_index_is_named() throws IOException {
        Files.createDirectories(desk.resolve(".fairlead"));
        Files.writeString(desk.resolve(".fairlead/segments_1"), "no index");
        Run.in(desk, "ask", "x?").exits(ExitCode.NOTHING_TO_WORK_ON).complains(".fairlead");
    }

    @Test
    void a_missing_source_stops_before_anything_is_done() throws IOException {
        Run.in(desk, "ingest", "nowhere").exits(ExitCode.NOTHING_TO_WORK_ON).complains("no file or folder nowhere");
        assertEquals(List.of(), files());
    }

    @Test
    void an_empty_folder_is_nothing_to_work_on() throws IOException {
        Files.createDirectories(desk.resolve("empty"));
        Run.in(desk, "ingest", "empty")
                .exits(ExitCode.NOTHING_TO_WORK_ON)
                .complains("Nothing was ingested: empty holds no");
    }

    @Test
    void an_unreadable_file_is_named_and_the_rest_goes_on() throws IOException {
        Path folder = Files.createDirectories(desk.resolve("papers"));
        Files.write(folder.resolve("broken.txt"), new byte[] {(byte) 0xc3, 0x28, 0, 1, 2});
        Files.writeString(folder.resolve("empty.md"), "");
        Files.writeString(folder.resolve("good.txt"), "The rent is 900 euros a month and is paid in advance.");
        Run.in(desk, "ingest", "papers")
                .exits(ExitCode.DONE)
                .says("1 added", "2 failed")
                .complains("skipped broken.txt: ", "skipped empty.md: ");
    }

    @Test
    void a_document_that_replaces_one_of_the_same_name_is_named() throws IOException {
        for (String folder : List.of("a", "b")) {
            Files.createDirectories(desk.resolve(folder));
            Files.writeString(
                    desk.resolve(folder).resolve("terms.txt"), "The fee in " + folder + " is 12 euros a year.");
        }
        Run.in(desk, "ingest", "a", "b").exits(ExitCode.DONE).complains("terms.txt stands in a and in b");
    }

    @Test
    void what_would_steer_a_terminal_is_not_printed() {
        assertEquals("a [31mb\n\tc", AnswerPrinter.printable("a\u001b[31mb\n\tc"));
    }

    @Test
    void a_failure_shows_its_stack_trace_only_on_request() throws IOException {
        Files.writeString(desk.resolve("file"), "");
        Run plain = Run.in(desk, "export", "--corpus", "file", "--out", "x");
        Run debug = Run.in(desk, "export", "--debug", "--corpus", "file", "--out", "x");
        assertFalse(plain.err().contains("\tat "), plain.err());
        assertTrue(debug.err().contains("\tat "), debug.err());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(desk)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
