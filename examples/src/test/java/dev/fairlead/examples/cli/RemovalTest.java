package dev.fairlead.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Scope;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.routing.OnnxTextEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents leave an index by name, or because their files are gone. */
final class RemovalTest {
    @TempDir
    private Path desk;

    @BeforeEach
    void two_folders_are_ingested() throws IOException {
        write("a/rent.txt", "The rent is 900 euros a month.");
        write("a/sub/fees.txt", "The fee is 12 euros a year.");
        write("b/keys.txt", "The Acme NDA does not allow sublicensing.");
        Run.in(desk, "ingest", "a", "b").exits(ExitCode.DONE);
    }

    private void write(String name, String text) throws IOException {
        Path file = desk.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> present() {
        try (var encoder = OnnxTextEncoder.bgeSmall();
                var index = HybridIndex.openReadOnly(desk.resolve(".fairlead"), encoder)) {
            return Stream.of("rent.txt", "sub/fees.txt", "keys.txt", "deeds.txt")
                    .filter(id -> index.document(id, Scope.none()).isPresent())
                    .toList();
        }
    }

    @Test
    void a_document_is_removed_by_its_name() {
        Run.in(desk, "remove", "sub/fees.txt", "nowhere.txt")
                .exits(ExitCode.DONE)
                .says("removed sub/fees.txt")
                .complains("There is no document nowhere.txt");
        assertEquals(List.of("rent.txt", "keys.txt"), present());
        Run.in(desk, "remove", "sub/fees.txt").exits(ExitCode.NOTHING_TO_WORK_ON);
        Run.in(desk, "remove", "--index", "none", "x").exits(ExitCode.NOTHING_TO_WORK_ON);
    }

    @Test
    void a_purge_takes_the_text_off_the_disk() throws IOException {
        Run.in(desk, "remove", "--purge", "keys.txt").exits(ExitCode.DONE);
        try (Stream<Path> files = Files.list(desk.resolve(".fairlead"))) {
            for (Path file : files.toList()) {
                assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains("ublicens"));
            }
        }
    }

    @Test
    void what_is_gone_from_a_folder_goes_when_asked_to_and_other_folders_stay() throws IOException {
        Files.delete(desk.resolve("a/sub/fees.txt"));
        Files.delete(desk.resolve("b/keys.txt"));
        write("b/deeds.txt", "The deeds are in the safe.");
        Run.in(desk, "ingest", "a", "b").exits(ExitCode.DONE);
        assertEquals(List.of("rent.txt", "sub/fees.txt", "keys.txt", "deeds.txt"), present());
        Run pruned = Run.in(desk, "ingest", "--prune", "a").exits(ExitCode.DONE).says("removed sub/fees.txt");
        assertFalse(pruned.out().contains("keys.txt"), pruned.out());
        assertEquals(List.of("rent.txt", "keys.txt", "deeds.txt"), present());
        Run.in(desk, "ingest", "--prune", "a", "b").exits(ExitCode.DONE).says("removed keys.txt");
        assertEquals(List.of("rent.txt", "deeds.txt"), present());
    }

    @Test
    void a_file_that_cannot_be_read_is_not_gone() throws IOException {
        Files.write(desk.resolve("a/rent.txt"), new byte[] {(byte) 0xc3, 0x28, 0, 1, 2});
        Run.in(desk, "ingest", "--prune", "a").exits(ExitCode.DONE).complains("skipped rent.txt");
        assertEquals(List.of("rent.txt", "sub/fees.txt", "keys.txt"), present());
    }

    @Test
    void an_empty_folder_removes_nothing() throws IOException {
        Files.delete(desk.resolve("b/keys.txt"));
        Run.in(desk, "ingest", "--prune", "b")
                .exits(ExitCode.NOTHING_TO_WORK_ON)
                .complains("none is taken to be gone");
        assertTrue(present().contains("keys.txt"));
    }

    @Test
    void a_question_is_answered_while_another_process_has_the_index_open() {
        try (var encoder = OnnxTextEncoder.bgeSmall();
                var index = HybridIndex.open(desk.resolve(".fairlead"), encoder)) {
            Run.in(desk, "ask", "Does the Acme NDA allow sublicensing?")
                    .exits(ExitCode.DONE)
                    .says("does not allow sublicensing");
            Run.in(desk, "ingest", "a")
                    .exits(ExitCode.NOTHING_TO_WORK_ON)
                    .complains(
                            "in use by this process (" + ProcessHandle.current().pid() + ")");
            assertTrue(index.delete("rent.txt"));
        }
    }
}
