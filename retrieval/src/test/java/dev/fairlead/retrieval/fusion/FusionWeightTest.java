package dev.fairlead.retrieval.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.LegStanding;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.PassageId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FusionWeightTest {
    private static final long SEED = 11;

    /** Twenty passages of noise; the relevant one stands out in the dense leg by a margin and in the lexical one by another. */
    private static List<LabelledCandidates> questions(int count, double lexicalMargin, double denseMargin) {
        Random random = new Random(SEED);
        List<LabelledCandidates> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Fusion.Candidate> candidates = new ArrayList<>();
            for (int j = 1; j <= 20; j++) {
                double bonus = j == 7 ? 1 : 0;
                candidates.add(candidate(
                        PassageId.of("d" + j, 1),
                        random.nextDouble() + bonus * lexicalMargin,
                        random.nextDouble() + bonus * denseMargin));
            }
            questions.add(new LabelledCandidates(candidates, Set.of("d7")));
        }
        return questions;
    }

    private static Fusion.Candidate candidate(String id, double lexical, double dense) {
        return new Fusion.Candidate(
                new Hit(id, 0, 0),
                new LegStanding("lexical", OptionalInt.of(1), lexical),
                new LegStanding("dense", OptionalInt.of(1), dense));
    }

    @Test
    void a_leg_that_knows_the_answer_gets_the_weight_it_deserves_shrunk_to_the_default() {
        FusionWeight dense = FusionWeight.fit(questions(200, 0, 0.6));
        assertTrue(dense.kept(), dense.reason());
        assertTrue(dense.weight() > 0.6, dense.reason());
        assertTrue(dense.heldOut().low() > 0, dense.reason());
        FusionWeight lexical = FusionWeight.fit(questions(200, 0.6, 0));
        assertTrue(lexical.kept(), lexical.reason());
        assertTrue(lexical.weight() < 0.4, lexical.reason());
        // 200 questions are trusted by 200 / 300: what is left of it is a step of the grid.
        double step = ((dense.fitted() - 0.5) * 300 / 200 + 0.5) * 20;
        assertEquals(Math.rint(step), step, 1e-9);
    }

    @Test
    void legs_that_know_equally_much_keep_the_default() {
        FusionWeight weight = FusionWeight.fit(questions(200, 0.3, 0.3));
        assertFalse(weight.kept(), weight.reason());
        assertEquals(ConvexMinMaxFusion.DEFAULT_WEIGHT, weight.weight());
        assertEquals(200, weight.heldOut().questions());
        assertTrue(weight.heldOut().low() <= 0, weight.reason());
        assertTrue(weight.reason().startsWith("kept the default"), weight.reason());
    }

    @Test
    void questions_that_tell_nothing_keep_the_default() {
        FusionWeight weight = FusionWeight.fit(questions(100, 0, 0).stream()
                .map(question -> new LabelledCandidates(question.candidates(), Set.of("never found")))
                .toList());
        assertEquals(ConvexMinMaxFusion.DEFAULT_WEIGHT, weight.fitted());
        assertFalse(weight.kept());
    }

    @Test
    void few_questions_are_not_fitted_on() {
        FusionWeight weight = FusionWeight.fit(questions(FusionWeight.MIN_QUESTIONS - 1, 0, 5));
        assertFalse(weight.kept());
        assertTrue(weight.reason().contains("too few"), weight.reason());
        assertFalse(FusionWeight.fit(List.of()).kept());
    }

    @Test
    void the_same_questions_give_the_same_weight() {
        assertEquals(FusionWeight.fit(questions(60, 0.1, 0.5)), FusionWeight.fit(questions(60, 0.1, 0.5)));
    }

    @Test
    void a_label_is_a_passage_or_a_document() {
        List<LabelledCandidates> byDocument = questions(120, 0.1, 0.7);
        List<LabelledCandidates> byPassage = byDocument.stream()
                .map(question -> new LabelledCandidates(question.candidates(), Set.of(PassageId.of("d7", 1))))
                .toList();
        assertEquals(FusionWeight.fit(byDocument), FusionWeight.fit(byPassage));
    }

    @Test
    void the_weight_makes_a_fusion() {
        FusionWeight weight = FusionWeight.fit(questions(200, 0, 0.6));
        assertEquals(new ConvexMinMaxFusion(weight.weight()), weight.fusion());
    }

    @Test
    void a_question_without_an_answer_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new LabelledCandidates(List.of(), Set.of()));
    }
}
