package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.generation.ScriptedChatModel;
import dev.fairlead.text.Terms;
import dev.fairlead.tool.Calculator;
import dev.fairlead.tool.DateAndTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reviews have found to break, and must not break again. */
final class HostileAnswersTest {
    private static final Passage RENT = Evidences.passage("lease.md", "Rent", "The annual rent is 48,000 pounds.");

    private final DateAndTime dates =
            new DateAndTime(Clock.fixed(Instant.parse("2025-03-03T10:15:00Z"), ZoneId.of("Europe/London")));

    private static Answer ask(String draft) {
        try (Fairlead fairlead = Fairlead.builder(inquiry -> Evidences.of(0.9, RENT))
                .chatModel(ScriptedChatModel.answering(draft))
                .build()) {
            return fairlead.ask("How high is the rent?");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What date is 1,000 days after 3 March 2025?",
                "What date is 123456 days after 3 March 2025?",
                "What date was it 1.5 years ago?",
                "What date is twenty-one days after 3 March 2025?",
                "What date was it half a year ago?",
            })
    void part_of_a_number_is_never_taken_for_the_number(String question) {
        assertEquals(Optional.empty(), dates.answer(Evidences.inquiry(question)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What date is ninety days after 3 March 2025?",
                "What date is 10 business days from now?",
                "What date is 31 February 2025?",
                "What date is Easter 2025?",
                "On which day is the rent due?",
                "What is the date of the Acme lease?",
                "How many days between 1 March 2026 and 31 February 2027?",
            })
    void a_date_that_was_not_understood_is_left_unanswered(String question) {
        assertEquals(Optional.empty(), dates.answer(Evidences.inquiry(question)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What time is it in South Africa?",
                "What time is it in North Korea?",
                "What time is it in West Virginia?",
                "What time is it in Central African Republic?",
            })
    void a_direction_in_a_name_is_no_city(String question) {
        assertEquals(Optional.empty(), dates.answer(Evidences.inquiry(question)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cube root of 27 + 1",
                "log of 100 + 5",
                "sin(3+4)",
                "half of 30 + 4",
                "How many days until 2025-04-03?",
                "10 % 3",
                "2 3 + 4",
            })
    void an_expression_it_understands_in_part_is_left_unanswered(String question) {
        assertEquals(Optional.empty(), new Calculator().answer(Evidences.inquiry(question)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9^(999*99)", "99999999999999999999999999999999999999999999999999^1000"})
    void a_result_is_never_longer_than_a_person_reads(String question) {
        int length = new Calculator()
                .answer(Evidences.inquiry(question))
                .map(String::length)
                .orElse(0);
        assertTrue(length < 500, length + " characters");
    }

    @Test
    void a_plural_possessive_and_a_quoted_word_meet_their_plain_form() {
        assertEquals(Set.of("day"), Terms.distinct("day days' days\u2019"));
        assertEquals(Set.of("leas"), Terms.distinct("lease 'lease'"));
    }

    @Test
    void a_list_of_thousands_of_markers_is_no_crash() {
        assertInstanceOf(Answer.Abstained.class, ask("The rent [1" + ", 1".repeat(50_000) + "]."));
    }

    @Test
    void a_draft_of_markers_alone_is_no_answer() {
        assertInstanceOf(Answer.Abstained.class, ask("[1]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Rent is 48,000 [ 1 ].", "Rent is 48,000 [1 and 1].", "Rent is 48,000 \u30101\u3011."})
    void markers_in_forms_models_slip_into_are_resolved(String draft) {
        assertEquals(
                1,
                assertInstanceOf(Answer.Answered.class, ask(draft)).citations().size());
    }

    @Test
    void a_tool_that_breaks_is_a_failure_that_names_the_step() {
        QuestionTool broken = new QuestionTool() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public Set<String> intents() {
                return Set.of("calculation");
            }

            @Override
            public Optional<String> answer(Inquiry inquiry) {
                throw new IllegalStateException("boom");
            }
        };
        try (Fairlead fairlead = Fairlead.builder(inquiry -> Evidences.of(0.9, RENT))
                .tools(List.of(broken))
                .router((inquiry, available) ->
                        RouteDecision.certain(new Route.Tool(new Route.Ground("calculation", 1, ""))))
                .build()) {
            assertThrows(FairleadException.class, () -> fairlead.ask("1+1"));
        }
    }

    @Test
    void a_direct_question_of_control_characters_breaks_nothing() {
        try (Fairlead fairlead = Fairlead.builder(inquiry -> Evidences.of(0.9, RENT))
                .chatModel(ScriptedChatModel.answering("Hello."))
                .router((inquiry, available) ->
                        RouteDecision.certain(new Route.Direct(new Route.Ground("general_knowledge", 1, ""))))
                .build()) {
            assertInstanceOf(Answer.Answered.class, fairlead.ask("\u0001"));
        }
    }

    @Test
    void an_empty_earlier_turn_breaks_nothing() {
        try (Fairlead fairlead = Fairlead.builder(inquiry -> Evidences.of(0.9, RENT))
                .chatModel(ScriptedChatModel.answering("48,000 [1]."))
                .build()) {
            Question question = new Question("Rent?", List.of(new Turn("", "")), Filter.all());
            assertInstanceOf(Answer.Answered.class, fairlead.ask(question));
        }
    }

    @Test
    void a_listener_that_closes_fairlead_does_not_hang() throws InterruptedException {
        List<Fairlead> opened = new ArrayList<>();
        Fairlead fairlead = Fairlead.builder(inquiry -> Evidences.of(0.9, RENT))
                .listener(new FairleadListener() {
                    @Override
                    public void answered(Answer answer) {
                        opened.getFirst().close();
                    }
                })
                .build();
        opened.add(fairlead);
        Thread asker = Thread.ofPlatform().daemon().start(() -> fairlead.ask("How high is the rent?"));
        assertTrue(asker.join(Duration.ofSeconds(5)), "the caller hangs");
    }
}
