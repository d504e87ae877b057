package dev.fairlead.retrieval.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Locator;
import dev.fairlead.Metadata;
import dev.fairlead.Passage;
import dev.fairlead.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The ways to put a question otherwise that need no model. */
final class RewritingTest {
    private static List<Passage> passages(String... texts) {
        List<Passage> passages = new ArrayList<>();
        for (String text : texts) {
            Locator locator = new Locator(
                    "d" + passages.size(),
                    "Berths",
                    List.of("4. Fees"),
                    new Span(0, text.length()),
                    OptionalInt.empty());
            passages.add(new Passage("d" + passages.size() + "#00001", locator, text, Metadata.empty()));
        }
        return passages;
    }

    private static List<String> searches(Optional<Rewriting> rewriting) {
        return rewriting.map(Rewriting::searches).orElse(List.of());
    }

    @Test
    void words_that_nothing_found_holds_are_dropped() {
        assertEquals(
                List.of("What is the fee for mooring?"),
                searches(DroppedTerms.of(
                        "What is the exorbitant fee for mooring?", passages("A fee is due for mooring a boat."))));
    }

    @Test
    void words_of_titles_and_headings_are_held() {
        assertEquals(
                Optional.empty(), DroppedTerms.of("Which fees has a berth?", passages("Sixty euros a night are due.")));
    }

    @Test
    void a_question_of_which_too_little_would_be_left_keeps_its_words() {
        assertEquals(Optional.empty(), DroppedTerms.of("Who chartered the schooner?", passages("A mooring was paid.")));
        assertEquals(Optional.empty(), DroppedTerms.of("Who chartered the schooner?", List.of()));
    }

    @Test
    void a_word_inside_another_is_not_dropped_with_it() {
        assertEquals(
                List.of("Does insurance cover the berth?"),
                searches(
                        DroppedTerms.of("Does sure insurance cover the berth?", passages("Insurance must cover it."))));
    }

    @Test
    void feedback_adds_what_the_first_passages_share_and_the_others_lack() {
        List<String> searches = searches(RelevanceFeedback.of(
                "When may I leave?",
                passages(
                        "The tenant may terminate by notice.",
                        "Notice to terminate is given in writing.",
                        "The landlord may terminate by notice.",
                        "The landlord repairs the roof.",
                        "The tenant pays the landlord.")));
        assertEquals(1, searches.size());
        assertTrue(searches.getFirst().startsWith("When may I leave? "), searches.toString());
        assertTrue(searches.getFirst().contains("notice"), searches.toString());
        assertTrue(!searches.getFirst().contains("landlord"), searches.toString());
    }

    @Test
    void feedback_needs_something_to_hold_the_first_passages_against() {
        assertEquals(
                Optional.empty(),
                RelevanceFeedback.of("When may I leave?", passages("By notice.", "By notice.", "By notice.")));
        assertEquals(
                Optional.empty(),
                RelevanceFeedback.of("When?", passages("A berth.", "The roof.", "Some fee.", "Its rent.")));
    }

    @Test
    void clauses_are_searched_for_apart() {
        assertEquals(
                List.of("What becomes of the deposit", "the tenant leaves early", "the roof was damaged?"),
                searches(Decomposition.of(
                        "What becomes of the deposit if the tenant leaves early and the roof was damaged?")));
    }

    @Test
    void a_clause_of_one_word_stays_with_the_next() {
        assertEquals(
                List.of("Is repair or replacement owed", "the boiler fails?"),
                searches(Decomposition.of("Is repair or replacement owed when the boiler fails?")));
    }

    @Test
    void one_clause_is_not_taken_apart_and_a_list_of_many_is_not_either() {
        assertEquals(Optional.empty(), Decomposition.of("What is the fee for mooring a boat?"));
        assertEquals(Optional.empty(), Decomposition.of("red roof, blue boat, green berth, wet rope, dry dock"));
    }

    @Test
    void a_rewriting_searches_for_something() {
        assertThrows(IllegalArgumentException.class, () -> new Rewriting("nobody", List.of()));
    }
}
