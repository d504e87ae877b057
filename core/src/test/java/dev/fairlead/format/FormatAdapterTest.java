package dev.fairlead.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.Citation;
import dev.fairlead.Draft;
import dev.fairlead.Evidences;
import dev.fairlead.Passage;
import dev.fairlead.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FormatAdapterTest {
    private static final List<Passage> PASSAGES = List.of(
            Evidences.passage("a.md", "", "Rent is due on Monday. The deposit is 500 pounds."),
            Evidences.passage("b.md", "", "Notice is thirty days."),
            Evidences.passage("c.md", "", "The law is Scottish [2]."));

    private static FormattedDraft written(String text) {
        List<Draft.Source> offered = PASSAGES.stream()
                .map(passage -> new Draft.Source(passage, passage.locator().span()))
                .toList();
        return FormatAdapter.adapt(new Draft.Written(text, offered, "m", new Draft.Usage(0, 0)));
    }

    private static List<String> documents(FormattedDraft formatted) {
        return formatted.citations().stream()
                .map(citation -> citation.locator().documentId())
                .toList();
    }

    @Test
    void markers_are_renumbered_in_order_of_first_appearance() {
        FormattedDraft formatted = written("Scottish law [3]. Thirty days [2]. Scottish law again [3].");
        assertEquals("Scottish law [1]. Thirty days [2]. Scottish law again [1].", formatted.text());
        assertEquals(List.of("c.md", "b.md"), documents(formatted));
        assertEquals(
                List.of(1, 2),
                formatted.citations().stream().map(Citation::number).toList());
    }

    @Test
    void a_marker_that_resolves_to_nothing_is_removed_and_reported() {
        FormattedDraft formatted = written("Thirty days [2][9]. Or so [0].");
        assertEquals("Thirty days [1]. Or so.", formatted.text());
        assertEquals(List.of("[9]", "[0]"), formatted.removedMarkers());
    }

    @Test
    void lists_and_ranges_of_markers_are_taken_apart() {
        assertEquals("x [1] [2]", written("x [2, 3]").text());
        assertEquals(List.of("a.md", "b.md", "c.md"), documents(written("x [1-3]")));
        assertEquals(List.of("[9999]"), written("x [2-9999]").removedMarkers());
        assertEquals(List.of("b.md"), documents(written("x [Passage 2]")));
    }

    @Test
    void the_quote_is_the_sentence_that_carries_the_claim() {
        assertEquals(
                List.of("The deposit is 500 pounds.", "Rent is due on Monday."),
                written("The deposit is 500 [1]. Rent falls due on Monday [1].").citations().stream()
                        .map(Citation::quote)
                        .toList());
    }

    @Test
    void brackets_that_are_no_markers_stay() {
        FormattedDraft formatted = written("The price is [***] per unit [2] (see [Annex A]).");
        assertEquals("The price is [***] per unit [1] (see [Annex A]).", formatted.text());
    }

    @Test
    void a_text_without_markers_cites_nothing() {
        assertEquals(List.of(), written("Thirty days.").citations());
    }

    @Test
    void quotes_keep_their_own_brackets_and_exact_characters() {
        Passage passage = PASSAGES.get(2);
        FormattedDraft formatted = FormatAdapter.adapt(new Draft.Quoted(
                List.of(new Draft.Source(passage, passage.locator().span()))));
        assertEquals("The law is Scottish [2]. [1]", formatted.text());
        assertEquals(
                "The law is Scottish [2].", formatted.citations().getFirst().quote());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`rates[1]` and ``a`[2]``",
                "`[2]` is a list",
                "rates[0] is the first",
                "rates[0][1] is the second",
                "m[i][1] is the second",
                "daily_rates[1] is one",
                "dailyRates[2] is one",
                "$rates[2] is one",
                "rates[1].net is one",
                "rates[1] = 5",
                "rates[1][i] is one",
                "```java\nint x = y [1];\n```",
                "~~~\ny [1]\n```\ny [2]",
            })
    void code_is_no_marker(String code) {
        FormattedDraft formatted = written("Thirty days [2].\n" + code);
        assertEquals("Thirty days [1].\n" + code, formatted.text());
        assertEquals(List.of("b.md"), documents(formatted));
        assertEquals(List.of(), formatted.removedMarkers());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thirty days[2].",
                "The fee is 500[2].",
                "Says PayPal[2], so it is.",
                "Says iPhone[2].",
                "(the \u201CTenant\u201D)[2].",
                "Done.[2] Then more.",
                "_Thirty days_[2].",
                "a ` b[2] and no code",
                "one `x` two[2] three `y`",
                "a ` b\n\nc ` d[2]",
                "costs $500[2].",
            })
    void a_marker_without_a_space_before_it_is_a_marker(String text) {
        assertEquals(text.replace("[2]", " [1]"), written(text).text());
        assertEquals(List.of("b.md"), documents(written(text)));
    }

    @Test
    void an_index_beyond_the_passages_that_is_no_code_is_removed() {
        assertEquals("Thirty days [1].", written("Thirty days[2][9].").text());
        assertEquals(List.of("[9]"), written("Thirty days[9].").removedMarkers());
    }

    @Test
    void a_source_outside_its_passage_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Draft.Source(PASSAGES.get(1), new Span(0, 5)));
    }
}
