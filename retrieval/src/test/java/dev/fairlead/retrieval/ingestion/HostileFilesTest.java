package dev.fairlead.retrieval.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.FairleadListener;
import dev.fairlead.IngestProgress;
import dev.fairlead.Metadata;
import dev.fairlead.Passage;
import dev.fairlead.Scope;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.WordEncoder;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they are found on real disks, all the way into the index. */
final class HostileFilesTest {
    @TempDir
    Path folder;

    private final List<IngestProgress> heard = new ArrayList<>();
    private final HybridIndex index = HybridIndex.builder(new WordEncoder())
            .chunking(Chunking.sentences(64, 8))
            .listener(new FairleadListener() {
                @Override
                public void ingested(IngestProgress progress) {
                    heard.add(progress);
                }
            })
            .build();

    @AfterEach
    void close() {
        index.close();
    }

    private void write(String name, byte... bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> failed(IngestReport report) {
        return report.failed().stream().map(IngestFailure::documentId).toList();
    }

    private List<Passage> passages() {
        try (IndexSnapshot snapshot = index.snapshot()) {
            return snapshot.listing(Within.everything(), "", IndexSnapshot.MAX_DEPTH);
        }
    }

    private void requireExactPassages() {
        for (Passage passage : passages()) {
            String text = index.document(passage.locator().documentId(), Scope.none())
                    .orElseThrow()
                    .text();
            assertEquals(passage.locator().span().of(text), passage.text());
        }
    }

    @Test
    void every_bad_file_is_reported_by_name_and_the_good_ones_are_added() throws IOException {
        write("a.txt", "Good.");
        write("b.txt", (byte) 0xC3, (byte) 0x28);
        write("c.txt");
        write("d.txt", (byte) 0xEF, (byte) 0xBB, (byte) 0xBF);
        write("e.txt", (byte) 'a', (byte) 0);
        Files.createSymbolicLink(folder.resolve("f.txt"), folder.resolve("nowhere"));
        write("g.md", "# Good too");
        IngestReport report = index.add(Documents.in(folder));
        assertEquals(2, report.added());
        assertEquals(List.of("b.txt", "c.txt", "d.txt", "e.txt", "f.txt"), failed(report));
        assertEquals(7, heard.getLast().documents());
        assertEquals(7, heard.getLast().total().orElseThrow());
    }

    @Test
    void reasons_are_words_a_person_understands() throws IOException {
        write("bad.txt", (byte) 0xFF);
        write("empty.txt", " \r\n");
        Files.createSymbolicLink(folder.resolve("gone.txt"), folder.resolve("nowhere"));
        assertEquals(
                List.of("not UTF-8 text", "empty: holds no text", "the file does not exist"),
                index.add(Documents.in(folder)).failed().stream()
                        .map(IngestFailure::reason)
                        .toList());
    }

    @Test
    void a_folder_that_is_named_like_a_file_is_walked_and_as_a_file_refused() throws IOException {
        write("x.txt/inner.txt", "Inside.");
        assertEquals(1, index.add(Documents.in(folder)).added());
        assertTrue(index.document("x.txt/inner.txt", Scope.none()).isPresent());
        assertEquals(List.of("x.txt"), failed(index.add(Documents.file(folder.resolve("x.txt")))));
    }

    @Test
    void a_file_larger_than_the_bound_is_refused_by_name() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("huge.txt").toFile(), "rw")) {
            file.setLength(Documents.MAX_FILE_BYTES + 1);
        }
        IngestReport report = index.add(Documents.in(folder));
        assertEquals(List.of("huge.txt"), failed(report));
        assertTrue(
                report.failed().getFirst().reason().contains("64 MB"),
                report.failed().toString());
    }

    @Test
    void a_folder_that_vanished_since_is_a_failure_and_no_exception() throws IOException {
        write("sub/a.txt", "A.");
        Documents documents = Documents.in(folder.resolve("sub"));
        Files.delete(folder.resolve("sub/a.txt"));
        Files.delete(folder.resolve("sub"));
        IngestReport report = index.add(documents);
        assertEquals(0, report.added());
        assertEquals(1, report.failed().size());
    }

    @Test
    void files_that_vanish_while_the_folder_is_read_are_failures() throws IOException {
        write("a.txt", "A.");
        write("b.txt", "B.");
        write("c.txt", "C.");
        IngestReport report = index.add(Documents.in(folder).metadata(path -> {
            folder.resolve("b.txt").toFile().delete();
            return Metadata.empty();
        }));
        assertEquals(2, report.added());
        assertEquals(List.of("b.txt"), failed(report));
    }

    @Test
    void loops_of_links_end() throws IOException {
        write("a/b/x.txt", "X.");
        Files.createSymbolicLink(folder.resolve("a/b/up"), folder.resolve("a"));
        Files.createSymbolicLink(folder.resolve("one.txt"), folder.resolve("two.txt"));
        Files.createSymbolicLink(folder.resolve("two.txt"), folder.resolve("one.txt"));
        IngestReport report = index.add(Documents.in(folder));
        assertEquals(1, report.added());
        assertEquals(List.of("one.txt", "two.txt"), failed(report));
    }

    @Test
    void a_byte_order_mark_and_any_line_ends_leave_spans_exact() throws IOException {
        String text = "# Head\r\n\r\nOne \uD83D\uDE00 sentence.\r\nAnother\tone.\rA third.\n\n## Sub\n\nFourth.";
        write("crlf.md", "\uFEFF" + text);
        write("crlf.txt", "\uFEFF" + text);
        index.add(Documents.in(folder));
        assertEquals(text, index.document("crlf.md", Scope.none()).orElseThrow().text());
        requireExactPassages();
    }

    @Test
    void two_megabytes_become_bounded_passages_that_cover_the_text() throws IOException {
        write("large.txt", "The quick brown fox signs the agreement on the fifth of May. ".repeat(35_000));
        assertEquals(1, index.add(Documents.in(folder)).added());
        List<Passage> passages = passages();
        assertTrue(passages.size() > 5_000, passages.size() + " passages");
        WordEncoder encoder = new WordEncoder();
        int end = 0;
        for (Passage passage : passages) {
            assertTrue(encoder.countTokens(passage.text()) <= 64);
            assertTrue(passage.locator().span().start() <= end + 1, "a gap before " + passage.locator());
            end = passage.locator().span().end();
        }
    }

    @Test
    void a_single_file_and_a_folder_share_the_index_under_their_own_ids() throws IOException {
        write("sub/a.txt", "A.");
        index.add(Documents.file(folder.resolve("sub/a.txt")));
        index.add(Documents.in(folder));
        assertTrue(index.document("a.txt", Scope.none()).isPresent());
        assertTrue(index.document("sub/a.txt", Scope.none()).isPresent());
    }

    @Test
    void an_access_function_that_refuses_a_file_never_leaves_it_open() throws IOException {
        write("a.txt", "A.");
        write("b.txt", "B.");
        IngestReport report =
                index.add(Documents.in(folder).access(path -> Access.tenant(path.endsWith("a.txt") ? " " : "t")));
        assertEquals(List.of("a.txt"), failed(report));
        assertFalse(index.document("a.txt", Scope.none()).isPresent());
        assertTrue(index.document("b.txt", Scope.of("t")).isPresent());
    }

    @Test
    void a_stream_that_breaks_half_way_leaves_a_working_index() {
        Stream<Document> broken = Stream.of(1, 2, 0).map(i -> Document.of("d" + i, "Text " + 2 / i + "."));
        assertThrows(ArithmeticException.class, () -> index.add(broken));
        assertEquals(1, index.add(Document.of("after", "After.")).added());
        index.commit();
    }
}
