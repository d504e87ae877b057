package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.IndexException;
import dev.fairlead.Metadata;
import dev.fairlead.Passage;
import dev.fairlead.Scope;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.retrieval.ingestion.Documents;
import dev.fairlead.retrieval.ingestion.IngestReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adding again, deleting, adding from several threads, and opening again. */
final class UpsertTest {
    private static final Document LEASE = Document.of("lease", "Rent is due monthly. The tenant insures the berth.");

    private final WordEncoder encoder = new WordEncoder();

    @TempDir
    Path folder;

    private static List<String> texts(HybridIndex index) {
        try (IndexSnapshot snapshot = index.snapshot()) {
            return snapshot.listing(Within.everything(), "", 1_000).stream()
                    .map(Passage::text)
                    .toList();
        }
    }

    @Test
    void changes_of_access_and_of_facts_never_encode() {
        try (HybridIndex index = HybridIndex.inMemory(encoder)) {
            index.add(LEASE);
            int encoded = encoder.encoded();
            for (int i = 0; i < 20; i++) {
                index.setAccess("lease", Access.of("t", "p" + i));
                assertEquals(
                        1, index.add(LEASE.withMetadata(Metadata.of("n", i))).updated());
            }
            assertEquals(encoded, encoder.encoded());
        }
    }

    @Test
    void a_change_of_access_keeps_text_vector_and_facts() {
        Document document = LEASE.withMetadata(Metadata.of("year", 2024).with("tags", List.of("a", "b")));
        try (HybridIndex index = HybridIndex.inMemory(encoder)) {
            index.add(document);
            index.setAccess("lease", Access.tenant("t"));
            assertEquals(
                    document.withAccess(Access.tenant("t")),
                    index.document("lease", Scope.of("t")).orElseThrow());
            assertEquals(1, index.add(document.withAccess(Access.tenant("t"))).unchanged());
        }
    }

    @Test
    void a_deleted_document_can_be_added_again() {
        try (HybridIndex index = HybridIndex.inMemory(encoder)) {
            for (int i = 0; i < 5; i++) {
                assertEquals(1, index.add(LEASE).added());
                assertTrue(index.delete("lease"));
                assertFalse(index.delete("lease"));
                assertFalse(index.setAccess("lease", Access.tenant("t")));
                assertEquals(List.of(), texts(index));
            }
            index.add(LEASE);
            assertEquals(List.of(LEASE.text()), texts(index));
        }
    }

    @Test
    void the_last_of_many_versions_in_one_call_wins() {
        try (HybridIndex index = HybridIndex.inMemory(encoder)) {
            index.add(IntStream.range(0, 50).mapToObj(i -> Document.of("d", "Version " + i + ".")));
            assertEquals(List.of("Version 49."), texts(index));
        }
    }

    @Test
    void a_new_version_that_cannot_be_encoded_leaves_the_old_one() {
        try (HybridIndex index = HybridIndex.inMemory(new FailingEncoder(encoder, "explosive"))) {
            index.add(LEASE);
            IngestReport report = index.add(Document.of("lease", "This is explosive."));
            assertEquals(1, report.failed().size());
            assertEquals(List.of(LEASE.text()), texts(index));
        }
    }

    @Test
    void a_shorter_version_leaves_no_passage_of_the_longer_one() {
        String text = IntStream.range(0, 40)
                .mapToObj(i -> "Clause " + i + " binds both parties.")
                .collect(Collectors.joining(" "));
        try (HybridIndex index =
                HybridIndex.builder(encoder).chunking(Chunking.sentences(16, 0)).build()) {
            index.add(Document.of("d", text));
            assertTrue(texts(index).size() > 10);
            index.add(Document.of("d", "Nothing binds."));
            assertEquals(List.of("Nothing binds."), texts(index));
            try (IndexSnapshot snapshot = index.snapshot()) {
                assertEquals(
                        List.of(),
                        snapshot.lexical("clause", Within.everything()).top(10));
                assertEquals(List.of(), snapshot.neighbours("d#00002", 5, 5, Within.everything()));
            }
        }
    }

    @Test
    void a_snapshot_never_mixes_two_versions_of_a_document() throws InterruptedException {
        Map<Thread, Throwable> failures = new ConcurrentHashMap<>();
        AtomicBoolean done = new AtomicBoolean();
        try (HybridIndex index = HybridIndex.builder(encoder)
                .path(folder.resolve("index"))
                .chunking(Chunking.sentences(16, 0))
                .build()) {
            index.add(version("shared", 0));
            List<Thread> writers = IntStream.range(0, 3)
                    .mapToObj(writer -> Thread.ofPlatform()
                            .uncaughtExceptionHandler(failures::put)
                            .start(() -> {
                                for (int i = 1; i <= 30; i++) {
                                    index.add(Documents.of(
                                            version("shared", 100 * writer + i), version("own" + writer, i)));
                                }
                            }))
                    .toList();
            Thread reader = Thread.ofPlatform()
                    .uncaughtExceptionHandler(failures::put)
                    .start(() -> {
                        while (!done.get()) {
                            requireWhole(index);
                        }
                    });
            for (Thread writer : writers) {
                writer.join();
            }
            done.set(true);
            reader.join();
            requireWhole(index);
            assertEquals(4 * 6, texts(index).size());
        }
        assertEquals(Map.of(), failures);
    }

