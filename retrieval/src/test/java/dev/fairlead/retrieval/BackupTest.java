package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Document;
import dev.fairlead.IndexException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy is made while others write, and opens by itself. */
final class BackupTest {
    private static final Document LEASE = Document.of("lease", "Rent is due monthly.");

    private final WordEncoder encoder = new WordEncoder();

    @TempDir
    private Path folder;

    private Path path(String name) {
        return folder.resolve(name);
    }

    private List<String> documents(Path path) {
        try (HybridIndex index = HybridIndex.openReadOnly(path, encoder)) {
            return Reads.documents(index);
        }
    }

    private static List<Document> numbered(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Document.of("d" + i, "Version " + i + " of the tariff holds from today."))
                .toList();
    }

    @Test
    void a_backup_holds_all_that_was_added_and_opens_by_itself() {
        try (HybridIndex index = HybridIndex.open(path("index"), encoder)) {
            index.add(LEASE);
            assertTrue(index.backup(path("backup")) > 0);
            index.delete("lease");
        }
        try (HybridIndex copy = HybridIndex.open(path("backup"), encoder)) {
            assertEquals(List.of(LEASE.text()), Reads.texts(copy));
            assertEquals(1, copy.add(LEASE).unchanged());
            copy.add(Document.of("more", "More."));
        }
    }

    @Test
    void an_index_in_memory_can_be_kept_so() {
        try (HybridIndex index = HybridIndex.inMemory(encoder)) {
            index.add(LEASE);
            index.backup(path("backup"));
        }
        assertEquals(List.of("lease"), documents(path("backup")));
    }

    @Test
    void a_second_backup_copies_what_is_new_and_drops_what_is_gone() throws IOException {
        try (HybridIndex index = HybridIndex.open(path("index"), encoder)) {
            index.add(numbered(0, 500).stream());
            long whole = index.backup(path("backup"));
            index.add(numbered(500, 510).stream());
            long more = index.backup(path("backup"));
            assertTrue(more < whole / 2, more + " of " + whole + " bytes");
            assertEquals(510, documents(path("backup")).size());
            assertEquals(0, index.backup(path("backup")));
            for (Document document : numbered(0, 500)) {
                index.delete(document.id());
            }
            index.purge();
            index.backup(path("backup"));
            assertEquals(10, documents(path("backup")).size());
            assertEquals(files(path("index")), files(path("backup")));
        }
    }

    /** Lucene's, by name and size. */
    private static List<String> files(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().matches("_.*|segments.*"))
                    .map(file -> file.getFileName() + " " + file.toFile().length())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void a_file_that_was_cut_short_or_changed_is_copied_again() throws IOException {
        try (HybridIndex index = HybridIndex.open(path("index"), encoder)) {
            index.add(numbered(0, 50).stream());
            index.backup(path("backup"));
            try (Stream<Path> files = Files.list(path("backup"))) {
                for (Path file : files.toList()) {
                    if (file.toString().endsWith(".cfs") || file.toString().endsWith(".fdt")) {
                        Files.write(file, new byte[100]);
                    }
                }
            }
            Files.writeString(path("backup").resolve("_0.cfs.part"), "half a file");
            index.backup(path("backup"));
            assertEquals(files(path("index")), files(path("backup")));
            assertEquals(50, documents(path("backup")).size());
        }
    }

    @Test
    void a_first_backup_that_was_cut_short_is_completed() throws IOException {
        try (HybridIndex index = HybridIndex.open(path("index"), encoder)) {
            index.add(LEASE);
            index.backup(path("backup"));
            try (Stream<Path> files = Files.list(path("backup"))) {
                for (Path file : files.toList()) {
                    if (file.getFileName().toString().startsWith("segments")) {
                        Files.delete(file);
                    }
                }
            }
            assertThrows(IndexException.class, () -> documents(path("backup")));
            index.backup(path("backup"));
            assertEquals(List.of("lease"), documents(path("backup")));
        }
    }

    @Test
    void a_directory_of_something_else_is_left_alone() throws IOException {
        Files.createDirectories(path("letters"));
        Files.writeString(path("letters").resolve("letter.txt"), "Dear reader");
        HybridIndex.open(path("other"), encoder).close();
        try (HybridIndex index = HybridIndex.open(path("index"), encoder);
                HybridIndex open = HybridIndex.open(path("open"), encoder)) {
            index.add(LEASE);
            assertRefused(index, path("letters"), "holds other files");
            assertRefused(index, path("other"), "holds another index");
            assertRefused(index, path("open"), "in use");
            assertRefused(index, path("index"), "in use");
            open.add(LEASE);
        }
        assertEquals(List.of(), documents(path("other")));
        assertEquals("Dear reader", Files.readString(path("letters").resolve("letter.txt")));
    }

    private static void assertRefused(HybridIndex index, Path target, String why) {
        IndexException e = assertThrows(IndexException.class, () -> index.backup(target));
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }

    @Test
    void files_of_the_hosts_own_in_a_backup_stay() throws IOException {
        try (HybridIndex index = HybridIndex.open(path("index"), encoder)) {
            index.add(LEASE);
            index.backup(path("backup"));
            Files.writeString(path("backup").resolve("README.txt"), "Made on Monday.");
            index.delete("lease");
            index.backup(path("backup"));
        }
        assertTrue(Files.exists(path("backup").resolve("README.txt")));
    }

    @Test
    void every_backup_taken_during_writing_holds_whole_documents_of_one_moment() throws InterruptedException {
        Map<Thread, Throwable> failures = new ConcurrentHashMap<>();
        CountDownLatch backedUp = new CountDownLatch(6);
        try (HybridIndex index = HybridIndex.open(path("index"), encoder)) {
            Thread writer = Thread.ofPlatform()
                    .uncaughtExceptionHandler(failures::put)
                    .start(() -> {
                        for (int i = 0; backedUp.getCount() > 0; i++) {
                            index.add(Document.of("d" + i, "Text."));
                            if (i % 20 == 19) {
                                index.compact();
                            }
                        }
                    });
            for (int round = 0; round < 6; round++) {
                index.backup(path(round % 2 == 0 ? "backup" : "backup" + round));
                List<String> documents = documents(path(round % 2 == 0 ? "backup" : "backup" + round));
                for (int i = 0; i < documents.size(); i++) {
                    assertTrue(documents.contains("d" + i), "round " + round + " has a gap at " + i);
                }
                backedUp.countDown();
            }
            writer.join();
        }
        assertEquals(Map.of(), failures);
    }
}
