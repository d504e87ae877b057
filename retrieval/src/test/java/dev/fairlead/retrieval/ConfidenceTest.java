package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.LegStanding;
import dev.fairlead.Locator;
import dev.fairlead.Metadata;
import dev.fairlead.Passage;
import dev.fairlead.Span;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.fusion.Fusion;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The estimate that evidence holds the answer, where more of what it looks at must never lower it. */
final class ConfidenceTest {
    private static final String QUESTION = "Who insures the berth against storm damage?";

    /** A passage found, and how. */
    private record Found(HybridSearch.Ranked ranked, Passage passage) {}

    private static Found found(int rank, String title, String text, double cosine) {
        return found(rank, title, text, cosine, 0.5);
    }

    private static Found found(int rank, String title, String text, double cosine, double words) {
        Locator locator = new Locator("d" + rank, title, List.of(), new Span(0, text.length()), OptionalInt.empty());
        Passage passage = new Passage("d" + rank + "#00001", locator, text, Metadata.empty());
        Fusion.Candidate candidate = new Fusion.Candidate(
                new Hit(passage.id(), rank, 1),
                new LegStanding(HybridRetriever.LEXICAL, OptionalInt.of(rank), 50),
                new LegStanding(HybridRetriever.DENSE, OptionalInt.of(rank), cosine));
        return new Found(new HybridSearch.Ranked(candidate, 1.0 / rank, words), passage);
    }

    private static EvidenceFeatures features(String question, List<Found> all) {
        List<HybridSearch.Ranked> ranked = all.stream().map(Found::ranked).toList();
        List<Passage> best =
                all.stream().map(Found::passage).limit(EvidenceFeatures.BEST).toList();
        return EvidenceFeatures.of(question, ranked, best);
    }

    private static double of(String question, Found... all) {
        return Confidence.of(features(question, List.of(all)));
    }

    private static double of(String text, double cosine) {
        return of(QUESTION, found(1, "", text, cosine));
    }

    @Test
    void a_larger_cosine_never_lowers_it() {
        double before = 0;
        for (double cosine = -1; cosine <= 1; cosine += 0.05) {
            double confidence = of("The tenant insures the berth.", cosine);
            assertTrue(confidence >= before && confidence <= 1, cosine + ": " + confidence);
            before = confidence;
        }
    }

    @Test
    void each_further_word_of_the_question_raises_it() {
        double before = 0;
        StringBuilder text = new StringBuilder("Text:");
        for (String word : List.of("nothing", "insures", "berth", "storm", "damage")) {
            text.append(' ').append(word);
            double confidence = of(text.toString(), 0.6);
            assertTrue(confidence > before, word);
            before = confidence;
        }
    }

    @Test
    void the_more_of_the_words_weight_is_reached_the_better_it_looks() {
        double before = 0;
        for (double words = 0; words <= 1; words += 0.1) {
            double confidence = of(QUESTION, found(1, "", "The tenant insures the berth.", 0.6, words));
            assertTrue(confidence > before, words + ": " + confidence);
            before = confidence;
        }
    }

    @Test
    void words_of_title_and_text_count_alike() {
        double inText = of("The tenant insures the berth against storm damage.", 0.7);
        double inTitle = of(QUESTION, found(1, "Berth against storm damage", "The tenant insures it.", 0.7));
        assertEquals(inText, inTitle, 1e-12);
    }

    @Test
    void the_fourth_passage_is_not_read() {
        List<Found> all = new ArrayList<>();
        for (int rank = 1; rank <= 3; rank++) {
            all.add(found(rank, "", "The tenant insures the berth.", 0.6));
        }
        all.add(found(4, "", "storm damage", 0.99));
        assertEquals(0.6, features(QUESTION, all).cosine());
        assertEquals(0.5, features(QUESTION, all).coverage(), 1e-12);
    }

    @Test
    void the_order_of_the_best_passages_does_not_matter() {
        Found near = found(1, "", "The tenant insures the berth.", 0.8);
        Found far = found(2, "", "Storm damage.", 0.4);
        assertEquals(of(QUESTION, near, far), of(QUESTION, far, near), 1e-12);
    }

    @Test
    void it_is_a_probability_for_any_words_and_cosines() {
        long seed = 3;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            double confidence = of("w" + random.nextInt(5), 2.2 * random.nextDouble() - 1.1);
            assertTrue(confidence >= 0 && confidence <= 1, "seed " + seed + ": " + confidence);
        }
    }

    @Test
    void evidence_of_an_unrelated_corpus_looks_worse_than_the_right_one() {
        Found right = found(1, "", "The tenant insures the berth against storm damage.", 0.85, 0.7);
        Found wrong = found(1, "", "Penguins live in the south and like fish.", 0.45, 0.05);
        assertTrue(of(QUESTION, right) > 0.9, String.valueOf(of(QUESTION, right)));
        assertTrue(of(QUESTION, wrong) < 0.1, String.valueOf(of(QUESTION, wrong)));
    }

    @Test
    void a_question_of_function_words_only_is_not_held_against_the_evidence() {
        Found passage = found(1, "", "Text.", 0.7);
        double functionWords = of("What is it?", passage);
        double uncovered = of("What is a walrus?", passage);
        assertTrue(functionWords > uncovered, functionWords + " against " + uncovered);
    }

    @Test
    void the_best_cosine_stands_out_from_the_mean_of_the_candidates() {
        Found near = found(1, "", "The tenant insures the berth.", 0.8);
        Found far = found(2, "", "Storm damage.", 0.4);
        assertEquals(0.2, features(QUESTION, List.of(near, far)).standout(), 1e-12);
        assertEquals(1, features(QUESTION, List.of(near, far)).support(), 1e-12);
        assertEquals(1, features(QUESTION, List.of(near, far)).agreement(), 1e-12);
    }
}
