package dev.fairlead.json.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonRepairTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1,"b":[true,null,"x"]}          | {"a":1,"b":[true,null,"x"]}
            {'a': 'it''s', "b": 2}               | {"a":"it''s","b":2}
            {a: 1, b_c: x y}                     | {"a":1,"b_c":"x y"}
            {"a": True, "b": None, "c": False}   | {"a":true,"b":null,"c":false}
            {"a": undefined, "b": NaN}           | {"a":null,"b":null}
            {"a": 1, "b": 2,}                    | {"a":1,"b":2}
            [1, 2,, 3,]                          | [1,2,3]
            {"a": 1 "b": 2}                      | {"a":1,"b":2}
            {"a": {"b": [1, 2                    | {"a":{"b":[1,2]}}
            {"a": "b}                            | {"a":"b"}
            {"a": "x" + "y"}                     | {"a":"xy"}
            {"a": "say "yes" now"}               | {"a":"say \\"yes\\" now"}
            {"a": .5, "b": +3, "c": 1e2}         | {"a":0.5,"b":3,"c":100}
            {"a": (1, 2)}                        | {"a":[1,2]}
            {"a": 1, /* no */ "b": 2} // end     | {"a":1,"b":2}
            {"t": 2024-10-18T18:35:22Z}          | {"t":"2024-10-18T18:35:22Z"}
            {"a" => 1}                           | {"a":1}
            {"a": [1, 2, ...]}                   | {"a":[1,2]}
            The answer [1] is {"a": 1}.          | {"a":1}
            {"a": "\\u00e9\\n\\q"}               | {"a":"é\\nq"}
            {"a":                                | {"a":null}
            {"a                                  | {"a":null}
            """)
    void near_json_is_understood(String broken, String expected) throws JsonProcessingException {
        assertEquals(
                MAPPER.readTree(expected.replace("''", "'")),
                MAPPER.readTree(JsonRepair.repair(broken.replace("''", "'")).orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no", "I cannot answer that.", "```json\n```", "“quoted”"})
    void a_text_without_an_object_or_list_has_none(String text) {
        assertEquals(Optional.empty(), JsonRepair.repair(text));
    }

    @Test
    void the_fenced_object_is_taken_before_one_in_the_prose() {
        assertEquals(Optional.of("{\"a\":2}"), JsonRepair.repair("As in {\"a\":1}:\n```json\n{\"a\":2}\n```\nDone."));
    }

    @Test
    void a_text_nested_too_deeply_has_none() {
        assertEquals(Optional.empty(), JsonRepair.repair("[".repeat(100_000)));
        assertEquals(Optional.empty(), JsonRepair.repair("{a:".repeat(100_000)));
    }

    @Test
    void valid_json_comes_back_unchanged_and_broken_json_always_as_json() throws JsonProcessingException {
        long seed = 20_261_120;
        Random random = new Random(seed);
        String alphabet = "{}[]()\"'“”:,+/*#\\ \n0123abc.-_`;=…";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("{");
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Optional<String> repaired = JsonRepair.repair(text.toString());
            assertTrue(repaired.isPresent(), () -> "seed " + seed + ": " + text);
            assertEquals(
                    MAPPER.readTree(repaired.get()),
                    MAPPER.readTree(JsonRepair.repair(repaired.get()).orElseThrow()),
                    () -> "seed " + seed + ": " + text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": \"",
                "{a ",
                "[\"x\" ",
                "{\"a\": 1 /*",
                "[1,,,",
                "{\"a\": \"b\" \"",
                "{\"a\": \"b,\n",
                "[+",
                "{'"
            })
    void a_huge_broken_text_takes_time_by_its_length_only(String start) {
        String unit = start.substring(1);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            JsonRepair.repair(start + unit.repeat(400_000 / unit.length()));
            JsonRepair.repair(start + " ".repeat(400_000));
            JsonRepair.repair(start + "\" ".repeat(200_000));
        });
    }
}
