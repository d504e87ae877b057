package dev.fairlead.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Answer;
import dev.fairlead.AnswerContract;
import dev.fairlead.Citation;
import dev.fairlead.DeadlineExceededException;
import dev.fairlead.Fairlead;
import dev.fairlead.Question;
import dev.fairlead.generation.ScriptedChatModel;
import dev.langchain4j.data.message.UserMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms a chat model fills badly, over small contracts and a real flow. */
final class HostileRepliesTest {
    private final SmallLibrary library = new SmallLibrary().add("supply.txt", "north", SampleContracts.SUPPLY);

    private Answer ask(ScriptedChatModel model, String properties) {
        try (Fairlead fairlead = Fairlead.builder(library)
                .chatModel(model)
                .abstainBelow(0)
                .timeLimit(Duration.ofMinutes(1))
                .build()) {
            return fairlead.ask(Question.of("What are the terms with Acme?")
                    .withContract(AnswerContract.json("{\"type\":\"object\",\"properties\":{" + properties + "}}")));
        }
    }

    private Answer ask(String reply, String properties) {
        return ask(ScriptedChatModel.answering(reply), properties);
    }

    private static String filled(String form) {
        return "{\"answer\":" + form + ",\"sources\":{\"\":[1]}}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "-1e999", "NaN", "Infinity", "'1e999'"})
    void a_number_no_json_can_carry_is_rejected(String number) {
        Answer answer = ask(filled("{\"fee\":" + number + "}"), "\"fee\":{\"type\":\"number\"}");
        assertTrue(answer instanceof Answer.Rejected || answer instanceof Answer.Abstained, answer::toString);
    }

    @Test
    void a_whole_number_keeps_all_its_digits() {
        String long20 = "12345678901234567890";
        Answer.Answered answer = assertInstanceOf(
                Answer.Answered.class, ask(filled("{\"id\":" + long20 + "}"), "\"id\":{\"type\":\"integer\"}"));
        assertEquals("{\"id\":" + long20 + "}", answer.text());
    }

    @Test
    void a_value_of_a_field_without_a_type_keeps_its_own() {
        Answer.Answered answer = assertInstanceOf(
                Answer.Answered.class,
                ask(filled("{\"level\":2,\"any\":true}"), "\"level\":{\"enum\":[1,2]},\"any\":{}"));
        assertEquals("{\"level\":2,\"any\":true}", answer.text());
    }

    @ParameterizedTest
    @CsvSource({"C#, C", "A-, A", ">=, >", "/, +"})
    void an_option_that_differs_in_a_sign_is_another_one(String written, String option) {
        Answer answer = ask(filled("{\"mark\":\"" + written + "\"}"), "\"mark\":{\"enum\":[\"" + option + "\",\"Z\"]}");
        assertInstanceOf(Answer.Rejected.class, answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345",
                "1.5",
                "-1",
                "1e0",
                "\"see section 1 of the lease\"",
                "{\"quote\":\"within 1 day\"}",
                "\"2024-01-01\"",
                "true"
            })
    void a_source_that_names_no_passage_is_none(String source) {
        String reply = "{\"answer\":{\"law\":\"New York\"},\"sources\":{\"/law\":[" + source + "]}}";
        Answer.Rejected rejected = assertInstanceOf(Answer.Rejected.class, ask(reply, "\"law\":{\"type\":\"string\"}"));
        assertTrue(rejected.violations().getFirst().startsWith("/law: "), rejected::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1\"", "\"[1]\"", "\"passage 1\"", "\"Passages 1, 2 and 3\"", "{\"passage\":1}"})
    void a_source_is_understood_in_any_form_that_names_a_passage(String source) {
        String reply = "{\"answer\":{\"law\":\"New York\"},\"sources\":{\"/law\":" + source + "}}";
        assertInstanceOf(Answer.Answered.class, ask(reply, "\"law\":{\"type\":\"string\"}"));
    }

    @ParameterizedTest
    @CsvSource({"a.b, a.b", "a/b, /a~1b", "a~b, /a~0b", "数 量, /数 量", "2019, /2019", "answer, /answer", "'', /"})
    void a_field_is_found_by_its_pointer_whatever_its_name(String name, String key) {
        String reply = "{\"answer\":{\"" + name + "\":{\"x\":\"New York\"}},\"sources\":{\"" + key + "\":[1]}}";
        String properties = "\"" + name
                + "\":{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"string\"},\"2\":{\"const\":2}}}";
        Answer.Answered answer = assertInstanceOf(Answer.Answered.class, ask(reply, properties));
        assertEquals(1, answer.citations().size());
    }

    @Test
    void a_source_below_a_field_called_answer_is_found() {
        String reply = "{\"answer\":{\"answer\":{\"x\":\"New York\"}},\"sources\":{\"/answer/x\":[1]}}";
        String properties = "\"answer\":{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"string\"}}}";
        assertInstanceOf(Answer.Answered.class, ask(reply, properties));
    }

    @Test
    void a_constant_whose_name_is_a_number_needs_no_source() {
        String reply = "{\"answer\":{\"2\":\"v2\",\"law\":\"New York\"},\"sources\":{\"/law\":[1]}}";
        Answer.Answered answer = assertInstanceOf(
                Answer.Answered.class, ask(reply, "\"2\":{\"const\":\"v2\"},\"law\":{\"type\":\"string\"}"));
        assertEquals(
                List.of("/law"),
                answer.citations().stream().map(Citation::field).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```json\n{\"answer\": null}\n```",
                "Sorry: {\"answer\": null, \"sources\": {}}",
                "{'answer': None}"
            })
    void a_fenced_null_says_that_nothing_was_found(String reply) {
        ScriptedChatModel model = ScriptedChatModel.answering(reply);
        assertInstanceOf(Answer.Abstained.class, ask(model, "\"law\":{\"type\":\"string\"}"));
        assertEquals(1, model.requests().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"law\":null}", "{\"kind\":\"supply\"}"})
    void a_form_of_nothing_but_what_the_schema_says_is_no_answer(String form) {
        String properties = "\"law\":{\"type\":\"string\"},\"kind\":{\"const\":\"supply\"}";
        assertInstanceOf(Answer.Abstained.class, ask(filled(form), properties));
    }

    @Test
    void a_huge_list_is_rejected_at_once_and_the_second_request_stays_small() {
        String huge = filled("{\"names\":[" + "7,".repeat(300_000) + "7]}");
        ScriptedChatModel model = ScriptedChatModel.answering(huge);
        String properties = "\"names\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"minLength\":2}}";
        Answer.Rejected rejected = assertInstanceOf(Answer.Rejected.class, ask(model, properties));
        assertTrue(rejected.violations().getLast().contains("at most 2000 values"));
        int last = ((UserMessage) model.requests().getLast().messages().getLast())
                .singleText()
                .length();
        assertTrue(last < 10_000, () -> "characters: " + last);
    }

    @Test
    void the_deadline_holds_while_values_are_sought_in_their_passages() {
        library.add("long.txt", "north", "terms Acme: the seller shall pay. ".repeat(2_000));
        ScriptedChatModel model = ScriptedChatModel.answering(
                filled("{\"names\":[" + "\"pay\",".repeat(1_900) + "\"pay\"]}").replace("[1]", "[1,2,3,4,5,6,7]"));
        try (Fairlead hurried = Fairlead.builder(library)
                .chatModel(model)
                .abstainBelow(0)
                .timeLimit(Duration.ofMillis(800))
                .build()) {
            Question question = Question.of("terms Acme")
                    .withContract(
                            AnswerContract.json(
                                    "{\"type\":\"object\",\"properties\":{\"names\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}"));
            assertThrows(DeadlineExceededException.class, () -> hurried.ask(question));
        }
    }

    @Test
    void json_nested_without_end_is_rejected() {
        String deep = filled("{\"law\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}");
        assertInstanceOf(Answer.Rejected.class, ask(deep, "\"law\":{\"type\":\"string\"}"));
    }
}
