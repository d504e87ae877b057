package dev.fairlead.retrieval.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.fairlead.Document;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.WordEncoder;
import dev.fairlead.retrieval.engine.VectorPrecision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LuceneMergingTest {
    @TempDir
    private Path folder;

    private HybridIndex open(VectorPrecision precision) {
        return HybridIndex.builder(new WordEncoder())
                .path(folder)
                .vectors(precision)
                .build();
    }

    private void assertWritten(int segments, VectorPrecision precision) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder))) {
            assertEquals(segments, reader.leaves().size());
            for (LeafReaderContext leaf : reader.leaves()) {
                assertFalse(LuceneVectors.differ(leaf.reader(), precision));
            }
        }
    }

    private void add(VectorPrecision precision, int documents) {
        for (int i = 0; i < documents; i++) {
            try (HybridIndex index = open(precision)) {
                index.add(Document.of(precision + " " + i, "The vessel carries cargo number " + i + "."));
            }
        }
    }

    @Test
    void compacting_rewrites_a_single_segment_of_another_precision() throws IOException {
        for (VectorPrecision precision :
                List.of(VectorPrecision.FLOAT, VectorPrecision.ONE_BIT, VectorPrecision.INT8, VectorPrecision.FLOAT)) {
            add(precision, 1);
            try (HybridIndex index = open(precision)) {
                index.compact();
            }
            assertWritten(1, precision);
        }
    }

    @Test
    void compacting_to_several_segments_converts_those_that_are_not_merged() throws IOException {
        add(VectorPrecision.FLOAT, 3);
        add(VectorPrecision.INT8, 1);
        try (HybridIndex index = open(VectorPrecision.ONE_BIT)) {
            index.compact(4);
        }
        assertWritten(4, VectorPrecision.ONE_BIT);
        try (HybridIndex index = open(VectorPrecision.ONE_BIT)) {
            index.compact(2);
        }
        assertWritten(2, VectorPrecision.ONE_BIT);
    }

    @Test
    void an_empty_index_is_compacted() throws IOException {
        try (HybridIndex index = open(VectorPrecision.ONE_BIT)) {
            index.compact();
        }
        assertWritten(0, VectorPrecision.ONE_BIT);
    }
}
