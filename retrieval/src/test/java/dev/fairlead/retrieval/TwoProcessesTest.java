package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.IndexException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process writes; others read beside it, and are told who it is where they want to write too. */
final class TwoProcessesTest {
    private final WordEncoder encoder = new WordEncoder();

    @TempDir
    private Path folder;

    private ChildJvm holder() throws IOException {
        ChildJvm child = ChildJvm.start(HoldingMain.class, folder.resolve("errors"), index().toString());
        assertEquals(Optional.of("open"), child.line(), Files.readString(folder.resolve("errors")));
        return child;
    }

    private Path index() {
        return folder.resolve("index");
    }

    private static void tell(ChildJvm child, String line) throws IOException {
        child.say(line);
        assertEquals(Optional.of("done"), child.line());
    }

    private String refusal() {
        return assertThrows(IndexException.class, () -> HybridIndex.open(index(), encoder))
                .getMessage();
    }

    @Test
    void a_reader_follows_what_another_process_commits() throws IOException {
        try (ChildJvm child = holder();
                HybridIndex reading = HybridIndex.openReadOnly(index(), encoder)) {
            tell(child, "a");
            reading.refresh();
            assertEquals(List.of(), Reads.documents(reading));
            tell(child, "commit");
            reading.refresh();
            assertEquals(List.of("a"), Reads.documents(reading));
            tell(child, "b");
            tell(child, "commit");
            reading.refresh();
            assertEquals(List.of("a", "b"), Reads.documents(reading));
        }
    }

    @Test
    void the_process_that_holds_the_lock_is_named() throws IOException {
        try (ChildJvm child = holder()) {
            String refusal = refusal();
            assertTrue(refusal.contains("in use by process " + child.pid() + " on "), refusal);
            assertTrue(refusal.contains("since 20"), refusal);
        }
    }

    @Test
    void an_index_held_by_this_process_says_so() {
        try (HybridIndex index = HybridIndex.open(index(), encoder)) {
            String refusal = refusal();
            long pid = ProcessHandle.current().pid();
            assertTrue(refusal.contains("in use by this process (" + pid + "), since 20"), refusal);
            index.commit();
        }
        HybridIndex.open(index(), encoder).close();
    }

    @Test
    void a_killed_holder_holds_nothing_and_is_named_no_more() throws IOException, InterruptedException {
        try (ChildJvm child = holder()) {
            tell(child, "a");
            tell(child, "commit");
            child.kill();
            child.exitCode();
            assertTrue(Files.exists(index().resolve("write.holder")));
            try (HybridIndex index = HybridIndex.open(index(), encoder)) {
                assertEquals(List.of("a"), Reads.documents(index));
                assertTrue(refusal().contains("in use by this process"), refusal());
            }
            assertTrue(Files.notExists(index().resolve("write.holder")));
        }
    }

    @Test
    void a_note_that_cannot_be_read_or_names_nobody_hides_no_lock() throws IOException {
        try (HybridIndex index = HybridIndex.open(index(), encoder)) {
            for (String note : List.of("", "x\ny\nz\n", "1\n2\n", "999999999\nnowhere\nnever\n")) {
                Files.writeString(index().resolve("write.holder"), note);
                String refusal = refusal();
                assertTrue(refusal.contains("in use by another HybridIndex"), refusal);
            }
            index.commit();
        }
    }
}
