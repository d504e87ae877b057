package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.Filter;
import dev.fairlead.Metadata;
import dev.fairlead.Scope;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.retrieval.ingestion.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Constraints are compiled once and kept: what is kept must never differ from what would be compiled anew. */
final class MaskCacheTest {
    private static final long SEED = 99;

    private final WordEncoder encoder = new WordEncoder();

    private HybridIndex index(long bytes) {
        return HybridIndex.builder(encoder).filterCacheBytes(bytes).build();
    }

    private static long size(HybridIndex index, Within within) {
        try (IndexSnapshot snapshot = index.snapshot()) {
            return snapshot.size(within);
        }
    }

    private static long expected(List<Document> documents, Within within) {
        return documents.stream()
                .filter(document -> RandomCorpus.visible(document, within, false))
                .count();
    }

    /** Texts of one passage, so that passages are counted as documents are. */
    private static List<Document> documents(RandomCorpus corpus, int count) {
        return corpus.documents(count).stream()
                .map(d -> Document.of(d.id(), "The agreement holds.")
                        .withMetadata(d.metadata())
                        .withAccess(d.access()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 500, 5_000, 1 << 20})
    void results_are_right_however_small_the_cache_is(long bytes) {
        RandomCorpus corpus = new RandomCorpus(SEED);
        List<Document> documents = documents(corpus, 200);
        try (HybridIndex index = index(bytes)) {
            index.add(Documents.of(documents));
            List<Within> asked = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                asked.add(new Within(corpus.scope(), corpus.filter(3)));
            }
            for (int round = 0; round < 3; round++) {
                for (Within within : asked) {
                    assertEquals(expected(documents, within), size(index, within), "seed " + SEED + ", " + within);
                }
            }
        }
    }

    @Test
    void many_callers_at_once_on_a_thrashing_cache_get_right_results() throws InterruptedException {
        RandomCorpus corpus = new RandomCorpus(SEED);
        List<Document> documents = documents(corpus, 200);
        Map<Thread, Throwable> failures = new ConcurrentHashMap<>();
        try (HybridIndex index = index(2_000)) {
            index.add(Documents.of(documents));
            Map<Within, Long> expected = new ConcurrentHashMap<>();
            for (int i = 0; i < 40; i++) {
                Within within = new Within(corpus.scope(), corpus.filter(2));
                expected.put(within, expected(documents, within));
            }
            List<Thread> threads = IntStream.range(0, 4)
                    .mapToObj(i -> Thread.ofPlatform()
                            .uncaughtExceptionHandler(failures::put)
                            .start(() -> expected.forEach((within, count) -> {
                                for (int round = 0; round < 5; round++) {
                                    assertEquals(count, size(index, within), "seed " + SEED + ", " + within);
                                }
                            })))
                    .toList();
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertEquals(Map.of(), failures);
    }

    @Test
    void a_cached_mask_does_not_outlive_a_revocation_a_deletion_or_a_merge() {
        Within ann = Within.scope(Scope.of("t", "ann"));
        try (HybridIndex index = index(1 << 20)) {
            for (int i = 0; i < 30; i++) {
                index.add(Document.of("d" + i, "The agreement holds.").withAccess(Access.of("t", "ann")));
                assertEquals(i + 1, size(index, ann));
            }
            index.setAccess("d3", Access.of("t", "bob"));
            assertEquals(29, size(index, ann));
            index.delete("d4");
            assertEquals(28, size(index, ann));
            index.compact();
            assertEquals(28, size(index, ann));
            index.setAccess("d3", Access.of("t", "ann"));
            assertEquals(29, size(index, ann));
        }
    }

    @Test
    void changed_facts_leave_and_enter_a_cached_filter_at_once() {
        Within recent = Within.filter(Filter.range("year", 2020, Double.POSITIVE_INFINITY));
        Random random = new Random(SEED);
        int[] years = new int[20];
        try (HybridIndex index = index(1 << 20)) {
            for (int round = 0; round < 80; round++) {
                int number = random.nextInt(years.length);
                years[number] = 2015 + random.nextInt(10);
                index.add(Document.of("d" + number, "The agreement holds.")
                        .withMetadata(Metadata.of("year", years[number])));
                long expected = IntStream.of(years).filter(year -> year >= 2020).count();
                assertEquals(expected, size(index, recent), "seed " + SEED + ", round " + round);
            }
            assertTrue(encoder.encoded() <= years.length, "facts cost " + encoder.encoded() + " encodings");
        }
    }

    @Test
    void an_older_snapshot_keeps_its_own_view_while_masks_are_built_for_newer_ones() {
        Within ann = Within.scope(Scope.of("t", "ann"));
        try (HybridIndex index = index(1 << 20)) {
            index.add(Document.of("d", "The agreement holds.").withAccess(Access.of("t", "ann")));
            try (IndexSnapshot before = index.snapshot()) {
                index.setAccess("d", Access.of("t"));
                assertEquals(0, size(index, ann));
                assertEquals(1, before.size(ann));
                assertEquals(1, before.lexical("agreement", ann).top(5).size());
            }
        }
    }
}
