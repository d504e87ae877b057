package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Filter;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Leg;
import dev.fairlead.retrieval.engine.Within;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dense leg against comparing all vectors by hand, over random vectors that lie in clusters. */
final class DenseRecallTest {
    private static final long SEED = 41;
    private static final int COUNT = 3_000;
    private static final int DIMENSION = 32;

    private static final ClusteredVectors VECTORS = new ClusteredVectors(SEED, COUNT, DIMENSION);
    private static final HybridIndex INDEX =
            HybridIndex.builder(VECTORS).chunking(Chunking.whole()).build();

    @BeforeAll
    static void fill() {
        for (int part = 0; part < 3; part++) {
            int first = part * COUNT / 3;
            INDEX.add(VECTORS.documents(first, first + COUNT / 3).stream());
        }
    }

    @AfterAll
    static void close() {
        INDEX.close();
    }

    private static List<String> exact(float[] query, int hundredths, int depth) {
        return VECTORS.exact(query, number -> number % 100 < hundredths, depth);
    }

    private static Within within(int hundredths) {
        return hundredths == 100
                ? Within.everything()
                : Within.filter(Filter.range("hundredth", Double.NEGATIVE_INFINITY, hundredths - 1));
    }

    private static double recall(int hundredths) {
        Random random = new Random(SEED + hundredths);
        double found = 0;
        int questions = 50;
        try (IndexSnapshot snapshot = INDEX.snapshot()) {
            for (int i = 0; i < questions; i++) {
                float[] query = VECTORS.question(random);
                Set<String> ids = new HashSet<>();
                snapshot.nearest(query, within(hundredths)).top(10).forEach(hit -> ids.add(hit.passageId()));
                List<String> exact = exact(query, hundredths, 10);
                assertEquals(exact.size(), ids.size());
                found += exact.stream().filter(ids::contains).count() / (double) exact.size();
            }
        }
        return found / questions;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 50, 95, 100})
    void at_least_nine_of_the_ten_nearest_are_found_under_any_filter(int hundredths) {
        double recall = recall(hundredths);
        assertTrue(recall >= 0.9, "recall@10 " + recall + " within " + hundredths + " %, seed " + SEED);
    }

    @Test
    void a_filter_of_few_passages_is_searched_exactly() {
        assertEquals(1, recall(1), "seed " + SEED);
        assertEquals(1, recall(10), "seed " + SEED);
    }

    @Test
    void completed_scores_are_the_cosines_calculated_by_hand() {
        Random random = new Random(SEED);
        float[] query = VECTORS.stray(random);
        try (IndexSnapshot snapshot = INDEX.snapshot()) {
            List<Hit> far = new ArrayList<>(
                    snapshot.nearest(VECTORS.stray(random), Within.everything()).top(300));
            Collections.shuffle(far, random);
            double[] scores = snapshot.nearest(query, Within.everything()).scores(far);
            for (int i = 0; i < scores.length; i++) {
                assertEquals(VECTORS.cosine(query, far.get(i).passageId()), scores[i], 1e-5, "seed " + SEED);
            }
        }
    }

    @Test
    void a_hit_has_the_same_score_found_and_completed() {
        float[] query = VECTORS.stray(new Random(SEED));
        try (IndexSnapshot snapshot = INDEX.snapshot()) {
            Leg leg = snapshot.nearest(query, within(50));
            List<Hit> hits = leg.top(100);
            double[] scores = leg.scores(hits);
            for (int i = 0; i < scores.length; i++) {
                assertEquals(hits.get(i).score(), scores[i], 1e-6);
            }
        }
    }

    @Test
    void the_deepest_search_returns_every_passage_a_filter_leaves() {
        float[] query = VECTORS.stray(new Random(SEED));
        try (IndexSnapshot snapshot = INDEX.snapshot()) {
            Set<String> found = new HashSet<>();
            snapshot.nearest(query, within(20)).top(IndexSnapshot.MAX_DEPTH).forEach(hit -> found.add(hit.passageId()));
            assertEquals(Set.copyOf(exact(query, 20, COUNT)), found);
        }
    }
}
