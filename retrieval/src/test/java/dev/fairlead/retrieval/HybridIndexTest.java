package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.FairleadListener;
import dev.fairlead.Filter;
import dev.fairlead.IndexException;
import dev.fairlead.IngestProgress;
import dev.fairlead.Metadata;
import dev.fairlead.Scope;
import dev.fairlead.ScopeRequiredException;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.retrieval.ingestion.Documents;
import dev.fairlead.retrieval.ingestion.IngestFailure;
import dev.fairlead.retrieval.ingestion.IngestReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HybridIndexTest {
    private static final Document LEASE = Document.of("lease", "Rent is due monthly. The tenant insures the berth.");

    private final WordEncoder encoder = new WordEncoder();

    @TempDir
    Path folder;

    private long size(HybridIndex index, Within within) {
        try (IndexSnapshot snapshot = index.snapshot()) {
            return snapshot.size(within);
        }
    }

    @Test
    void an_unchanged_document_costs_no_encoding() {
        try (HybridIndex index = HybridIndex.inMemory(encoder)) {
            assertEquals(1, index.add(LEASE).added());
            int encoded = encoder.encoded();
            IngestReport again = index.add(LEASE);
            assertEquals(1, again.unchanged());
            assertEquals(0, again.added());
            assertEquals(encoded, encoder.encoded());
        }
    }

    @Test
    void changed_facts_are_written_without_encoding() {
        try (HybridIndex index = HybridIndex.inMemory(encoder)) {
            index.add(LEASE);
            int encoded = encoder.encoded();
            IngestReport report = index.add(LEASE.withMetadata(Metadata.of("year", 2024)));
            assertEquals(1, report.updated());
            assertEquals(encoded, encoder.encoded());
            assertEquals(1, size(index, Within.filter(Filter.equalTo("year", 2024))));
        }
    }

    @Test
    void a_changed_text_or_title_is_encoded_again_and_replaces_the_old() {
        try (HybridIndex index = HybridIndex.inMemory(encoder)) {
            index.add(LEASE);
            assertEquals(1, index.add(LEASE.withTitle("Berth lease")).added());
            assertEquals(1, index.add(Document.of("lease", "Rent is free.")).added());
            assertEquals(1, size(index, Within.everything()));
            assertEquals(
                    "Rent is free.",
                    index.document("lease", Scope.none()).orElseThrow().text());
        }
    }

    @Test
    void another_chunking_makes_a_document_anew() {
        Path path = folder.resolve("index");
        try (HybridIndex index = HybridIndex.open(path, encoder)) {
            index.add(LEASE);
        }
        try (HybridIndex index = HybridIndex.builder(encoder)
                .path(path)
                .chunking(Chunking.whole())
                .build()) {
            assertEquals(1, index.add(LEASE).added());
        }
    }

    @Test
    void the_last_of_two_documents_of_one_id_wins_within_a_call() {
        try (HybridIndex index = HybridIndex.inMemory(encoder)) {
            index.add(LEASE);
            IngestReport report = index.add(Documents.of(Document.of("lease", "Other."), LEASE));
            assertEquals(2, report.added());
            assertEquals(LEASE, index.document("lease", Scope.none()).orElseThrow());
        }
    }

    @Test
    void what_was_added_is_there_after_closing_and_opening_again() {
        Path path = folder.resolve("index");
        Document restricted = LEASE.withAccess(Access.of("harbour", "ann"))
                .withMetadata(Metadata.of("tags", List.of("a", "b"))
                        .with("open", true)
                        .with("rate", -0.0));
        try (HybridIndex index = HybridIndex.open(path, encoder)) {
            index.add(restricted);
        }
        int encoded = encoder.encoded();
        try (HybridIndex index = HybridIndex.open(path, encoder)) {
            assertEquals(1, index.add(restricted).unchanged());
            assertEquals(Optional.of(restricted), index.document("lease", Scope.of("harbour", "ann")));
            assertEquals(Optional.empty(), index.document("lease", Scope.of("harbour", "bob")));
            assertEquals(Optional.empty(), index.document("lease", Scope.none()));
        }
        assertEquals(encoded, encoder.encoded());
    }

    @Test
    void committed_documents_survive_a_writer_that_never_closed() throws IOException {
        Path path = folder.resolve("index");
        Path copy = Files.createDirectory(folder.resolve("copy"));
        try (HybridIndex index = HybridIndex.open(path, encoder)) {
            index.add(LEASE);
            index.commit();
            index.add(Document.of("uncommitted", "Not there."));
            try (var files = Files.list(path)) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
        }
        try (HybridIndex index = HybridIndex.open(copy, encoder)) {
            assertTrue(index.document("lease", Scope.none()).isPresent());
            assertFalse(index.document("uncommitted", Scope.none()).isPresent());
        }
    }

    @Test
    void an_index_that_once_required_a_scope_always_does() {
        Path path = folder.resolve("index");
        HybridIndex.builder(encoder).path(path).requireScope(true).build().close();
        try (HybridIndex index = HybridIndex.open(path, encoder)) {
            index.add(LEASE);
            assertThrows(ScopeRequiredException.class, () -> size(index, Within.everything()));
            assertThrows(ScopeRequiredException.class, () -> index.document("lease", Scope.none()));
            assertEquals(Optional.empty(), index.document("lease", Scope.of("t")));
        }
    }

    @Test
    void new_access_costs_no_encoding_and_survives_reopening() {
        Path path = folder.resolve("index");
        try (HybridIndex index = HybridIndex.open(path, encoder)) {
            index.add(LEASE);
            int encoded = encoder.encoded();
            assertTrue(index.setAccess("lease", Access.tenant("harbour")));
            assertEquals(encoded, encoder.encoded());
            assertEquals(0, size(index, Within.everything()));
        }
        try (HybridIndex index = HybridIndex.open(path, encoder)) {
            assertEquals(1, size(index, Within.scope(Scope.of("harbour"))));
        }
    }

    @Test
    void a_document_that_cannot_be_taken_is_reported_and_the_rest_goes_on() {
        try (HybridIndex index = HybridIndex.inMemory(encoder)) {
            IngestReport report = index.add(
                    Documents.of(Document.of("blank", " \n "), Document.of("half", "broken \uD83D text"), LEASE));
            assertEquals(1, report.added());
            assertEquals(
                    List.of("blank", "half"),
                    report.failed().stream().map(IngestFailure::documentId).toList());
            assertTrue(report.toString().startsWith("1 added, 0 updated, 0 unchanged, 2 failed"), report.toString());
        }
    }

    @Test
    void an_encoder_that_fails_on_one_document_does_not_stop_the_others() {
        var failing = new FailingEncoder(encoder, "explosive");
        try (HybridIndex index = HybridIndex.inMemory(failing)) {
            IngestReport report = index.add(Documents.of(Document.of("bad", "This is explosive."), LEASE));
            assertEquals(1, report.added());
            assertEquals("bad", report.failed().getFirst().documentId());
            assertTrue(index.document("lease", Scope.none()).isPresent());
        }
    }

    @Test
    void passages_beyond_the_encoders_limit_are_counted() {
        try (HybridIndex index =
                HybridIndex.builder(encoder).chunking(Chunking.whole()).build()) {
            assertEquals(
                    1, index.add(Document.of("long", "word ".repeat(2_000))).truncated());
        }
    }

    @Test
    void a_listener_hears_of_every_document_and_may_fail() {
        List<IngestProgress> heard = new ArrayList<>();
        FairleadListener listener = new FairleadListener() {
            @Override
            public void ingested(IngestProgress progress) {
                heard.add(progress);
                throw new IllegalStateException("a listener of the test fails");
            }
        };
        try (HybridIndex index = HybridIndex.builder(encoder).listener(listener).build()) {
            index.add(Documents.of(LEASE, Document.of("blank", "")));
        }
        assertEquals(2, heard.size());
        assertEquals(2, heard.getLast().documents());
        assertEquals(OptionalInt.of(2), heard.getLast().total());
    }

    @Test
    void an_interrupted_caller_stops_early_and_the_index_stays_open() {
        try (HybridIndex index = HybridIndex.open(folder.resolve("index"), encoder)) {
            index.add(LEASE);
            Thread.currentThread().interrupt();
            IngestReport report = index.add(IntStream.range(0, 500).mapToObj(i -> Document.of("d" + i, "Text " + i)));
            assertTrue(report.interrupted());
            assertTrue(index.delete("lease"));
            index.commit();
            assertTrue(Thread.interrupted());
            assertEquals(1, index.add(LEASE).added());
            assertEquals(1 + report.added(), size(index, Within.everything()));
        }
    }

    @Test
    void a_caller_interrupted_in_the_middle_leaves_a_working_index() throws InterruptedException {
        for (int round = 0; round < 5; round++) {
            try (HybridIndex index = HybridIndex.open(folder.resolve("index-" + round), encoder)) {
                List<IngestReport> reports = new ArrayList<>();
                Thread caller = new Thread(() -> reports.add(
                        index.add(IntStream.range(0, 3_000).mapToObj(i -> Document.of("d" + i, "Text " + i)))));
                caller.start();
                while (encoder.encoded() < 50 * (round + 1)) {
                    Thread.onSpinWait();
                }
                caller.interrupt();
                caller.join();
                index.commit();
                assertEquals(reports.getFirst().added(), size(index, Within.everything()));
            }
        }
    }

    @Test
    void readers_and_writers_at_once_see_whole_documents_only() throws InterruptedException {
        String text =
                "Cargo one is stored here. Cargo two is stored there. Cargo three is stored elsewhere. ".repeat(3);
        List<Throwable> failures = new ArrayList<>();
        try (HybridIndex index = HybridIndex.builder(encoder)
                .path(folder.resolve("index"))
                .chunking(Chunking.sentences(16, 0))
                .build()) {
            index.add(Document.of("doc", text));
            long passages = size(index, Within.everything());
            Thread writer = new Thread(() -> {
                for (int i = 0; i < 60; i++) {
                    index.setAccess("doc", i % 2 == 0 ? Access.tenant("t") : Access.undeclared());
                }
            });
            writer.setUncaughtExceptionHandler((thread, e) -> failures.add(e));
            writer.start();
            while (writer.isAlive()) {
                long seen = size(index, Within.scope(Scope.of("t")));
                assertEquals(passages, seen);
                assertEquals(passages, lexicalHits(index));
            }
            writer.join();
        }
        assertEquals(List.of(), failures);
    }

    private static int lexicalHits(HybridIndex index) {
        try (IndexSnapshot snapshot = index.snapshot()) {
            return snapshot.lexical("cargo", Within.scope(Scope.of("t")))
                    .top(100)
                    .size();
        }
    }

    @Test
    void a_closed_index_says_so_and_its_snapshots_stay_readable() {
        HybridIndex index = HybridIndex.open(folder.resolve("index"), encoder);
        index.add(LEASE);
        IndexSnapshot snapshot = index.snapshot();
        index.close();
        index.close();
        assertEquals(1, snapshot.listing(Within.everything(), "", 10).size());
        snapshot.close();
        snapshot.close();
        assertThrows(IndexException.class, () -> snapshot.size(Within.everything()));
        assertThrows(IndexException.class, index::snapshot);
        assertThrows(IndexException.class, () -> index.add(LEASE));
        assertThrows(IndexException.class, index::commit);
    }

    @Test
    void compacting_changes_nothing_but_the_form() {
        try (HybridIndex index = HybridIndex.open(folder.resolve("index"), encoder)) {
            for (int i = 0; i < 20; i++) {
                index.add(Document.of("d" + i, "Cargo number " + i + " is stored."));
                index.delete("d" + (i - 3));
            }
            List<String> before = ids(index);
            index.compact();
            assertEquals(before, ids(index));
        }
    }

    private static List<String> ids(HybridIndex index) {
        try (IndexSnapshot snapshot = index.snapshot()) {
            return snapshot.listing(Within.everything(), "", 100).stream()
                    .map(p -> p.id())
                    .toList();
        }
    }

    @Test
    void names_that_would_run_together_are_different_tenants() {
        try (HybridIndex index = HybridIndex.builder(encoder).requireScope(true).build()) {
            index.add(LEASE.withAccess(Access.of("ab", "c")));
            assertEquals(0, size(index, Within.scope(Scope.of("a", "bc"))));
            assertEquals(1, size(index, Within.scope(Scope.of("ab", "c", "d"))));
        }
    }

    @Test
    void very_long_names_and_values_are_told_apart() {
        String name = "x".repeat(7_999);
        try (HybridIndex index = HybridIndex.inMemory(encoder)) {
            index.add(LEASE.withAccess(Access.of("t", name + "1")).withMetadata(Metadata.of("key", name + "1")));
            Scope scope = Scope.of("t", name + "1");
            assertEquals(1, size(index, new Within(scope, Filter.equalTo("key", name + "1"))));
            assertEquals(0, size(index, new Within(scope, Filter.equalTo("key", name + "2"))));
            assertEquals(0, size(index, Within.scope(Scope.of("t", name + "2"))));
        }
    }
}
