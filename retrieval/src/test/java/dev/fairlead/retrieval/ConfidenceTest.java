package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.LegStanding;
import dev.fairlead.Locator;
import dev.fairlead.Metadata;
import dev.fairlead.Passage;
import dev.fairlead.RankedPassage;
import dev.fairlead.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The estimate that evidence holds the answer, where more of what it looks at must never lower it. */
final class ConfidenceTest {
    private static final String QUESTION = "Who insures the berth against storm damage?";

    private static RankedPassage passage(int rank, String title, String text, double cosine) {
        Locator locator = new Locator("d" + rank, title, List.of(), new Span(0, text.length()), OptionalInt.empty());
        Passage passage = new Passage("d" + rank + "#00001", locator, text, Metadata.empty());
        return new RankedPassage(
                passage,
                rank,
                1.0 / rank,
                List.of(
                        new LegStanding(HybridRetriever.LEXICAL, OptionalInt.of(rank), 50),
                        new LegStanding(HybridRetriever.DENSE, OptionalInt.of(rank), cosine)));
    }

    private static double of(String text, double cosine) {
        return Confidence.of(QUESTION, List.of(passage(1, "", text, cosine)));
    }

    @Test
    void nothing_found_is_no_confidence() {
        assertEquals(0, Confidence.of(QUESTION, List.of()));
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
    void words_of_title_and_text_count_alike() {
        double inText = of("The tenant insures the berth against storm damage.", 0.7);
        double inTitle = Confidence.of(
                QUESTION, List.of(passage(1, "Berth against storm damage", "The tenant insures it.", 0.7)));
        assertEquals(inText, inTitle, 1e-12);
    }

    @Test
    void passages_beyond_the_third_change_nothing() {
        List<RankedPassage> passages = new ArrayList<>();
        for (int rank = 1; rank <= 3; rank++) {
            passages.add(passage(rank, "", "The tenant insures the berth.", 0.6));
        }
        double three = Confidence.of(QUESTION, passages);
        passages.add(passage(4, "", "storm damage", 0.99));
        assertEquals(three, Confidence.of(QUESTION, passages));
    }

    @Test
    void the_order_of_the_best_passages_does_not_matter() {
        RankedPassage near = passage(1, "", "The tenant insures the berth.", 0.8);
        RankedPassage far = passage(2, "", "Storm damage.", 0.4);
        assertEquals(Confidence.of(QUESTION, List.of(near, far)), Confidence.of(QUESTION, List.of(far, near)), 1e-12);
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
        assertTrue(of("The tenant insures the berth against storm damage.", 0.85) > 0.9);
        assertTrue(of("Penguins live in the south and like fish.", 0.45) < 0.1);
    }

    @Test
    void a_question_of_function_words_only_is_not_held_against_the_evidence() {
        Locator locator = new Locator("d", "", List.of(), new Span(0, 5), OptionalInt.empty());
        RankedPassage passage = new RankedPassage(
                new Passage("d#00001", locator, "Text.", Metadata.empty()),
                1,
                1,
                List.of(new LegStanding(HybridRetriever.DENSE, OptionalInt.of(1), 0.7)));
        double functionWords = Confidence.of("What is it?", List.of(passage));
        double uncovered = Confidence.of("What is a walrus?", List.of(passage));
        assertTrue(functionWords > uncovered, functionWords + " against " + uncovered);
    }
}
