package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.Filter;
import dev.fairlead.Inquiry;
import dev.fairlead.Metadata;
import dev.fairlead.Question;
import dev.fairlead.RankedPassage;
import dev.fairlead.Scope;
import dev.fairlead.retrieval.fusion.ConvexMinMaxFusion;
import dev.fairlead.retrieval.fusion.Fusion;
import dev.fairlead.retrieval.fusion.FusionWeight;
import dev.fairlead.retrieval.fusion.LabelledCandidates;
import dev.fairlead.retrieval.fusion.ReciprocalRankFusion;
import dev.fairlead.retrieval.fusion.TheoreticalMinMaxFusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fusion over a real index: fitting its weight, ties, and filters that leave less than the depth. */
final class FusionTuningTest {
    private final WordEncoder encoder = new WordEncoder();
    private final HybridIndex index = HybridIndex.inMemory(encoder);

    @AfterEach
    void close() {
        index.close();
    }

    static List<Fusion> all() {
        return List.of(new ConvexMinMaxFusion(), new TheoreticalMinMaxFusion(0.5), new ReciprocalRankFusion());
    }

    private List<RankedPassage> find(Fusion fusion, Question question, int k) {
        HybridRetriever retriever =
                HybridRetriever.builder(index, encoder).fusion(fusion).k(k).build();
        return retriever
                .retrieve(Inquiry.of(question, Scope.none(), Deadline.never()))
                .passages();
    }

    private static List<String> documents(List<RankedPassage> passages) {
        return passages.stream()
                .map(ranked -> ranked.passage().locator().documentId())
                .toList();
    }

    @Test
    void labelled_questions_are_searched_under_their_own_scope_and_filter() {
        List<LabelledQuestion> questions = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String id = "berth" + i;
            index.add(Document.of(id, "The tenant of berth" + i + " pays fee" + i + " for storage.")
                    .withMetadata(Metadata.of("pier", i % 2 == 0 ? "east" : "west"))
                    .withAccess(Access.tenant("t" + i % 4)));
            questions.add(new LabelledQuestion(
                    Question.of("Which fee does berth" + i + " pay?")
                            .withFilter(Filter.equalTo("pier", i % 2 == 0 ? "east" : "west")),
                    Scope.of("t" + i % 4),
                    Set.of(id)));
        }
        List<LabelledCandidates> found = FusionTuning.label(index, encoder, questions);
        for (int i = 0; i < 40; i++) {
            Set<String> seen = found.get(i).candidates().stream()
                    .map(candidate -> candidate.hit().passageId())
                    .collect(Collectors.toSet());
            assertTrue(seen.contains("berth" + i + "#00001"));
            assertEquals(10, seen.size());
        }
        FusionWeight weight = FusionTuning.fit(index, encoder, questions);
        assertEquals(40, weight.heldOut().questions());
        assertFalse(weight.kept(), weight.reason());
    }

    @Test
    void a_question_without_an_answer_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> LabelledQuestion.of("What?", Set.of()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_filter_that_matches_fewer_than_the_depth_gives_all_of_them_and_nothing_else(Fusion fusion) {
        for (int i = 0; i < 150; i++) {
            index.add(Document.of("d" + i, "Cargo number" + i + " of the fleet.")
                    .withMetadata(Metadata.of("kind", i < 3 ? "few" : "many")));
        }
        Question question =
                Question.of("Which cargo of the fleet is number2?").withFilter(Filter.equalTo("kind", "few"));
        List<RankedPassage> found = find(fusion, question, 10);
        assertEquals(Set.of("d0", "d1", "d2"), Set.copyOf(documents(found)));
        assertEquals("d2", documents(found).getFirst());
        assertEquals(found.subList(0, 2), find(fusion, question, 2));
        found.forEach(ranked -> assertTrue(Double.isFinite(ranked.score())));
    }

    @ParameterizedTest
    @MethodSource("all")
    void passages_that_are_equal_in_both_legs_stand_in_the_order_of_their_ids(Fusion fusion) {
        for (String id : List.of("c", "a", "e", "b", "d")) {
            index.add(Document.of(id, "The same words everywhere."));
        }
        assertEquals(List.of("a", "b", "c", "d", "e"), documents(find(fusion, Question.of("same words"), 5)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void where_one_leg_finds_nothing_the_other_orders(Fusion fusion) {
        for (int i = 0; i < 20; i++) {
            index.add(Document.of("d" + i, "Vessel" + i + " lies at pier" + i + "."));
        }
        List<String> found = documents(find(fusion, Question.of("zzz qqq"), 20));
        assertEquals(20, Set.copyOf(found).size());
        assertEquals(found.subList(0, 5), documents(find(fusion, Question.of("zzz qqq"), 5)));
    }
}
