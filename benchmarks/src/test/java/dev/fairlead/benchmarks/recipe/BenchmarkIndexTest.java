package dev.fairlead.benchmarks.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Scope;
import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.LetterEncoder;
import dev.fairlead.benchmarks.vector.StoredVectors;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchmarkIndexTest {
    private static final int PASSAGES = 40;

    @TempDir
    private Path root;

    private final PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);

    private CorpusFolder prepared() throws IOException {
        CorpusFolder folder = new CorpusFolder(root);
        List<SourceText> passages = IntStream.range(0, PASSAGES)
                .mapToObj(i -> new SourceText("test", "n" + i, "passage number " + i))
                .toList();
        folder.write(passages, List.of("which number"), "remarks");
        return folder;
    }

    @Test
    void a_constraint_leaves_its_share_of_the_passages() throws IOException {
        CorpusFolder folder = prepared();
        try (LetterEncoder encoder = new LetterEncoder()) {
            BenchmarkIndex.build(folder, encoder, nowhere);
            for (Constraint constraint : Constraint.values()) {
                try (HybridIndex index = BenchmarkIndex.open(folder, constraint, encoder);
                        IndexSnapshot snapshot = index.snapshot()) {
                    assertEquals(Math.round(constraint.share() * PASSAGES), snapshot.size(constraint.within()));
                }
            }
        }
    }

    @Test
    void the_scoped_index_shows_nothing_to_nobody() throws IOException {
        CorpusFolder folder = prepared();
        try (LetterEncoder encoder = new LetterEncoder()) {
            BenchmarkIndex.build(folder, encoder, nowhere);
            try (HybridIndex index = BenchmarkIndex.open(folder, Constraint.SCOPE, encoder);
                    IndexSnapshot snapshot = index.snapshot()) {
                assertEquals(0, snapshot.size(Within.scope(Scope.none())));
            }
        }
    }

    @Test
    void a_corpus_is_counted_without_reading_it() throws IOException {
        assertEquals(PASSAGES, prepared().size());
    }

    @Test
    void a_second_build_encodes_nothing() throws IOException {
        CorpusFolder folder = prepared();
        try (StoredVectors vectors = StoredVectors.of(new LetterEncoder(), folder.vectors())) {
            BenchmarkIndex.build(folder, vectors, nowhere);
            assertEquals(PASSAGES, vectors.encoded());
            BenchmarkIndex.build(folder, vectors, nowhere);
            assertEquals(PASSAGES, vectors.encoded());
        }
    }

    @Test
    void a_folder_without_a_corpus_tells_how_to_make_one() {
        CorpusFolder folder = new CorpusFolder(root);
        String message = assertThrows(InputException.class, folder::passages).getMessage();
        assertTrue(message.contains("corpus --data DIR --out"), message);
    }
}
