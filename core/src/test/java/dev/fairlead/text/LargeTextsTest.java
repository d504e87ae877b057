package dev.fairlead.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Span;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A megabyte of one shape, and words beyond ASCII. */
final class LargeTextsTest {
    private static final int LENGTH = 1_000_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                " ",
                "\n",
                "\r\n",
                ". ",
                "A. ",
                "1. ",
                "(a) ",
                "- item\n",
                "| a | b |\n",
                "Mr. ",
                "\n \t",
                "1.1 ",
                "The fee is due. ",
                "\u4E2D\u3002",
                "\uD83D\uDE00",
                "\u0000",
                "...",
                "\"Yes.\" "
            })
    void a_megabyte_of_anything_is_split_without_loss(String shape) {
        String text = shape.repeat(LENGTH / shape.length());
        int last = 0;
        for (Span span : Sentences.spans(text)) {
            assertTrue(text.substring(last, span.start()).isBlank());
            assertTrue(span.length() > 0);
            last = span.end();
        }
        assertTrue(text.substring(last).isBlank());
    }

    @Test
    void a_megabyte_of_sentences_gives_each_of_them() {
        String sentence = "The tenant pays the rent each month. ";
        assertEquals(20_000, Sentences.spans(sentence.repeat(20_000)).size());
    }

    @Test
    void words_of_other_scripts_are_terms() {
        assertEquals(
                List.of("\u0434\u043E\u0433\u043E\u0432\u043E\u0440"),
                Terms.of("\u0414\u043E\u0433\u043E\u0432\u043E\u0440!"));
        assertEquals(List.of("\u5951\u7D04"), Terms.of("\u5951\u7D04\u3002"));
        assertEquals(List.of("stra\u00DFenbahn"), Terms.of("Stra\u00DFenbahn"));
    }

    @Test
    void the_locale_of_the_machine_changes_no_term() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertEquals(List.of("limit", "iii"), Terms.of("LIMIT III"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void marks_and_emoji_are_no_terms() {
        assertEquals(List.of(), Terms.of("... \uD83D\uDE00 \u2014 '\u2019' $ \u0000"));
        assertEquals(List.of(), Terms.of(""));
    }

    @Test
    void numbers_and_codes_are_terms() {
        assertEquals(List.of("e42", "2024", "gdpr"), Terms.of("E42: 2024 (GDPR)"));
    }

    @Test
    void straight_and_curly_apostrophes_give_one_possessive() {
        assertEquals(Set.of("tenant"), Terms.distinct("tenant tenant's tenant\u2019s"));
    }

    @Test
    void a_megabyte_of_words_is_taken_apart() {
        assertEquals(250_000, Terms.of("abc ".repeat(250_000)).size());
        assertEquals(1, Terms.of("a".repeat(LENGTH)).size());
    }
}