    private static Document version(String id, int number) {
        String sentence = "Version" + number + " says that cargo is stored in the northern shed today. ";
        return Document.of(id, sentence.repeat(6)).withTitle("");
    }

    private static void requireWhole(HybridIndex index) {
        try (IndexSnapshot snapshot = index.snapshot()) {
            Map<String, List<String>> versions = snapshot.listing(Within.everything(), "", 1_000).stream()
                    .collect(Collectors.groupingBy(
                            p -> p.locator().documentId(),
                            Collectors.mapping(p -> p.text().split(" ", -1)[0], Collectors.toList())));
            versions.forEach((id, words) -> {
                assertEquals(6, words.size(), id);
                assertEquals(1, words.stream().distinct().count(), id + " mixes " + words);
            });
        }
    }

    @Test
    void several_adders_at_once_lose_nothing() throws InterruptedException {
        Map<Thread, Throwable> failures = new ConcurrentHashMap<>();
        try (HybridIndex index = HybridIndex.inMemory(encoder)) {
            List<Thread> adders = IntStream.range(0, 4)
                    .mapToObj(adder -> Thread.ofPlatform()
                            .uncaughtExceptionHandler(failures::put)
                            .start(() -> assertEquals(
                                    100,
                                    index.add(IntStream.range(0, 100)
                                                    .mapToObj(i -> Document.of(adder + "/" + i, "Text " + i + ".")))
                                            .added())))
                    .toList();
            for (Thread adder : adders) {
                adder.join();
            }
            assertEquals(400, texts(index).size());
        }
        assertEquals(Map.of(), failures);
    }

    @Test
    void closing_without_commit_keeps_what_was_added_deleted_and_restricted() {
        Path path = folder.resolve("index");
        try (HybridIndex index = HybridIndex.open(path, encoder)) {
            index.add(Documents.of(LEASE, Document.of("gone", "Gone."), Document.of("secret", "Secret.")));
            index.commit();
            index.delete("gone");
            index.setAccess("secret", Access.of("t"));
            index.add(Document.of("new", "New."));
        }
        try (HybridIndex index = HybridIndex.open(path, encoder)) {
            assertEquals(List.of(LEASE.text(), "New."), texts(index));
        }
    }

    @Test
    void an_index_open_elsewhere_is_refused_and_free_again_after_closing() {
        Path path = folder.resolve("index");
        try (HybridIndex first = HybridIndex.open(path, encoder)) {
            first.add(LEASE);
            IndexException e = assertThrows(IndexException.class, () -> HybridIndex.open(path, encoder));
            assertTrue(e.getMessage().contains("in use"), e.getMessage());
            assertEquals(1, texts(first).size());
        }
        try (HybridIndex again = HybridIndex.open(path, encoder)) {
            assertEquals(1, texts(again).size());
        }
    }

    @Test
    void versions_differ_after_every_visible_change_and_survive_reopening() {
        Path path = folder.resolve("index");
        String last;
        try (HybridIndex index = HybridIndex.open(path, encoder)) {
            String empty = version(index);
            index.add(LEASE);
            String added = version(index);
            assertNotEquals(empty, added);
            index.add(LEASE);
            assertEquals(added, version(index));
            index.setAccess("lease", Access.tenant("t"));
            last = version(index);
            assertNotEquals(added, last);
        }
        try (HybridIndex index = HybridIndex.open(path, encoder)) {
            assertEquals(last.substring(0, last.indexOf(':')), version(index).substring(0, last.indexOf(':')));
        }
    }

    private static String version(HybridIndex index) {
        try (IndexSnapshot snapshot = index.snapshot()) {
            return snapshot.version();
        }
    }

    @Test
    void a_snapshot_in_memory_stays_readable_after_the_index_closed() {
        HybridIndex index = HybridIndex.inMemory(encoder);
        index.add(LEASE);
        try (IndexSnapshot snapshot = index.snapshot()) {
            index.close();
            assertEquals(1, snapshot.lexical("rent", Within.everything()).top(5).size());
            assertEquals(1, snapshot.listing(Within.everything(), "", 5).size());
        }
        assertThrows(IndexException.class, () -> index.add(LEASE));
        assertThrows(IndexException.class, () -> index.delete("lease"));
        assertThrows(IndexException.class, () -> index.setAccess("lease", Access.undeclared()));
        assertThrows(IndexException.class, () -> index.document("lease", Scope.none()));
        assertThrows(IndexException.class, index::compact);
    }
}
