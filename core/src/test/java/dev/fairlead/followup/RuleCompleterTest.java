package dev.fairlead.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.Filter;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.Scope;
import dev.fairlead.Turn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RuleCompleterTest {
    private static final String NOTICE = "What notice period does the Acme NDA set?";

    @ParameterizedTest
    @CsvFileSource(resources = "follow-ups.psv", delimiter = '|')
    void a_follow_up_is_completed_by_what_it_lacks(String before, String followUp, String holds, String lacks) {
        String completed = complete(followUp, before);
        for (String part : holds.split(";", -1)) {
            assertTrue(completed.contains(part), () -> "lacks '" + part + "': " + completed);
        }
        if (lacks != null) {
            assertFalse(completed.contains(lacks), completed);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            And in the Beta lease?           | What notice period does the Beta lease set?
            And the deposit?                 | What does the Acme NDA say about the deposit?
            And for Globex?                  | What notice period does the Globex NDA set?
            And after two years?             | What notice period does the Acme NDA set after two years?
            Does it have to be in writing?   | Does it have to be in writing (notice period, Acme NDA set)?
            And who pays the deposit?        | Who pays the deposit in the Acme NDA?
            """)
    void a_completed_question_reads_like_one(String followUp, String expected) {
        assertEquals(expected, complete(followUp, NOTICE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What notice period does the Beta lease set?",
                "Does the Beta lease say that pets are allowed?",
                "Is it allowed to sublicense the software?",
                "How long does it take to get a refund?",
                "Is there a cap on liability in the Beta lease?",
                "When the tenant pays late, what does he owe?",
                "Must the landlord return the deposit if the tenant has paid it in cash?",
                "Does the seller keep its title until payment?",
                "What is due this year?",
                "Which of those who signed are directors?",
                "What about the deposit in the Beta lease?",
                "And what does the Beta lease say about pets?",
                "What time is it?",
                "And the other one?",
                "When did Tesla attain his electrical transmitter patent?",
                "When year was the Maastricht Treaty signed?",
                "Is there a gym in the Berlin office?",
                "If the tenant dies, who inherits the lease?",
                "What did you mean by that?",
                "Can you repeat that?",
                "Refund policy for opened software",
                "!?",
                "…",
            })
    void a_question_that_stands_alone_is_returned_as_it_is(String question) {
        Question asked = question(question, NOTICE);
        assertSame(asked, new RuleCompleter().complete(inquiry(asked)));
    }

    @ParameterizedTest
    @MethodSource("standAlone")
    void ordinary_questions_and_talk_are_returned_as_they_are(String question) {
        assertEquals(question, complete(question, NOTICE));
    }

    static Stream<String> standAlone() throws IOException {
        try (InputStream in = Objects.requireNonNull(RuleCompleterTest.class.getResourceAsStream("stand-alone.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
        }
    }

    @Test
    void a_chain_of_follow_ups_leans_on_what_the_one_before_meant() {
        assertEquals(
                "What does the Beta lease say about the deposit?",
                complete("And the deposit?", NOTICE, "And in the Beta lease?"));
        assertEquals(
                "What does the Gamma lease say about the deposit?",
                complete("And in the Gamma lease?", NOTICE, "And in the Beta lease?", "And the deposit?"));
    }

    @Test
    void thanks_between_two_questions_are_passed_over() {
        assertEquals(
                "What notice period does the Beta lease set?",
                complete("And in the Beta lease?", NOTICE, "Thanks, great!", " "));
    }

    @Test
    void without_anything_to_lean_on_a_follow_up_stays_as_it_is() {
        assertEquals("And in Texas?", complete("And in Texas?"));
        assertEquals("And in Texas?", complete("And in Texas?", "Thanks!"));
        assertEquals("Why?", complete("Why?", "Why?"));
    }

    @Test
    void filter_turns_and_contract_are_kept_and_the_rule_is_traced() {
        Question asked = new Question(
                "And in the Beta lease?",
                List.of(new Turn(NOTICE, "Two years.")),
                Filter.equalTo("folder", "contracts"));
        Inquiry inquiry = inquiry(asked);
        Question completed = new RuleCompleter().complete(inquiry);
        assertEquals(asked.filter(), completed.filter());
        assertEquals(asked.turns(), completed.turns());
        assertEquals(asked.contract(), completed.contract());
        assertEquals("FRAGMENT", inquiry.steps().getFirst().details().get("form"));
    }

    @Test
    void a_huge_question_before_is_taken_over_in_part() {
        String before = "What does the Acme NDA say about " + "the exception for item 12 ".repeat(700) + "?";
        String completed = complete("And who can end it?", before);
        assertTrue(completed.length() < 400, completed);
        assertTrue(completed.contains("Acme NDA"), completed);
        String piece = complete("And the deposit?", before);
        assertTrue(piece.length() < 400, piece);
    }

    @Test
    void nothing_a_user_can_write_breaks_it() {
        Random random = new Random(31);
        List<String> parts = List.of(
                "and",
                "What",
                "about",
                "it",
                "the",
                "Acme",
                "NDA",
                "?",
                ",",
                "in",
                "\ud83d\ude00",
                "\ud83d",
                "'",
                "-",
                "$1",
                "\\",
                "(",
                "that",
                "the same for",
                "\n",
                "İstanbul",
                "lease",
                "if",
                "why",
                "\u0000",
                "12");
        for (int round = 0; round < 5_000; round++) {
            String before = text(random, parts);
            String followUp = text(random, parts);
            String completed = complete(followUp, before);
            assertFalse(completed.isBlank(), "seed 31: " + before + " / " + followUp);
            assertEquals(completed, complete(followUp, before), "seed 31");
        }
    }

    private static String text(Random random, List<String> parts) {
        return "x"
                + String.join(
                        " ",
                        Stream.generate(() -> parts.get(random.nextInt(parts.size())))
                                .limit(random.nextInt(9))
                                .toList());
    }

    private static String complete(String followUp, String... before) {
        return new RuleCompleter().complete(inquiry(question(followUp, before))).text();
    }

    private static Question question(String text, String... before) {
        List<Turn> turns =
                Stream.of(before).map(asked -> new Turn(asked, "It does.")).toList();
        return Question.of(text).withTurns(turns);
    }

    private static Inquiry inquiry(Question question) {
        return Inquiry.of(question, Scope.none(), Deadline.never());
    }
}
