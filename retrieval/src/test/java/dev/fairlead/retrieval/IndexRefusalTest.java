package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Document;
import dev.fairlead.IndexException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories that cannot be opened, and what is said about them. */
final class IndexRefusalTest {
    private static final Document LEASE = Document.of("lease", "Rent is due monthly.");

    private final WordEncoder encoder = new WordEncoder();

    @TempDir
    Path folder;

    @Test
    void an_index_of_another_encoder_is_refused_with_both_names() {
        Path path = folder.resolve("index");
        HybridIndex.open(path, encoder).close();
        IndexException e =
                assertThrows(IndexException.class, () -> HybridIndex.open(path, new WordEncoder("other/1", 512)));
        assertTrue(e.getMessage().contains("words/64") && e.getMessage().contains("other/1"), e.getMessage());
        HybridIndex.open(path, encoder).close();
    }

    @Test
    void an_index_of_a_newer_format_or_another_analysis_is_refused() throws IOException {
        for (String fact : List.of("fairlead.format", "fairlead.analysis")) {
            Path path = folder.resolve(fact);
            HybridIndex.open(path, encoder).close();
            Map<String, String> data = new HashMap<>();
            try (FSDirectory directory = FSDirectory.open(path)) {
                data.putAll(SegmentInfos.readLatestCommit(directory).getUserData());
                data.put(fact, "99");
                try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
                    writer.setLiveCommitData(data.entrySet());
                    writer.commit();
                }
            }
            IndexException e = assertThrows(IndexException.class, () -> HybridIndex.open(path, encoder));
            assertTrue(e.getMessage().contains("99"), e.getMessage());
        }
    }

    @Test
    void a_lucene_index_of_something_else_is_refused() throws IOException {
        try (FSDirectory directory = FSDirectory.open(folder);
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            writer.commit();
        }
        assertThrows(IndexException.class, () -> HybridIndex.open(folder, encoder));
    }

    @Test
    void an_index_in_use_is_refused_and_free_again_after_closing() {
        Path path = folder.resolve("index");
        try (HybridIndex index = HybridIndex.open(path, encoder)) {
            IndexException e = assertThrows(IndexException.class, () -> HybridIndex.open(path, encoder));
            assertTrue(e.getMessage().contains("in use"), e.getMessage());
            assertEquals(1, index.add(LEASE).added());
        }
        HybridIndex.open(path, encoder).close();
    }

    @Test
    void a_directory_that_is_a_file_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThrows(IndexException.class, () -> HybridIndex.open(file, encoder));
    }
}
