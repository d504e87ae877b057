package dev.fairlead.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fairlead.AnswerContract;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schemas come from requests: each of these must be refused, or do no harm. */
final class HostileSchemasTest {
    private static String refused(String schema) {
        return assertThrows(IllegalArgumentException.class, () -> AnswerContract.json(schema))
                .getMessage();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"object","properties":{"x":{"type":"strnig"}}}                        | /properties/x/type
            {"type":"object","properties":{"x":{"minimum":"five"}}}                       | /properties/x/minimum
            {"type":"object","required":"x"}                                              | /required
            {"type":"object","properties":{"x":{"pattern":"(["}}}                         | /properties/x/pattern
            {"type":"object","patternProperties":{"(":{}}}                                | /patternProperties
            {"type":"object","properties":{"x":{"$ref":"https://example.org/x.json"}}}    | /properties/x/$ref
            {"type":"object","properties":{"x":{"$ref":"file:///etc/passwd"}}}            | /properties/x/$ref
            {"type":"object","properties":{"x":{"$ref":"other.json#/$defs/x"}}}           | /properties/x/$ref
            {"type":"object","properties":{"x":{"$ref":"#/$defs/missing"}}}               | /properties/x/$ref
            {"type":"object","properties":{"x":{"$dynamicRef":"#x"}}}                     | /properties/x/$dynamicRef
            {"type":"object","properties":{"x":{"$ref":"#/properties/x"}}}                | /properties/x/$ref
            {"type":"object","properties":{"x":{"$ref":"#"}}}                             | /properties/x/$ref
            {"type":"array","items":{}}                                                   | /type
            []                                                                            | /type
            true                                                                          | /type
            """)
    void an_invalid_schema_is_refused_with_a_pointer_to_its_fault(String schema, String pointer) {
        String message = refused(schema);
        assertTrue(message.contains(pointer), message);
    }

    @Test
    void what_is_no_json_is_refused() {
        assertTrue(refused("{\"type\": \"object\"").contains("no JSON"));
        assertTrue(refused("{\"type\":\"object\",\"type\":\"object\"}").contains("no JSON"));
        assertTrue(refused("{\"type\":\"object\"} {}").contains("no JSON"));
        refused("");
    }

    @Test
    void a_schema_that_is_too_long_or_too_deep_is_refused() {
        assertTrue(
                refused("{" + " ".repeat(AnswerContract.Json.MAX_LENGTH) + "}").contains("100000"));
        String deep = "{\"type\":\"object\",\"properties\":{\"a\":".repeat(1_500) + "{}" + "}}".repeat(1_500);
        assertTrue(refused(deep).contains("no JSON"));
    }

    @Test
    void references_that_multiply_are_refused_at_once() {
        String levels = IntStream.range(0, 20)
                .mapToObj(i -> "\"l" + i + "\":{\"allOf\":[{\"$ref\":\"#/$defs/l" + (i + 1)
                        + "\"},{\"$ref\":\"#/$defs/l" + (i + 1) + "\"}]}")
                .collect(Collectors.joining(","));
        String schema = "{\"type\":\"object\",\"properties\":{\"x\":{\"$ref\":\"#/$defs/l0\"}},\"$defs\":{" + levels
                + ",\"l20\":{\"type\":\"string\"}}}";
        String message = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> refused(schema));
        assertTrue(message.contains("parts"), message);
    }

    @Test
    void definitions_that_go_round_in_circles_are_refused() {
        String message = refused("""
                {"type":"object","properties":{"x":{"$ref":"#/$defs/a"}},
                 "$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}}}""");
        assertTrue(message.contains("contain itself"), message);
    }

    @Test
    void a_reference_to_its_own_definitions_works_and_its_neighbours_hold_as_well() {
        Validator validator = Validator.of("""
                {"$ref":"#/$defs/root","$defs":{
                  "root":{"type":"object","properties":{
                     "a/b":{"$ref":"#/$defs/short~1text","description":"the text"},
                     "c":{"$ref":"#/$defs/short~1text","minLength":2}}},
                  "short/text":{"type":"string","maxLength":3}}}""");
        var good = JsonNodeFactory.instance.objectNode().put("a/b", "x").put("c", "xy");
        var bad = JsonNodeFactory.instance.objectNode().put("a/b", "long").put("c", "x");
        assertTrue(validator.check(good).isEmpty());
        assertEquals(
                java.util.List.of("/a~1b", "/c"),
                validator.check(bad).stream().map(Violation::pointer).sorted().toList());
    }

    @Test
    void a_pattern_that_would_take_forever_gives_up_and_refuses() {
        Validator validator = Validator.of(
                "{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"string\",\"pattern\":\"^(a+)+$\"}}}");
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            assertFalse(validator
                    .check(JsonNodeFactory.instance.objectNode().put("x", "a".repeat(60) + "!"))
                    .isEmpty());
            assertFalse(validator
                    .check(JsonNodeFactory.instance.objectNode().put("x", "a".repeat(100_000)))
                    .isEmpty());
        });
        assertTrue(validator
                .check(JsonNodeFactory.instance.objectNode().put("x", "aaa"))
                .isEmpty());
    }

    @Test
    void a_pattern_of_many_groups_does_not_exhaust_the_stack() {
        Validator validator = Validator.of(
                "{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"string\",\"pattern\":\"^(a|b|c)*$\"}}}");
        assertTrue(validator
                .check(JsonNodeFactory.instance.objectNode().put("x", "abc".repeat(20)))
                .isEmpty());
        // Whether this one fits depends on the stack; that it returns does not.
        validator.check(JsonNodeFactory.instance.objectNode().put("x", "abc".repeat(600)));
    }

    @Test
    void a_pattern_that_is_too_long_is_refused() {
        assertTrue(refused("{\"type\":\"object\",\"properties\":{\"x\":{\"pattern\":\"" + "a".repeat(1_001) + "\"}}}")
                .contains("/properties/x/pattern"));
    }

    @Test
    void a_property_may_be_called_like_a_keyword() {
        Validator validator = Validator.of("""
                {"type":"object","properties":{"$ref":{"type":"string"},"pattern":{"type":"string"},"type":{"type":"integer"}},
                 "required":["$ref"]}""");
        assertEquals(
                "/$ref: required property '$ref' not found",
                validator
                        .check(JsonNodeFactory.instance.objectNode())
                        .getFirst()
                        .toString());
    }

    @Test
    void formats_are_asserted() {
        Validator validator = Validator.of(
                "{\"type\":\"object\",\"properties\":{\"d\":{\"format\":\"date\"},\"p\":{\"format\":\"duration\"}}}");
        assertEquals(
                2,
                validator
                        .check(JsonNodeFactory.instance
                                .objectNode()
                                .put("d", "5 May")
                                .put("p", "90 days"))
                        .size());
        assertTrue(validator
                .check(JsonNodeFactory.instance
                        .objectNode()
                        .put("d", "2020-02-29")
                        .put("p", "P90D"))
                .isEmpty());
    }
}
