package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.Encoding;
import dev.fairlead.Filter;
import dev.fairlead.Metadata;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Leg;
import dev.fairlead.retrieval.engine.Within;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
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
    private static final int CLUSTERS = 30;

    private static final float[][] VECTORS = clustered(new Random(SEED));
    private static final HybridIndex INDEX =
            HybridIndex.builder(new GivenVectors()).chunking(Chunking.whole()).build();

    /** Gives the vector whose number a text is. */
    private record GivenVectors() implements TextEncoder {
        @Override
        public int dimension() {
            return DIMENSION;
        }

        @Override
        public String fingerprint() {
            return "given/" + DIMENSION;
        }

        @Override
        public int maxTokens() {
            return 512;
        }

        @Override
        public int countTokens(String text) {
            return 1;
        }

        @Override
        public Encoding encode(String text, Kind kind, Deadline deadline) {
            return Encoding.of(VECTORS[Integer.parseInt(text.substring(text.lastIndexOf('n') + 1))], 3, false);
        }

        @Override
        public void close() {}
    }

    private static float[][] clustered(Random random) {
        float[][] vectors = new float[COUNT][];
        float[][] centres = new float[CLUSTERS][];
        for (int i = 0; i < CLUSTERS; i++) {
            centres[i] = near(new float[DIMENSION], 1, random);
        }
        for (int i = 0; i < COUNT; i++) {
            vectors[i] = near(centres[random.nextInt(CLUSTERS)], 0.1, random);
        }
        return vectors;
    }

    private static float[] near(float[] centre, double spread, Random random) {
        double[] sum = new double[DIMENSION];
        double norm = 0;
        for (int i = 0; i < DIMENSION; i++) {
            sum[i] = centre[i] + spread * random.nextGaussian();
            norm += sum[i] * sum[i];
        }
        float[] unit = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            unit[i] = (float) (sum[i] / Math.sqrt(norm));
        }
        return unit;
    }

    private static String id(int number) {
        return String.format(Locale.ROOT, "d%05d", number);
    }

    @BeforeAll
    static void fill() {
        for (int part = 0; part < 3; part++) {
            int first = part * COUNT / 3;
            INDEX.add(IntStream.range(first, first + COUNT / 3)
                    .mapToObj(i ->
                            Document.of(id(i), "n" + i).withTitle("").withMetadata(Metadata.of("hundredth", i % 100))));
        }
    }

    @AfterAll
    static void close() {
        INDEX.close();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static List<String> exact(float[] query, int hundredths, int depth) {
        return IntStream.range(0, COUNT)
                .filter(i -> i % 100 < hundredths)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -dot(query, VECTORS[i])))
                .limit(depth)
                .map(i -> id(i) + "#00001")
                .toList();
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
                float[] query = near(VECTORS[random.nextInt(COUNT)], 0.05, random);
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
        float[] query = near(new float[DIMENSION], 1, random);
        try (IndexSnapshot snapshot = INDEX.snapshot()) {
            List<Hit> far = new ArrayList<>(snapshot.nearest(near(new float[DIMENSION], 1, random), Within.everything())
                    .top(300));
            Collections.shuffle(far, random);
            double[] scores = snapshot.nearest(query, Within.everything()).scores(far);
            for (int i = 0; i < scores.length; i++) {
                int number = Integer.parseInt(far.get(i).passageId().substring(1, 6));
                assertEquals(dot(query, VECTORS[number]), scores[i], 1e-5, "seed " + SEED);
            }
        }
    }

    @Test
    void a_hit_has_the_same_score_found_and_completed() {
        float[] query = near(new float[DIMENSION], 1, new Random(SEED));
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
        float[] query = near(new float[DIMENSION], 1, new Random(SEED));
        try (IndexSnapshot snapshot = INDEX.snapshot()) {
            Set<String> found = new HashSet<>();
            snapshot.nearest(query, within(20)).top(IndexSnapshot.MAX_DEPTH).forEach(hit -> found.add(hit.passageId()));
            assertEquals(Set.copyOf(exact(query, 20, COUNT)), found);
        }
    }
}
