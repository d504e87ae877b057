package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Filter;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.VectorPrecision;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.retrieval.engine.WriteSettings;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each precision against comparing all vectors by hand. */
final class VectorPrecisionTest {
    private static final long SEED = 43;
    private static final int COUNT = 3_000;
    private static final ClusteredVectors VECTORS = new ClusteredVectors(SEED, COUNT, 64);

    @TempDir
    private Path folder;

    private HybridIndex open(VectorPrecision precision) {
        return HybridIndex.builder(VECTORS)
                .path(folder.resolve("index"))
                .chunking(Chunking.whole())
                .vectors(precision)
                .build();
    }

    private static Within within(int hundredths) {
        return hundredths == 100
                ? Within.everything()
                : Within.filter(Filter.range("hundredth", Double.NEGATIVE_INFINITY, hundredths - 1));
    }

    /** The share of the ten nearest that is found; every score on the way is checked. */
    private static double recall(HybridIndex index, int hundredths, IntPredicate present) {
        Random random = new Random(SEED + hundredths);
        int questions = 10;
        double found = 0;
        try (IndexSnapshot snapshot = index.snapshot()) {
            for (int i = 0; i < questions; i++) {
                float[] query = VECTORS.question(random);
                Set<String> ids = new HashSet<>();
                List<Hit> hits = snapshot.nearest(query, within(hundredths)).top(100);
                hits.forEach(hit -> assertEquals(VECTORS.cosine(query, hit.passageId()), hit.score(), 1e-5));
                hits.stream().limit(10).forEach(hit -> ids.add(hit.passageId()));
                List<String> exact =
                        VECTORS.exact(query, number -> number % 100 < hundredths && present.test(number), 10);
                assertEquals(exact.size(), ids.size());
                found += exact.stream().filter(ids::contains).count() / (double) exact.size();
            }
        }
        return found / questions;
    }

    private static void assertFound(HybridIndex index, IntPredicate present) {
        for (int hundredths : List.of(1, 2, 10, 40, 95, 100)) {
            double recall = recall(index, hundredths, present);
            assertTrue(recall >= 0.95, "recall@10 " + recall + " within " + hundredths + " %, seed " + SEED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nineteen_of_the_twenty_nearest_are_found_with_exact_scores_under_any_filter(VectorPrecision precision) {
        try (HybridIndex index = open(precision)) {
            for (int part = 0; part < 3; part++) {
                index.add(VECTORS.documents(part * COUNT / 3, (part + 1) * COUNT / 3).stream());
            }
            assertFound(index, number -> true);
            index.compact();
            assertFound(index, number -> true);
        }
    }

    @ParameterizedTest
    @EnumSource
    void deleted_passages_take_no_place(VectorPrecision precision) {
        try (HybridIndex index = open(precision)) {
            index.add(VECTORS.documents(0, COUNT).stream());
            for (int number = 0; number < COUNT; number += 150) {
                assertTrue(index.delete(ClusteredVectors.documentId(number)));
            }
            assertFound(index, number -> number % 150 != 0);
        }
    }

    @Test
    void segments_of_every_precision_are_searched_together_until_compacting_makes_them_one() {
        int added = 0;
        for (VectorPrecision precision : VectorPrecision.values()) {
            try (HybridIndex index = open(precision)) {
                int end = added + COUNT / 3;
                index.add(VECTORS.documents(added, end).stream());
                assertFound(index, number -> number < end);
                added = end;
            }
        }
        for (VectorPrecision precision : VectorPrecision.values()) {
            try (HybridIndex index = open(precision)) {
                index.compact();
                assertFound(index, number -> true);
            }
        }
    }

    @Test
    void the_same_question_finds_the_same_each_time() {
        try (HybridIndex index = open(VectorPrecision.ONE_BIT)) {
            index.add(VECTORS.documents(0, COUNT).stream());
            float[] query = VECTORS.stray(new Random(SEED));
            List<Hit> hits = nearest(index, query);
            for (int i = 0; i < 5; i++) {
                assertEquals(hits, nearest(index, query));
            }
            assertFalse(hits.isEmpty());
        }
    }

    private static List<Hit> nearest(HybridIndex index, float[] query) {
        try (IndexSnapshot snapshot = index.snapshot()) {
            return snapshot.nearest(query, within(40)).top(100);
        }
    }

    @Test
    void settings_out_of_bounds_are_refused_by_name() {
        WriteSettings standard = WriteSettings.standard();
        assertRefused("bufferMegabytes", () -> standard.withBufferMegabytes(8));
        assertRefused("segmentsPerTier", () -> standard.withSegmentsPerTier(1));
        assertRefused("mergeThreads", () -> standard.withMergeThreads(0));
        try (HybridIndex index = open(VectorPrecision.FLOAT)) {
            assertRefused("segments", () -> index.compact(0));
        }
    }

    private static void assertRefused(String name, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.startsWith(name + " must be in ["), message);
    }
}
