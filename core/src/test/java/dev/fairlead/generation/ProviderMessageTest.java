package dev.fairlead.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProviderMessageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"error":{"message":"The model `x` does not exist","code":"model_not_found"}} | The model `x` does not exist
            {"error":"model \\"x\\" not found, try pulling it first"}                     | model "x" not found, try pulling it first
            {"object":"error","message":"max context is 4096"}                            | max context is 4096
            {"detail":"Not Found"}                                                        | Not Found
            [{"error":{"message":"API key not valid."}}]                                  | API key not valid.
            upstream is down                                                              | upstream is down
            {"error":{"message":                                                          | {"error":{"message":
            """)
    void the_sentence_for_people_is_found(String body, String excerpt) {
        assertEquals(excerpt, ProviderMessage.of(body).excerpt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"Incorrect API key provided: sk-proj-SECRETSECRET. Find yours online.\"}}",
                "Incorrect API key provided: SECRETSECRET",
                "header Authorization: Bearer SECRETSECRET was refused",
                "{\"api_key\":\"SECRETSECRET\"}",
                "api-key=SECRETSECRET",
                "gsk_SECRETSECRET is expired",
            })
    void what_looks_like_a_key_is_not_repeated(String body) {
        String excerpt = ProviderMessage.of(body).excerpt();
        assertFalse(excerpt.contains("SECRETSECRET"), excerpt);
        assertTrue(excerpt.contains("***"), excerpt);
    }

    @Test
    void a_page_of_a_proxy_and_an_empty_body_say_nothing() {
        assertEquals(
                "", ProviderMessage.of("<html><h1>502 Bad Gateway</h1></html>").excerpt());
        assertEquals("", ProviderMessage.of("").excerpt());
        assertEquals("", ProviderMessage.of(null).excerpt());
    }

    @Test
    void a_body_that_repeats_the_prompt_is_cut_on_one_line() {
        String excerpt = ProviderMessage.of("bad\r\nrequest\u0007: " + "the prompt ".repeat(1_000_000))
                .excerpt();
        assertTrue(excerpt.startsWith("bad request : the prompt"), excerpt);
        assertEquals(203, excerpt.length());
        String cut =
                ProviderMessage.of("x".repeat(199) + "\ud83d\ude00".repeat(9)).excerpt();
        assertEquals("x".repeat(199) + "...", cut);
    }

    @ParameterizedTest
    @CsvSource({
        "Please try again in 20s., PT20S",
        "Please try again in 6.2s, PT6.2S",
        "try again in 120ms, PT0.12S",
        "Please try again in 1m12.5s., PT1M12.5S",
        "Please retry after 26 seconds, PT26S",
        "retry in 2m, PT2M",
    })
    void the_pause_a_provider_asks_for_is_read(String body, Duration pause) {
        assertEquals(Optional.of(pause), ProviderMessage.of(body).pause());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Please try again.", "try again in a while", "retry after", "wait 20s"})
    void where_it_asks_for_none_there_is_none(String body) {
        assertEquals(Optional.empty(), ProviderMessage.of(body).pause());
    }
}
