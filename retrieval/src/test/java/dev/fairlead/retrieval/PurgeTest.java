package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Document;
import dev.fairlead.Filter;
import dev.fairlead.Metadata;
import dev.fairlead.Scope;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted leaves the results at once, and the disk when purged. */
final class PurgeTest {
    private static final long SEED = 7;
    private static final int LETTERS = 26;

    /** One long word of random letters: no compression hides it, no analysis changes it, and nothing else holds a part of it. */
    private static final String SECRET = new Random(SEED)
            .ints(60, 0, LETTERS)
            .collect(StringBuilder::new, (word, letter) -> word.append((char) ('a' + letter)), StringBuilder::append)
            .append("qz")
            .toString();

    private final WordEncoder encoder = new WordEncoder();

    @TempDir
    private Path path;

    private static Document secret(String id) {
        return Document.of(id, "The password is " + SECRET + ".").withMetadata(Metadata.of("word", SECRET));
    }

    private static Stream<Document> others(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Document.of("other" + i, "Tariff number " + i + " holds from the first day."));
    }

    /** Names of files that hold the secret or a good part of it, as text. */
    private List<String> filesWithSecret() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(PurgeTest::holdsSecret)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private static boolean holdsSecret(Path file) {
        try {
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return IntStream.range(0, SECRET.length() - 12)
                    .anyMatch(start -> bytes.contains(SECRET.substring(start, start + 12)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_deleted_document_is_on_disk_until_it_is_purged() throws IOException {
        try (HybridIndex index = HybridIndex.open(path, encoder)) {
            index.add(Stream.concat(others(200), Stream.of(secret("secret"))));
            index.commit();
            assertFalse(filesWithSecret().isEmpty(), "the test would not find it");
            assertTrue(index.delete("secret"));
            assertEquals(200, Reads.documents(index).size());
            assertTrue(index.document("secret", Scope.none()).isEmpty());
            index.commit();
            assertFalse(filesWithSecret().isEmpty(), "a commit alone does not purge");
            index.purge();
            assertEquals(List.of(), filesWithSecret());
            assertEquals(200, Reads.documents(index).size());
        }
        assertEquals(List.of(), filesWithSecret());
        try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(path))) {
            assertEquals(0, reader.numDeletedDocs());
        }
    }

    @Test
    void a_replaced_version_is_purged_too_and_so_is_one_never_committed() throws IOException {
        try (HybridIndex index = HybridIndex.open(path, encoder)) {
            index.add(others(50));
            index.add(secret("replaced"));
            index.commit();
            index.add(secret("uncommitted"));
            index.add(Document.of("replaced", "Nothing to see."));
            index.delete("uncommitted");
            index.purge();
            assertEquals(List.of(), filesWithSecret());
            assertEquals(51, Reads.documents(index).size());
        }
    }

    @Test
    void a_snapshot_still_open_keeps_what_it_shows_until_it_closes() throws IOException {
        try (HybridIndex index = HybridIndex.open(path, encoder)) {
            index.add(secret("secret"));
            index.commit();
            try (IndexSnapshot snapshot = index.snapshot()) {
                index.delete("secret");
                index.purge();
                assertEquals(1, snapshot.listing(Within.everything(), "", 5).size());
            }
            index.purge();
            assertEquals(List.of(), filesWithSecret());
        }
    }

    @Test
    void purging_costs_no_encoding_and_changes_no_passage() {
        try (HybridIndex index = HybridIndex.open(path, encoder)) {
            index.add(Stream.concat(others(300), Stream.of(secret("secret"))));
            index.delete("secret");
            List<String> before = Reads.texts(index);
            int encoded = encoder.encoded();
            index.purge();
            index.purge();
            assertEquals(before, Reads.texts(index));
            assertEquals(encoded, encoder.encoded());
        }
    }

    @Test
    void documents_are_deleted_by_filter_and_test_whoever_may_see_them() {
        try (HybridIndex index =
                HybridIndex.builder(encoder).path(path).requireScope(true).build()) {
            index.add(others(20).map(document -> document.withMetadata(Metadata.of("folder", "a"))));
            index.add(Document.of("elsewhere", "Text.").withMetadata(Metadata.of("folder", "b")));
            List<String> gone =
                    index.deleteIf(Filter.equalTo("folder", "a"), id -> !id.equals("other7") && !id.equals("other12"));
            assertEquals(18, gone.size());
            assertEquals(gone.stream().sorted().toList(), gone);
            assertEquals(List.of("elsewhere", "other12", "other7"), index.deleteIf(Filter.all(), id -> true));
            assertEquals(List.of(), index.deleteIf(Filter.all(), id -> true));
        }
    }
}
