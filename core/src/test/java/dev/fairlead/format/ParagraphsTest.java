package dev.fairlead.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.fairlead.Citation;
import dev.fairlead.Draft;
import dev.fairlead.Landmark;
import dev.fairlead.Locator;
import dev.fairlead.Metadata;
import dev.fairlead.Passage;
import dev.fairlead.Span;
import dev.fairlead.citation.CitedText;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Pinpoints of quotes from numbered paragraphs that have no heading of their own. */
final class ParagraphsTest {
    private static final int OFFSET = 1_000;
    private static final String RETURN = "8. Return";
    private static final String TEXT = """
            ## 8. Return

            8.2 A director shall certify it.

            8.3 The Receiving Party may keep:

            (a) one archive copy. It stays in the safe; and

            (b) copies made by back-up, provided that

                (i) they are overwritten;

                (ii) nobody reads them.

            Nothing else may be kept.

            (h) last letters.

            (i) no numeral.
            """;

    private static Citation cite(String text, String quote, List<Landmark> landmarks, String... path) {
        Span span = new Span(OFFSET, OFFSET + text.length());
        Locator locator = new Locator("nda.md", "NDA", List.of(path), span, OptionalInt.of(2));
        Passage passage = new Passage("nda.md#0", locator, text, Metadata.empty(), landmarks);
        int at = OFFSET + text.indexOf(quote);
        Draft.Source source = new Draft.Source(passage, new Span(at, at + quote.length()));
        return FormatAdapter.adapt(new Draft.Quoted(List.of(source)))
                .citations()
                .getFirst();
    }

    private static List<String> path(String quote) {
        return cite(TEXT, quote, List.of(), RETURN).locator().sectionPath();
    }

    private static String label(String quote) {
        Citation citation = cite(TEXT, quote, List.of(), RETURN);
        return CitedText.of("x [1]", List.of(citation))
                .bibliography()
                .getFirst()
                .pinpoints()
                .getFirst()
                .label();
    }

    @Test
    void an_item_is_cited_with_its_paragraph() {
        assertEquals(List.of(RETURN, "8.3"), path("(a) one archive copy."));
        assertEquals("s. 8.3(a), p. 2", label("(a) one archive copy."));
        assertEquals("s. 8.3(b), p. 2", label("(b) copies made by back-up, provided that"));
    }

    @Test
    void a_further_sentence_of_an_item_is_of_that_item() {
        assertEquals("s. 8.3(a), p. 2", label("It stays in the safe; and"));
    }

    @Test
    void a_numeral_is_cited_with_the_letter_above_it() {
        assertEquals("s. 8.3(b)(i), p. 2", label("(i) they are overwritten;"));
        assertEquals("s. 8.3(b)(ii), p. 2", label("(ii) nobody reads them."));
    }

    @Test
    void text_after_a_list_is_of_the_paragraph() {
        assertEquals("s. 8.3, p. 2", label("Nothing else may be kept."));
    }

    @Test
    void the_letter_after_h_is_no_numeral() {
        assertEquals("s. 8.3(i), p. 2", label("(i) no numeral."));
    }

    @Test
    void a_paragraph_that_begins_with_its_number_is_cited_by_it() {
        assertEquals(List.of(RETURN, "8.2"), path("8.2 A director shall certify it."));
        assertEquals(List.of(RETURN, "8.3"), path("8.3 The Receiving Party may keep:"));
        assertEquals("s. 8.3, p. 2", label("8.3 The Receiving Party may keep:"));
        assertEquals("s. 8.2, p. 2", label("A director shall certify it."));
    }

    @Test
    void a_paragraph_of_another_section_is_not_taken() {
        String text = "7.4 Other text of the section before.\n\nAfter it.";
        assertEquals(
                List.of(RETURN),
                cite(text, "After it.", List.of(), RETURN).locator().sectionPath());
        String two = "8.1 One.\n\n## 9. Remedies\n\nDamages.";
        Landmark remedies = new Landmark(OFFSET + two.indexOf("##"), List.of("9. Remedies"), OptionalInt.empty());
        assertEquals(
                List.of("9. Remedies"),
                cite(two, "Damages.", List.of(remedies), RETURN).locator().sectionPath());
    }

    @Test
    void a_number_the_headings_say_is_not_said_again() {
        String text = "8.3 The Receiving Party may keep it. It must say so.";
        assertEquals(
                List.of(RETURN, "8.3"),
                cite(text, "It must say so.", List.of(), RETURN, "8.3")
                        .locator()
                        .sectionPath());
    }

    @Test
    void sections_of_a_schedule_and_of_a_text_without_numbered_headings_count() {
        String text = "1.1 The fee is due. It is 5 pounds.";
        assertEquals(
                List.of("Schedule 2", "1.1"),
                cite(text, "It is 5 pounds.", List.of(), "Schedule 2").locator().sectionPath());
        assertEquals(
                List.of("Fees", "1.1"),
                cite(text, "It is 5 pounds.", List.of(), "Fees").locator().sectionPath());
    }

    @Test
    void amounts_at_the_start_of_a_line_are_no_paragraphs() {
        String text = "The fee is\n8.5 percent a year. More is not due.";
        assertEquals(
                List.of(RETURN),
                cite(text, "More is not due.", List.of(), RETURN).locator().sectionPath());
    }

    @Test
    void thousands_of_items_take_no_long_time() {
        String text = "(i) a\n8.1 A\n(a) b\n".repeat(20_000) + "End.";
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> cite(text, "End.", List.of(), RETURN));
    }
}
