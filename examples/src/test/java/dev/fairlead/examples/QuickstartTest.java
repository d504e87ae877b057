package dev.fairlead.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Answer;
import dev.fairlead.Citation;
import dev.fairlead.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class QuickstartTest {
    private static final Path SAMPLES = Path.of("samples");
    private static final ByteArrayOutputStream PRINTED = new ByteArrayOutputStream();

    private static Map<String, Answer> answers = Map.of();
    private static List<Answer> inOrder = List.of();

    @BeforeAll
    static void run() {
        answers = Quickstart.run(SAMPLES, new PrintStream(PRINTED, true, StandardCharsets.UTF_8));
        inOrder = List.copyOf(answers.values());
    }

    @Test
    void the_contract_question_is_answered_with_the_clause_that_says_so() throws IOException {
        Answer.Answered answer = assertInstanceOf(Answer.Answered.class, inOrder.get(0));
        Citation first = answer.citations().getFirst();
        assertInstanceOf(Route.Grounded.class, answer.route());
        assertEquals("contracts/acme-nda.md", first.locator().documentId());
        assertTrue(first.locator().section().contains("4. Restrictions on Use"), first.toString());
        assertTrue(first.quote().contains("shall not sublicense"), first.toString());
        String file = Files.readString(SAMPLES.resolve(first.locator().documentId()));
        assertEquals(first.quote(), first.locator().span().of(file));
    }

    @Test
    void small_talk_gets_a_direct_reply() {
        assertInstanceOf(
                Route.Direct.class,
                assertInstanceOf(Answer.Answered.class, inOrder.get(1)).route());
    }

    @Test
    void sums_and_dates_are_answered_by_tools() {
        Answer.Answered sum = assertInstanceOf(Answer.Answered.class, inOrder.get(2));
        Answer.Answered date = assertInstanceOf(Answer.Answered.class, inOrder.get(3));
        assertInstanceOf(Route.Tool.class, sum.route());
        assertInstanceOf(Route.Tool.class, date.route());
        assertTrue(sum.text().contains("372"), sum.text());
        assertTrue(date.text().contains("1 June 2025"), date.text());
    }

    @Test
    void a_fragment_is_answered_by_a_question_back() {
        assertInstanceOf(Answer.Clarification.class, inOrder.get(4));
    }

    @Test
    void an_action_nobody_can_take_is_declined_with_a_reason() {
        Answer.Declined declined = assertInstanceOf(Answer.Declined.class, inOrder.get(5));
        assertTrue(declined.reason().contains("no tool"), declined.reason());
    }

    @Test
    void a_question_no_sample_answers_ends_in_an_abstention() {
        assertInstanceOf(Answer.Abstained.class, inOrder.get(6));
    }

    @Test
    void each_question_is_printed_with_its_outcome_and_the_reader_learns_what_to_do_next() {
        String printed = PRINTED.toString(StandardCharsets.UTF_8);
        answers.keySet().forEach(question -> assertTrue(printed.contains("> " + question), question));
        assertTrue(printed.contains(" added, ") && printed.contains(" 0 failed"), printed);
        assertTrue(printed.contains("fairlead.jar ingest"), printed);
    }
}
