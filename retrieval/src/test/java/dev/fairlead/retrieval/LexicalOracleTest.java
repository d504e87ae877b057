package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.Filter;
import dev.fairlead.Inquiry;
import dev.fairlead.LegStanding;
import dev.fairlead.Metadata;
import dev.fairlead.Question;
import dev.fairlead.RankedPassage;
import dev.fairlead.Scope;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filtered, shallow and completed searches by words against one deep search of everything. */
final class LexicalOracleTest {
    private static final long SEED = 1_975;
    private static final int COUNT = 4_000;
    private static final HybridIndex INDEX =
            HybridIndex.builder(new WordEncoder()).chunking(Chunking.whole()).build();

    /** Words by a steep distribution, so that some stand in most texts and some in one. */
    private static String words(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "w" + (int) Math.floor(300 * Math.pow(random.nextDouble(), 3)))
                .collect(Collectors.joining(" "));
    }

    @BeforeAll
    static void fill() {
        Random random = new Random(SEED);
        for (int part = 0; part < 4; part++) {
            int first = part * COUNT / 4;
            INDEX.add(IntStream.range(first, first + COUNT / 4)
                    .mapToObj(i -> Document.of("d" + (COUNT * 2 - i), words(random, 3 + random.nextInt(60)))
                            .withMetadata(Metadata.of("hundredth", random.nextInt(100)))));
        }
    }

    @AfterAll
    static void close() {
        INDEX.close();
    }

    private static double[] scores(List<Hit> hits) {
        return hits.stream().mapToDouble(Hit::score).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 50})
    void a_filtered_search_is_the_full_one_with_the_others_left_out(int hundredths) {
        Random random = new Random(SEED + hundredths);
        Within within = Within.filter(Filter.range("hundredth", 0, hundredths - 1.0));
        try (IndexSnapshot snapshot = INDEX.snapshot()) {
            Map<String, Double> admitted = new HashMap<>();
            snapshot.listing(within, "", IndexSnapshot.MAX_DEPTH).forEach(p -> admitted.put(p.id(), 0.0));
            for (int round = 0; round < 20; round++) {
                String query = words(random, 1 + random.nextInt(6));
                double[] expected =
                        scores(snapshot.lexical(query, Within.everything()).top(IndexSnapshot.MAX_DEPTH).stream()
                                .filter(hit -> admitted.containsKey(hit.passageId()))
                                .limit(100)
                                .toList());
                double[] found = scores(snapshot.lexical(query, within).top(100));
                assertArrayEquals(expected, found, 1e-5, "seed " + SEED + ", " + query);
            }
        }
    }

    @Test
    void completed_scores_are_those_a_deeper_search_gives() {
        Random random = new Random(SEED);
        try (IndexSnapshot snapshot = INDEX.snapshot()) {
            for (int round = 0; round < 20; round++) {
                String query = words(random, 1 + random.nextInt(8));
                Map<String, Double> deep = new HashMap<>();
                snapshot.lexical(query, Within.everything())
                        .top(IndexSnapshot.MAX_DEPTH)
                        .forEach(hit -> deep.put(hit.passageId(), hit.score()));
                List<Hit> asked = snapshot.nearest(
                                new WordEncoder()
                                        .encode(words(random, 5), TextEncoder.Kind.QUERY, Deadline.never())
                                        .vector(),
                                Within.everything())
                        .top(200);
                asked = new ArrayList<>(asked);
                Collections.shuffle(asked, random);
                double[] scores = snapshot.lexical(query, Within.everything()).scores(asked);
                for (int i = 0; i < scores.length; i++) {
                    double expected = deep.getOrDefault(asked.get(i).passageId(), 0.0);
                    assertEquals(expected, scores[i], 1e-5, "seed " + SEED + ", " + query);
                }
            }
        }
    }

    @Test
    void a_shallow_search_has_the_best_scores_of_a_deep_one() {
        Random random = new Random(SEED);
        try (IndexSnapshot snapshot = INDEX.snapshot()) {
            for (int round = 0; round < 30; round++) {
                String query = words(random, 1 + random.nextInt(8));
                double[] ten =
                        scores(snapshot.lexical(query, Within.everything()).top(10));
                double[] hundred =
                        scores(snapshot.lexical(query, Within.everything()).top(100));
                int length = Math.min(10, hundred.length);
                assertArrayEquals(Arrays.copyOf(hundred, length), ten, 1e-5, "seed " + SEED + ", " + query);
            }
        }
    }

    private static List<RankedPassage> ask(int k, String question) {
        return INDEX.retriever(k)
                .retrieve(Inquiry.of(Question.of(question), Scope.none(), Deadline.never()))
                .passages();
    }

    @Test
    void five_passages_are_the_first_five_of_ten_and_of_a_hundred_for_random_questions() {
        Random random = new Random(SEED);
        for (int round = 0; round < 40; round++) {
            String question = words(random, 1 + random.nextInt(12));
            List<RankedPassage> hundred = ask(100, question);
            assertEquals(hundred.subList(0, 10), ask(10, question), "seed " + SEED + ", " + question);
            assertEquals(hundred.subList(0, 5), ask(5, question), "seed " + SEED + ", " + question);
        }
    }

    @Test
    void ranks_run_from_one_and_scores_fall_and_stay_within_zero_and_one() {
        Random random = new Random(SEED);
        for (int round = 0; round < 20; round++) {
            List<RankedPassage> passages = ask(100, words(random, 4));
            for (int i = 0; i < passages.size(); i++) {
                assertEquals(i + 1, passages.get(i).rank());
                double score = passages.get(i).score();
                double before = i == 0 ? 1 : passages.get(i - 1).score();
                assertTrue(score >= 0 && score <= before + 1e-12, "seed " + SEED + ": " + before + ", " + score);
            }
        }
    }

    @Test
    void a_passage_that_leads_both_legs_leads_the_answer_with_a_full_score() {
        String rare =
                INDEX.document("d" + COUNT * 2, Scope.none()).orElseThrow().text();
        RankedPassage first = ask(5, rare).getFirst();
        assertEquals("d" + COUNT * 2, first.passage().locator().documentId());
        assertEquals(1, first.score(), 1e-9);
        for (LegStanding standing : first.standings()) {
            assertEquals(1, standing.rank().orElseThrow());
        }
    }
}
