package dev.fairlead.retrieval.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.FairleadListener;
import dev.fairlead.IngestProgress;
import dev.fairlead.Metadata;
import dev.fairlead.Scope;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.WordEncoder;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reviews have found to break, and must not break again. */
final class HostileIngestionTest {
    @TempDir
    Path folder;

    private final WordEncoder encoder = new WordEncoder();

    private static long size(HybridIndex index, Within within) {
        try (IndexSnapshot snapshot = index.snapshot()) {
            return snapshot.size(within);
        }
    }

    private static HybridIndex twins(WordEncoder encoder, int count) {
        HybridIndex index = HybridIndex.inMemory(encoder);
        index.add(IntStream.range(0, count)
                .mapToObj(i -> Document.of(String.format(Locale.ROOT, "d%05d", count - i), "Cargo is stored.")
                        .withTitle("")));
        return index;
    }

    @Test
    void a_dense_search_among_copies_of_one_text_fills_its_depth() {
        try (HybridIndex index = twins(encoder, 3_000);
                IndexSnapshot snapshot = index.snapshot()) {
            float[] vector = encoder.encode("Cargo is stored.", TextEncoder.Kind.QUERY, Deadline.never())
                    .vector();
            assertEquals(
                    100, snapshot.nearest(vector, Within.everything()).top(100).size());
            assertEquals(
                    1_000,
                    snapshot.nearest(vector, Within.everything()).top(1_000).size());
        }
    }

    @Test
    void a_name_of_half_a_surrogate_pair_is_refused_since_it_would_be_stored_as_a_question_mark() {
        assertThrows(IllegalArgumentException.class, () -> Access.tenant("\uD83D"));
        assertThrows(IllegalArgumentException.class, () -> Scope.principals("\uDE00\uD83D"));
        assertThrows(IllegalArgumentException.class, () -> Metadata.of("k", "\uD83D"));
        assertEquals("\uD83D\uDE00", Metadata.of("k", "\uD83D\uDE00").value("k").orElseThrow());
    }

    @Test
    void adding_a_folder_anew_does_not_undo_a_revocation() {
        Document document = Document.of("d", "Text.");
        try (HybridIndex index = HybridIndex.inMemory(encoder)) {
            index.add(document);
            index.setAccess("d", Access.of("acme", "alice"));
            index.add(document);
            index.add(Document.of("d", "Other text."));
            assertEquals(0, size(index, Within.everything()));
            assertEquals(1, size(index, Within.scope(Scope.of("acme", "alice"))));
        }
    }

    @Test
    void a_named_pipe_among_the_files_does_not_stop_the_rest() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "A.");
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", folder.resolve("b.txt").toString())
                        .start()
                        .waitFor());
        Files.writeString(folder.resolve("c.txt"), "C.");
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            try (var read = Documents.in(folder).open()) {
                assertEquals(3, read.map(Loaded.Unread::load).toList().size());
            }
        });
    }

    @Test
    void files_whose_names_are_not_unicode_do_not_replace_each_other() throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("bash", "-c", "printf 'One.' > $'caf\\xe9.txt'; printf 'Two.' > $'caf\\xe8.txt'")
                        .directory(folder.toFile())
                        .start()
                        .waitFor());
        try (HybridIndex index = HybridIndex.inMemory(encoder)) {
            IngestReport report = index.add(Documents.in(folder));
            assertEquals(2, report.failed().size() + size(index, Within.everything()), report.toString());
        }
    }

    @Test
    void a_function_of_the_host_that_throws_on_a_file_fails_that_file_only() throws IOException {
        for (String name : List.of("a.txt", "b.txt", "c.txt")) {
            Files.writeString(folder.resolve(name), name);
        }
        try (HybridIndex index = HybridIndex.inMemory(encoder)) {
            IngestReport report = index.add(Documents.in(folder).metadata(path -> {
                if (path.endsWith("b.txt")) {
                    throw new UncheckedIOException(new IOException("no sidecar file"));
                }
                return Metadata.empty();
            }));
            assertEquals(2, report.added());
        }
    }

    @Test
    void a_listener_that_closes_the_index_does_not_hang() throws InterruptedException {
        List<HybridIndex> opened = new ArrayList<>();
        HybridIndex index = HybridIndex.builder(encoder)
                .listener(new FairleadListener() {
                    @Override
                    public void ingested(IngestProgress progress) {
                        opened.getFirst().close();
                    }
                })
                .build();
        opened.add(index);
        Thread adder = Thread.ofPlatform().daemon().start(() -> {
            try {
                index.add(Document.of("d", "Text."));
            } catch (RuntimeException e) {
                assertTrue(e.getMessage() != null);
            }
        });
        assertTrue(adder.join(Duration.ofSeconds(5)), "the caller hangs");
    }
}
