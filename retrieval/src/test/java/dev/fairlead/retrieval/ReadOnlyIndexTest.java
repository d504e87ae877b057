package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.Filter;
import dev.fairlead.IndexException;
import dev.fairlead.Scope;
import dev.fairlead.ScopeRequiredException;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** An index that others write is read without a lock, and as of its last commit. */
final class ReadOnlyIndexTest {
    private static final Document LEASE = Document.of("lease", "Rent is due monthly.");
    private static final Document TERMS = Document.of("terms", "Deliveries are made on working days.");

    private final WordEncoder encoder = new WordEncoder();

    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void there_is_an_index_of_a_lease() {
        path = folder.resolve("index");
        try (HybridIndex index = HybridIndex.open(path, encoder)) {
            index.add(LEASE);
        }
    }

    private HybridIndex reading() {
        return HybridIndex.openReadOnly(path, encoder);
    }

    @Test
    void it_shows_the_last_commit_and_follows_when_told_to() {
        try (HybridIndex writing = HybridIndex.open(path, encoder);
                HybridIndex first = reading();
                HybridIndex second = reading()) {
            writing.add(TERMS);
            first.refresh();
            assertEquals(List.of(LEASE.text()), Reads.texts(first));
            writing.commit();
            assertEquals(List.of(LEASE.text()), Reads.texts(first));
            first.refresh();
            assertEquals(List.of(LEASE.text(), TERMS.text()), Reads.texts(first));
            assertEquals(List.of(LEASE.text()), Reads.texts(second));
            writing.delete("lease");
            writing.purge();
            assertEquals(List.of(LEASE.text()), Reads.texts(second));
            second.refresh();
            assertEquals(List.of(TERMS.text()), Reads.texts(second));
        }
    }

    @Test
    void it_is_searched_as_any_index_and_knows_whole_documents() {
        try (HybridIndex writing = HybridIndex.open(path, encoder);
                HybridIndex reading = reading();
                IndexSnapshot snapshot = reading.snapshot()) {
            writing.add(TERMS);
            assertEquals(1, snapshot.lexical("rent", Within.everything()).top(5).size());
            assertEquals(LEASE, reading.document("lease", Scope.none()).orElseThrow());
            assertTrue(reading.document("terms", Scope.none()).isEmpty());
        }
    }

    @Test
    void every_change_is_refused_and_nothing_is_written() throws IOException {
        List<String> before = names();
        try (HybridIndex reading = reading()) {
            for (Executable change : List.<Executable>of(
                    () -> reading.add(TERMS),
                    () -> reading.delete("lease"),
                    () -> reading.deleteIf(Filter.all(), id -> true),
                    () -> reading.setAccess("lease", Access.tenant("t")),
                    reading::commit,
                    reading::compact,
                    reading::purge,
                    () -> reading.backup(folder.resolve("backup")))) {
                IndexException e = assertThrows(IndexException.class, change);
                assertTrue(e.getMessage().contains("open for reading only"), e.getMessage());
            }
            reading.refresh();
            assertEquals(List.of(LEASE.text()), Reads.texts(reading));
        }
        assertEquals(before, names());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void where_there_is_no_index_none_is_made() {
        Path missing = folder.resolve("missing");
        for (Path none : List.of(missing, folder)) {
            IndexException e = assertThrows(IndexException.class, () -> HybridIndex.openReadOnly(none, encoder));
            assertTrue(e.getMessage().contains("does not exist"), e.getMessage());
        }
        assertFalse(Files.exists(missing));
        assertThrows(
                IllegalStateException.class, () -> HybridIndex.builder(encoder).readOnly());
    }

    @Test
    void an_index_of_another_encoder_is_refused() {
        IndexException e = assertThrows(
                IndexException.class, () -> HybridIndex.openReadOnly(path, new WordEncoder("other/1", 512)));
        assertTrue(e.getMessage().contains("words/64") && e.getMessage().contains("other/1"), e.getMessage());
    }

    @Test
    void a_scope_that_is_required_later_is_required_once_that_is_seen() {
        try (HybridIndex reading = reading()) {
            HybridIndex.builder(encoder).path(path).requireScope(true).build().close();
            assertEquals(List.of(LEASE.text()), Reads.texts(reading));
            reading.refresh();
            assertThrows(ScopeRequiredException.class, () -> Reads.texts(reading));
            assertEquals(List.of(), Reads.texts(reading, Within.scope(Scope.of("t"))));
            assertThrows(ScopeRequiredException.class, () -> reading.document("lease", Scope.none()));
        }
    }

    @Test
    void a_scope_can_be_required_of_one_reader_alone() {
        try (HybridIndex reading =
                HybridIndex.builder(encoder).path(path).requireScope(true).readOnly()) {
            assertThrows(ScopeRequiredException.class, () -> Reads.texts(reading));
        }
        try (HybridIndex reading = reading()) {
            assertEquals(List.of(LEASE.text()), Reads.texts(reading));
        }
    }

    @Test
    void a_revocation_reaches_the_masks_of_a_reader_that_follows() {
        Within ann = Within.scope(Scope.of("t", "ann"));
        try (HybridIndex writing = HybridIndex.open(path, encoder);
                HybridIndex reading = reading()) {
            writing.setAccess("lease", Access.of("t", "ann"));
            writing.commit();
            reading.refresh();
            assertEquals(List.of(LEASE.text()), Reads.texts(reading, ann));
            writing.setAccess("lease", Access.of("t", "bob"));
            writing.commit();
            reading.refresh();
            assertEquals(List.of(), Reads.texts(reading, ann));
        }
    }

    @Test
    void another_index_in_its_place_is_not_taken_for_it() throws IOException {
        try (HybridIndex reading = reading()) {
            for (String name : names()) {
                Files.delete(path.resolve(name));
            }
            try (HybridIndex other = HybridIndex.open(path, encoder)) {
                other.add(TERMS);
            }
            IndexException e = assertThrows(IndexException.class, reading::refresh);
            assertTrue(e.getMessage().contains("replaced by another index"), e.getMessage());
            assertEquals(List.of(LEASE.text()), Reads.texts(reading));
        }
    }

    @Test
    void versions_of_two_openings_are_never_equal() {
        try (HybridIndex first = reading();
                HybridIndex second = reading();
                IndexSnapshot one = first.snapshot();
                IndexSnapshot other = second.snapshot()) {
            assertNotEquals(one.version(), other.version());
        }
    }

    @Test
    void its_snapshots_stay_readable_after_it_closed() {
        HybridIndex reading = reading();
        try (IndexSnapshot snapshot = reading.snapshot()) {
            reading.close();
            assertEquals(1, snapshot.listing(Within.everything(), "", 5).size());
        }
        assertThrows(IndexException.class, reading::refresh);
        assertThrows(IndexException.class, reading::snapshot);
    }
}
