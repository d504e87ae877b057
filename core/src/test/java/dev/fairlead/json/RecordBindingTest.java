package dev.fairlead.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.AnswerContract;
import dev.langchain4j.model.chat.request.json.JsonAnyOfSchema;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonNullSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonReferenceSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import dev.langchain4j.model.output.structured.Description;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RecordBindingTest {
    enum Colour {
        DEEP_RED,
        BLUE
    }

    record Inner(String name, Optional<LocalDate> since) {}

    record All(
            @Description({"a text", "of two lines"}) String text,
            int small,
            long large,
            double ratio,
            BigDecimal exact,
            boolean flag,
            LocalDate day,
            Period length,
            Colour colour,
            Inner inner,
            List<Inner> inners,
            Optional<Colour> second) {}

    record Positive(int number) {
        Positive {
            if (number < 1) {
                throw new IllegalArgumentException("number must be positive");
            }
        }
    }

    record Selfish(Optional<Selfish> next) {}

    record Odd(Map<String, String> map) {}

    record Raw(@SuppressWarnings("rawtypes") List list) {}

    private static final String JSON = """
            {"text":"t","small":1,"large":9007199254740993,"ratio":0.5,"exact":12.50,"flag":true,"day":"2019-01-05",
             "length":"P1Y","colour":"deep_red","inner":{"name":"n"},"inners":[{"name":"m","since":"2020-02-29"}],
             "more":"ignored"}""";

    @Test
    void every_kind_of_component_is_bound() {
        All all = RecordBinding.bind(JSON, All.class);
        assertEquals(9_007_199_254_740_993L, all.large());
        assertEquals(0, new BigDecimal("12.5").compareTo(all.exact()));
        assertEquals(Period.ofYears(1), all.length());
        assertEquals(Colour.DEEP_RED, all.colour());
        assertEquals(new Inner("n", Optional.empty()), all.inner());
        assertEquals(List.of(new Inner("m", Optional.of(LocalDate.of(2020, 2, 29)))), all.inners());
        assertEquals(Optional.empty(), all.second());
    }

    @Test
    void what_is_bound_satisfies_the_records_own_schema() {
        String schema = AnswerContract.of(All.class).schema();
        assertTrue(schema.contains("\"a text of two lines\""), schema);
        Validator validator = Validator.of(schema);
        assertEquals(
                List.of("/colour", ""),
                validator.check(Json.read(JSON)).stream()
                        .map(Violation::pointer)
                        .toList());
    }

    @Test
    void prose_cannot_be_bound_and_the_message_says_so() {
        for (String prose : List.of("The law of Scotland [1]", "[1]", "42", "")) {
            String message = assertThrows(IllegalStateException.class, () -> RecordBinding.bind(prose, Inner.class))
                    .getMessage();
            assertTrue(message.contains("prose") && message.contains("AnswerContract.of(Inner.class)"), message);
        }
    }

    @Test
    void what_does_not_fit_is_pointed_at() {
        assertPoints("/name", "{}", Inner.class);
        assertPoints("/name", "{\"name\":5}", Inner.class);
        assertPoints("/since", "{\"name\":\"n\",\"since\":\"May\"}", Inner.class);
        assertPoints("/number", "{\"number\":1.5}", Positive.class);
        assertPoints("/number", "{\"number\":99999999999}", Positive.class);
        assertPoints("/", "{\"number\":0}", Positive.class);
        assertPoints(
                "/inners", JSON.replace("[{\"name\":\"m\"", "{\"name\":\"m\"").replace("}],", "},"), All.class);
        assertPoints("/colour", JSON.replace("deep_red", "green"), All.class);
    }

    private static void assertPoints(String pointer, String json, Class<? extends Record> type) {
        String message = assertThrows(IllegalArgumentException.class, () -> RecordBinding.bind(json, type))
                .getMessage();
        assertTrue(message.contains(pointer), message);
    }

    @Test
    void a_record_json_has_no_form_for_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> AnswerContract.of(Selfish.class));
        assertThrows(IllegalArgumentException.class, () -> AnswerContract.of(Odd.class));
        assertThrows(IllegalArgumentException.class, () -> AnswerContract.of(Raw.class));
    }

    @Test
    void every_element_of_a_langchain4j_schema_has_a_form() {
        JsonObjectSchema root = JsonObjectSchema.builder()
                .description("root")
                .addProperty(
                        "name", JsonStringSchema.builder().description("a name").build())
                .addProperty(
                        "sums",
                        JsonArraySchema.builder().items(new JsonNumberSchema()).build())
                .addProperty(
                        "either",
                        JsonAnyOfSchema.builder()
                                .anyOf(new JsonStringSchema(), new JsonNullSchema())
                                .build())
                .addProperty("raw", JsonRawSchema.from("{\"type\":\"string\",\"format\":\"date\"}"))
                .addProperty(
                        "part", JsonReferenceSchema.builder().reference("part").build())
                .definitions(Map.of(
                        "part",
                        JsonObjectSchema.builder().addBooleanProperty("done").build()))
                .required("name")
                .additionalProperties(false)
                .build();
        String text =
                SchemaText.of(JsonSchema.builder().name("n").rootElement(root).build());
        assertEquals(Json.read("""
                        {"type":"object","properties":{"name":{"type":"string","description":"a name"},
                         "sums":{"type":"array","items":{"type":"number"}},
                         "either":{"anyOf":[{"type":"string"},{"type":"null"}]},
                         "raw":{"type":"string","format":"date"},"part":{"$ref":"#/$defs/part"}},
                         "required":["name"],"additionalProperties":false,
                         "$defs":{"part":{"type":"object","properties":{"done":{"type":"boolean"}}}},"description":"root"}"""), Json.read(text));
        SchemaText.check(text);
    }
}
