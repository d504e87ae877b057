package dev.fairlead.retrieval.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.IndexException;
import dev.fairlead.Metadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DocumentsTest {
    @TempDir
    Path folder;

    private void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private static List<Document> read(Documents documents) {
        try (Stream<Loaded.Unread> unread = documents.open()) {
            return unread.map(Loaded.Unread::load)
                    .flatMap(one -> one instanceof Loaded.Read read ? Stream.of(read.document()) : Stream.empty())
                    .toList();
        }
    }

    private static Map<String, String> failures(Documents documents) {
        Map<String, String> failures = new TreeMap<>();
        try (Stream<Loaded.Unread> unread = documents.open()) {
            unread.map(Loaded.Unread::load).forEach(one -> {
                if (one instanceof Loaded.Failed failed) {
                    failures.put(failed.failure().documentId(), failed.failure().reason());
                }
            });
        }
        return failures;
    }

    @Test
    void a_folder_gives_the_files_that_are_read_in_the_order_of_their_paths() throws IOException {
        write("b.txt", "B.");
        write("a/z.md", "Z.");
        write("a/b/c.MARKDOWN", "C.");
        write("a/skip.png", "no");
        write("a/z.md.meta.json", "{}");
        write(".hidden/x.txt", "no");
        write("a.txt", "A.");
        Documents documents = Documents.in(folder);
        assertEquals(
                List.of("a/b/c.MARKDOWN", "a/z.md", "a.txt", "b.txt"),
                read(documents).stream().map(Document::id).toList());
        assertEquals(OptionalInt.of(4), documents.total());
    }

    @Test
    void a_broken_empty_or_binary_file_fails_by_name() throws IOException {
        write("good.txt", "Good.");
        write("empty.txt", "");
        write("blank.md", " \n\t\n");
        write("latin.txt", "caf\u00E9".getBytes(StandardCharsets.ISO_8859_1));
        write("utf16.txt", "text".getBytes(StandardCharsets.UTF_16));
        write("binary.txt", new byte[] {'a', 0, 'b'});
        Map<String, String> failures = failures(Documents.in(folder));
        assertEquals(
                List.of("binary.txt", "blank.md", "empty.txt", "latin.txt", "utf16.txt"),
                List.copyOf(failures.keySet()));
        assertTrue(failures.get("empty.txt").contains("empty"));
        assertTrue(failures.get("latin.txt").contains("UTF-8"));
    }

    @Test
    void a_dangling_link_fails_and_a_loop_of_folders_ends() throws IOException {
        write("sub/a.txt", "A.");
        Files.createSymbolicLink(folder.resolve("sub/loop"), folder);
        Files.createSymbolicLink(folder.resolve("gone.txt"), folder.resolve("nowhere.txt"));
        Files.createSymbolicLink(folder.resolve("self.txt"), folder.resolve("self.txt"));
        assertEquals(
                List.of("sub/a.txt"),
                read(Documents.in(folder)).stream().map(Document::id).toList());
        assertEquals(
                List.of("gone.txt", "self.txt"),
                List.copyOf(failures(Documents.in(folder)).keySet()));
    }

    @Test
    void a_missing_folder_is_refused() {
        IndexException e = assertThrows(IndexException.class, () -> Documents.in(folder.resolve("nowhere")));
        assertTrue(e.getMessage().contains("nowhere"));
    }

    @Test
    void a_file_of_another_kind_named_explicitly_is_a_failure() throws IOException {
        write("scan.png", "x");
        assertEquals(
                Map.of("scan.png", "not a .txt, .md, .markdown, .pdf, .docx, .html or .htm file"),
                failures(Documents.file(folder.resolve("scan.png"))));
        assertEquals(1, failures(Documents.file(folder.resolve("missing.txt"))).size());
    }

    @Test
    void titles_come_from_the_text_and_else_from_the_file() throws IOException {
        write("a.md", "Intro\n\n# The *Real* Title\n\nText.");
        write("acme-nda.md", "# Mutual Non-Disclosure Agreement\n\nText.");
        write("b.txt", "\n  Berth Lease\n\nThis lease is made.");
        write("c.txt", "This is a sentence, not a title.\nMore.");
        write("d.txt", "Exhibit 10.1\n\nSPONSORSHIP AGREEMENT");
        assertEquals(
                List.of("The Real Title", "Mutual Non-Disclosure Agreement (acme nda)", "Berth Lease", "c", "d"),
                read(Documents.in(folder)).stream().map(Document::title).toList());
    }

    @Test
    void facts_and_access_come_from_the_path_and_from_the_host() throws IOException {
        write("legal/nda.md", "# NDA");
        Document document = read(Documents.in(folder)
                        .metadata(path -> Metadata.of("year", 2024).with("format", "mine"))
                        .access(path ->
                                Access.tenant(path.getParent().getFileName().toString())))
                .getFirst();
        assertEquals(
                Metadata.of("file", "nda.md")
                        .with("folder", "legal")
                        .with("format", "mine")
                        .with("year", 2024),
                document.metadata());
        assertEquals(Access.tenant("legal"), document.access());
    }

    @Test
    void a_byte_order_mark_is_no_text() throws IOException {
        write("a.txt", "\uFEFFHello there.");
        assertEquals("Hello there.", read(Documents.in(folder)).getFirst().text());
    }

    @Test
    void a_function_of_the_host_that_refuses_a_file_fails_that_file() throws IOException {
        write("a.txt", "A.");
        Documents documents = Documents.in(folder).metadata(path -> Metadata.of("", 1));
        assertEquals(List.of("a.txt"), List.copyOf(failures(documents).keySet()));
    }
}
