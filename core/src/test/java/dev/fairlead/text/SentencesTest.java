package dev.fairlead.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Span;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SentencesTest {
    private static List<String> split(String text) {
        return Sentences.spans(text).stream().map(span -> span.of(text)).toList();
    }

    @Test
    void sentences_end_where_a_reader_would_end_them() {
        assertEquals(
                List.of("Acme Inc. shall pay.", "The fee is $3.5 million, e.g. under U.S. law.", "Is it?", "Yes!"),
                split("Acme Inc. shall pay. The fee is $3.5 million, e.g. under U.S. law. Is it? Yes!"));
    }

    @Test
    void a_clause_number_stays_with_its_clause() {
        assertEquals(
                List.of("Section 4.2. Termination.", "See Sec. 5 and Art. 7."),
                split("Section 4.2. Termination. See Sec. 5 and Art. 7."));
        assertEquals(List.of("1. Definitions.", "In this Agreement"), split("1. Definitions. In this Agreement"));
        assertEquals(List.of("## 12. Governing Law"), split("## 12. Governing Law"));
    }

    @Test
    void blank_lines_list_items_headings_and_table_rows_end_a_sentence_and_wrapped_lines_do_not() {
        assertEquals(
                List.of("## Term", "- one", "- two\nwrapped", "(a) first", "| a | b |", "| c | d |", "Next"),
                split("## Term\n- one\n- two\nwrapped\n(a) first\n| a | b |\n| c | d |\n\nNext"));
    }

    @Test
    void every_visible_character_lies_in_exactly_one_sentence() {
        long seed = 20_241_120;
        Random random = new Random(seed);
        String alphabet = "aB1. ?!\n\t()-*#|§é中\uD83D\uDE00";
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(80); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            int last = 0;
            for (Span span : Sentences.spans(text.toString())) {
                assertTrue(text.substring(last, span.start()).isBlank(), "seed " + seed + ": " + text);
                assertTrue(span.length() > 0);
                last = span.end();
            }
            assertTrue(text.substring(last).isBlank(), "seed " + seed + ": " + text);
        }
    }

    @Test
    void an_empty_text_has_no_sentence() {
        assertEquals(List.of(), split(" \n "));
    }
}
