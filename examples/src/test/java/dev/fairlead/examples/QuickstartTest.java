package dev.fairlead.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class QuickstartTest {
    private static String printed = "";

    /** Before the first question, then an answer each. */
    private static List<String> parts = List.of();

    @BeforeAll
    static void run() throws Throwable {
        printed = SampleOutput.of(() -> Quickstart.main(new String[] {"samples"}));
        parts = List.of(printed.split("(?m)^> ", -1));
    }

    private static void assertAnswer(int number, String text) {
        assertTrue(parts.get(number).contains(text), parts.get(number));
    }

    @Test
    void it_prints_what_its_javadoc_says() throws IOException {
        SampleOutput.assertDocumented(Quickstart.class, printed);
    }

    @Test
    void the_contract_question_is_answered_with_the_clause_that_says_so() {
        assertAnswer(1, "route grounded");
        assertAnswer(1, "shall not sublicense");
        assertAnswer(1, "contracts/acme-nda.md, Mutual Non-Disclosure Agreement > 4. Restrictions on Use");
    }

    @Test
    void what_it_can_do_is_answered_directly() {
        assertAnswer(2, "route direct (");
        assertAnswer(2, "I answer questions from the documents");
    }

    @Test
    void sums_and_dates_are_answered_by_tools() {
        assertAnswer(3, "route tool");
        assertAnswer(3, "= 372\n");
        assertAnswer(4, "route tool");
        assertAnswer(4, "1 June 2025\n");
    }

    @Test
    void a_fragment_is_answered_by_a_question_back() {
        assertAnswer(5, "route clarify");
    }

    @Test
    void an_action_nobody_can_take_is_declined_with_a_reason() {
        assertAnswer(6, "Declined: there is no tool");
    }

    @Test
    void a_question_no_sample_answers_ends_in_an_abstention() {
        assertAnswer(7, "No answer: ");
    }

    @Test
    void the_documents_are_counted_and_the_reader_learns_what_to_do_next() {
        assertEquals(8, parts.size(), printed);
        assertTrue(parts.getFirst().contains(" added, ") && parts.getFirst().contains(" 0 failed"), printed);
        assertAnswer(7, "fairlead.jar ingest");
    }
}
