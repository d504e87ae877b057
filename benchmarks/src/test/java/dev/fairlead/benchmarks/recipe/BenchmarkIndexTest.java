package dev.fairlead.benchmarks.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.LetterEncoder;
import dev.fairlead.benchmarks.vector.StoredVectors;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.retrieval.engine.WriteSettings;
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

    private void build(CorpusFolder folder, TextEncoder encoder) throws IOException {
        folder.writeFingerprint(encoder.fingerprint());
        BenchmarkIndex.build(folder, encoder, WriteSettings.standard(), nowhere);
    }

    @Test
    void a_constraint_leaves_its_passages_in_every_form_of_the_index() throws IOException {
        CorpusFolder folder = prepared();
        try (LetterEncoder encoder = new LetterEncoder()) {
            build(folder, encoder);
            for (IndexState state : IndexState.values()) {
                try (HybridIndex index = BenchmarkIndex.open(folder, state, encoder);
                        IndexSnapshot snapshot = index.snapshot()) {
                    for (Constraint constraint : Constraint.values()) {
                        assertEquals(constraint.count(PASSAGES), snapshot.size(constraint.within()), constraint.name());
                    }
                    assertEquals(0, snapshot.size(Within.everything()));
                }
            }
        }
        assertEquals(new LetterEncoder().fingerprint(), folder.fingerprint());
    }

    @Test
    void a_constraint_admits_its_share() {
        assertEquals(100_000, Constraint.NONE.count(100_000));
        assertEquals(1_000.0, (double) Constraint.SCOPE_1.count(100_000), 100.0);
        assertEquals(10_000.0, (double) Constraint.SCOPE_10.count(100_000), 300.0);
        assertEquals(2_000.0, (double) Constraint.LIST_2.count(100_000), 150.0);
        assertEquals(40_000.0, (double) Constraint.LIST_40.count(100_000), 500.0);
        assertEquals(10_000, Constraint.FILTER.count(100_000));
    }

    @Test
    void a_corpus_is_counted_without_reading_it() throws IOException {
        assertEquals(PASSAGES, prepared().size());
    }

    @Test
    void a_second_build_encodes_nothing() throws IOException {
        CorpusFolder folder = prepared();
        try (StoredVectors vectors = StoredVectors.of(new LetterEncoder(), folder.vectors())) {
            build(folder, vectors);
            assertEquals(PASSAGES, vectors.encoded());
            build(folder, vectors);
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
