package dev.fairlead.citation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Answer;
import dev.fairlead.Citation;
import dev.fairlead.Draft;
import dev.fairlead.Evidences;
import dev.fairlead.Passage;
import dev.fairlead.Route;
import dev.fairlead.Trace;
import dev.fairlead.format.FormatAdapter;
import dev.fairlead.format.FormattedDraft;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CitedTextTest {
    private static final String SECTION_4 = "4. Restrictions";
    private static final String SECTION_4_2 = "4.2 Copying";

    private static Cited nda() {
        return new Cited().in("contracts/nda.md", "Acme NDA");
    }

    @Test
    void numeric_style_keeps_numbers_in_the_text_and_tells_them_below() {
        CitedText cited = nda().page(3)
                .quote("(b) no copies.", SECTION_4, SECTION_4_2)
                .page(5)
                .quote("Thirty days.", "7. Term")
                .text("No copies [1]. Notice is thirty days [2].");
        assertEquals("""
                No copies [1]. Notice is thirty days [2].

                Sources
                Acme NDA (contracts/nda.md)
                  [1] s. 4.2(b), p. 3: "(b) no copies."
                  [2] s. 7, p. 5: "Thirty days.\"""", cited.plainText());
    }

    @Test
    void legal_style_puts_title_clause_and_page_in_parentheses_where_the_marker_stood() {
        CitedText cited = nda().page(3)
                .quote("(b) no copies.", SECTION_4, SECTION_4_2)
                .text("No copies [1].")
                .style(CitationStyle.LEGAL_CLAUSE);
        assertEquals("""
                No copies (Acme NDA, s. 4.2(b), p. 3).

                Sources
                Acme NDA (contracts/nda.md)
                  s. 4.2(b), p. 3: "(b) no copies.\"""", cited.plainText());
    }

    @Test
    void clauses_cited_together_share_the_name_of_their_document() {
        Cited cited = nda().quote("a", SECTION_4, SECTION_4_2)
                .quote("b", "7. Term")
                .in("lease.md", "Lease")
                .quote("c", "Schedule 2");
        assertEquals("So it is (Acme NDA, ss. 4.2 and 7; Lease, sch. 2).", cited.legal("So it is [1] [2][3]."));
        assertEquals("So it is (Acme NDA, ss. 4.2 and 7).", cited.legal("So it is [1, 2]."));
    }

    @Test
    void pages_keep_clauses_apart_in_a_shared_reference() {
        Cited cited = nda().page(3).quote("a", SECTION_4).page(5).quote("b", "7. Term");
        assertEquals("So (Acme NDA, s. 4, p. 3 and s. 7, p. 5).", cited.legal("So [1][2]."));
    }

    @Test
    void quotes_from_one_clause_are_one_source_and_one_number() {
        CitedText cited = nda().page(3)
                .quote("One.", SECTION_4_2)
                .quote("Other.", "7. Term")
                .page(4)
                .quote("Two.", SECTION_4_2)
                .text("One [1] [3]. Other [2]. Two [3].");
        assertEquals("One [1]. Other [2]. Two [1].", cited.withoutSources().plainText());
        assertEquals(
                List.of("s. 4.2, pp. 3-4", "s. 7, p. 3"),
                cited.bibliography().getFirst().pinpoints().stream()
                        .map(CitedSource.Pinpoint::label)
                        .toList());
        assertEquals(
                "One (Acme NDA, s. 4.2, pp. 3-4). Other (Acme NDA, s. 7, p. 3). Two (Acme NDA, s. 4.2, p. 4).",
                cited.style(CitationStyle.LEGAL_CLAUSE).withoutSources().plainText());
    }

    @Test
    void every_marker_of_a_numeric_text_is_a_number_of_the_bibliography() {
        CitedText cited = nda().quote("a", "1. A")
                .in("b.md", "B")
                .quote("b", "1. A")
                .in("contracts/nda.md", "Acme NDA")
                .quote("c", "1. A")
                .quote("d", "2. D")
                .text("a [1] b [2] c [3] d [4]");
        assertEquals("a [1] b [2] c [1] d [3]", cited.withoutSources().plainText());
        assertEquals(
                List.of(List.of(1, 3), List.of(2)),
                cited.bibliography().stream()
                        .map(source -> source.pinpoints().stream()
                                .map(CitedSource.Pinpoint::number)
                                .toList())
                        .toList());
    }

    @Test
    void the_bibliography_holds_each_document_once_with_the_citations_themselves() {
        Cited quotes = nda().quote("a", "1. A").quote("b", "2. B").quote("c", "1. A");
        List<CitedSource> sources = quotes.text("x [1] [2] [3]").bibliography();
        assertEquals(1, sources.size());
        assertEquals("contracts/nda.md", sources.getFirst().documentId());
        assertEquals(
                List.of("a", "c"),
                sources.getFirst().pinpoints().getFirst().citations().stream()
                        .map(Citation::quote)
                        .toList());
    }

    @Test
    void a_json_answer_lists_its_sources_by_field() {
        String json = "{\"law\": \"England\", \"months\": [12, 1]}";
        CitedText cited = nda().field("/law")
                .quote("English law.", "9. Law")
                .field("/months/0")
                .quote("Twelve.", "7. Term")
                .field("/months/1")
                .quote("Twelve.", "7. Term")
                .text(json);
        assertEquals(json + """


                Sources
                /law
                  Acme NDA (contracts/nda.md), s. 9: "English law."
                /months/0
                  Acme NDA (contracts/nda.md), s. 7: "Twelve."
                /months/1
                  Acme NDA (contracts/nda.md), s. 7: "Twelve.\"""", cited.plainText());
        assertEquals(
                List.of("/months/0", "/months/1"),
                cited.bibliography().getFirst().pinpoints().get(1).fields());
        assertTrue(cited.markdown().startsWith("```json\n" + json + "\n```\n\nSources\n\n- /law\n  - Acme NDA"));
    }

    @Test
    void an_answer_of_quotes_does_not_repeat_them_and_keeps_brackets_of_the_documents() {
        Passage passage = Evidences.passage("c.md", "3. Law", "The law is Scottish [2].");
        Passage other = Evidences.passage("d.md", "4. Rent", "Rent is due.");
        FormattedDraft formatted = FormatAdapter.adapt(new Draft.Quoted(List.of(
                new Draft.Source(passage, passage.locator().span()),
                new Draft.Source(other, other.locator().span()))));
        CitedText cited = CitedText.of(formatted.text(), formatted.citations());
        assertEquals("""
                The law is Scottish [2]. (c.md, s. 3)
                Rent is due. (d.md, s. 4)

                Sources
                c.md
                  s. 3
                d.md
                  s. 4""", cited.style(CitationStyle.LEGAL_CLAUSE).plainText());
    }

    @Test
    void an_answer_without_citations_is_its_text() {
        Answer.Answered hello = new Answer.Answered(
                "Hello [1].",
                List.of(),
                new Route.Direct(new Route.Ground("small_talk", 1, "")),
                new Trace("hash", Optional.empty(), List.of(), Duration.ZERO));
        CitedText cited = CitedText.of(hello);
        assertEquals("Hello [1].", cited.plainText());
        assertEquals("Hello [1].", cited.toString());
        assertEquals("Hello \\[1\\].", cited.markdown());
        assertEquals(List.of(), cited.bibliography());
    }

    @Test
    void code_in_the_text_is_no_reference() {
        assertEquals(
                "Use `rates[1]` or daily_rates[1] (Acme NDA, s. 4).",
                nda().quote("a", SECTION_4).legal("Use `rates[1]` or daily_rates[1] [1]."));
    }

    @Test
    void a_number_no_citation_has_is_left_alone() {
        assertEquals("See [7] (Acme NDA).", nda().quote("a").legal("See [7] [1]."));
    }

    @Test
    void a_reference_inside_parentheses_of_the_text_needs_none_of_its_own() {
        assertEquals(
                "Thirty days (Acme NDA, s. 4).", nda().quote("a", SECTION_4).legal("Thirty days ([1])."));
    }

    @Test
    void markers_at_the_start_of_a_text_or_line_get_no_space_before_them() {
        Cited cited = nda().quote("a", SECTION_4);
        assertEquals("(Acme NDA, s. 4) says so.\n(Acme NDA, s. 4)", cited.legal("[1] says so.\n[1]"));
    }

    @Test
    void a_long_quote_is_cut_in_the_list_and_whole_in_the_bibliography() {
        String quote = "word ".repeat(100) + "end";
        CitedText cited = nda().quote(quote, SECTION_4).text("x [1]");
        assertTrue(cited.plainText().endsWith("word ...\""));
        assertEquals(
                quote,
                cited.bibliography()
                        .getFirst()
                        .pinpoints()
                        .getFirst()
                        .citations()
                        .getFirst()
                        .quote());
    }

    @Test
    void markdown_nests_the_places_under_their_source() {
        CitedText cited = nda().quote("a *b*", SECTION_4).text("x [1]\ny\n\nz");
        assertEquals("""
                x \\[1\\]\\
                y

                z

                Sources

                - Acme NDA (contracts/nda.md)
                  - \\[1\\] s. 4: "a \\*b\\*\"""", cited.markdown());
    }

    @Test
    void a_pinpoint_without_citation_or_number_is_refused() {
        List<Citation> one = nda().quote("a").all();
        assertThrows(IllegalArgumentException.class, () -> new CitedSource.Pinpoint(1, "", List.of()));
        assertThrows(IllegalArgumentException.class, () -> new CitedSource.Pinpoint(0, "", one));
    }

    @Test
    void styles_say_their_name() {
        assertEquals("numeric", CitationStyle.NUMERIC.toString());
        assertEquals("legal clause", CitationStyle.LEGAL_CLAUSE.toString());
    }
}
