package dev.fairlead.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Locator;
import dev.fairlead.Metadata;
import dev.fairlead.Passage;
import dev.fairlead.Span;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class TokenEstimateTest {
    @Test
    void four_latin_characters_or_one_other_make_a_token() {
        assertEquals(0, TokenEstimate.of(""));
        assertEquals(1, TokenEstimate.of("abcd"));
        assertEquals(2, TokenEstimate.of("abcde"));
        assertEquals(2, TokenEstimate.of("über ä"));
        assertEquals(3, TokenEstimate.of("契約書"));
        assertEquals(7, TokenEstimate.of("договор"));
    }

    @Test
    void a_passage_counts_title_section_text_and_the_lines_around_it() {
        Locator at = new Locator("id", "Title of it", List.of("Section"), new Span(0, 8), OptionalInt.empty());
        Passage passage = new Passage("id#00001", at, "12345678", Metadata.empty());
        assertEquals(TokenEstimate.leastOf(1) + 3 + 2 + 2, TokenEstimate.of(passage));
        assertTrue(TokenEstimate.of(List.of(passage, passage)) >= TokenEstimate.leastOf(2));
    }
}
