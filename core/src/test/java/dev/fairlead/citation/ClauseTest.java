package dev.fairlead.citation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clause numbers and titles, as references show them. */
final class ClauseTest {
    private static String label(String quote, String... path) {
        return new Cited()
                .quote(quote, path)
                .text("x [1]")
                .bibliography()
                .getFirst()
                .pinpoints()
                .getFirst()
                .label();
    }

    private static List<String> titles(Cited cited) {
        return cited.text("x").bibliography().stream().map(CitedSource::title).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4. Restrictions | s. 4",
                "4.2 No sublicensing | s. 4.2",
                "4.2. | s. 4.2",
                "4.2(b) Payment | s. 4.2(b)",
                "4.2 (b) (ii) Payment | s. 4.2(b)(ii)",
                "7) Term | s. 7",
                "Section 4.2 | s. 4.2",
                "SECTION 12 - NOTICES | s. 12",
                "Sec. 3 Fees | s. 3",
                "Clause 12.3(b) | cl. 12.3(b)",
                "ARTICLE IV | art. IV",
                "ARTICLE IV. TERM | art. IV",
                "Article 28 Processor | art. 28",
                "Art. 5 | art. 5",
                "§ 7 | § 7",
                "§433 Pflichten | § 433",
                "Schedule 2 | sch. 2",
                "SCHEDULE 2A: FEES | sch. 2A",
                "Exhibit A | ex. A",
                "Exhibit C-1 Fees | ex. C-1",
                "Annex III | annex III",
                "Appendix B - Forms | app. B",
                "Paragraph 6 | para. 6",
                "Part I | pt. I",
                "Chapter 3 | ch. 3",
                "Attachment 1 | att. 1",
                "IV. TERM | s. IV",
                "B. Recitals | s. B",
                "**4. Restrictions** | s. 4",
                "(c) Exceptions | s. (c)",
            })
    void a_heading_gives_its_number(String heading, String label) {
        assertEquals(label, label("Text.", heading));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024 Annual Report",
                "30 Day Returns",
                "12.03.2024 Minutes",
                "CIVIL. Liability",
                "Schedule of Fees",
                "SCHEDULE OF FEES",
                "Article about rents",
                "Part of the whole",
                "Sectional doors",
                "Annual leave",
            })
    void a_heading_without_a_number_gives_its_words(String heading) {
        assertEquals("\"" + heading + "\"", label("Text.", heading));
    }

    @Test
    void the_last_numbered_heading_counts() {
        assertEquals("s. 4.2", label("Text.", "Acme NDA", "4. Restrictions", "4.2 Copying"));
        assertEquals("s. 4", label("Text.", "4. Restrictions", "Export"));
        assertEquals("s. 4.2", label("Text.", "ARTICLE IV", "Section 4.2 Term"));
        assertEquals("s. 4.2", label("Text.", "ARTICLE IV TERM", "4.2 Renewal"));
        assertEquals("cl. 4.2", label("Text.", "Clause 4", "4.2 Renewal"));
    }

    @Test
    void what_a_number_means_nothing_without_stands_before_it() {
        assertEquals("sch. 2, s. 3", label("Text.", "Schedule 2", "3. Fees"));
        assertEquals("sch. 2, s. 2.1", label("Text.", "Schedule 2", "2.1 Fees"));
        assertEquals("art. IV, s. 12", label("Text.", "ARTICLE IV", "Section 12"));
        assertEquals("s. II.A", label("Text.", "II. Facts", "A. The lease"));
        assertEquals("pt. B, sch. 1, s. 4.1", label("Text.", "Part B", "Schedule 1", "4. Fees", "4.1 Rate"));
    }

    @Test
    void the_number_a_quote_begins_with_completes_it() {
        assertEquals("s. 4.2(b)", label("(b) is valid.", "4. Restrictions", "4.2 Consent"));
        assertEquals("s. 4.2(iii)", label("(iii) is valid.", "4.2 Consent"));
        assertEquals("s. 4.2(b)(ii)", label("(b) (ii) is valid.", "4.2 Consent"));
        assertEquals("s. 4.2(b)", label("(b) is valid.", "4.2(b) Consent"));
        assertEquals("sch. 2(b)", label("(b) is valid.", "Schedule 2"));
        assertEquals("s. 7.1", label("7.1 This Agreement takes effect.", "7. Term"));
        assertEquals("s. 7.1", label("**7.1** This Agreement takes effect.", "7. Term"));
        assertEquals("s. 7.1", label("7.1 This Agreement takes effect.", "7.1 Effect"));
        assertEquals("s. 4.2", label("4.2 Renewal.", "Section 4.2"));
        assertEquals("s. 1.1", label("1.1 Purpose means.", "Definitions"));
        assertEquals("\"Background\" (A)", label("(A) Acme designs.", "Background"));
        assertEquals("(1)", label("(1) Acme Limited."));
    }

    @Test
    void a_quantity_or_another_clause_a_quote_begins_with_is_not_its_number() {
        assertEquals("s. 9", label("2.5 million is the limit.", "9. Liability"));
        assertEquals("s. 9", label("Section 4.2 does not apply.", "9. Liability"));
        assertEquals("s. 9", label("(see above) it ends.", "9. Liability"));
        assertEquals("s. 9", label("12 months pass.", "9. Liability"));
    }

    @Test
    void the_page_stands_alone_where_nothing_else_is_known() {
        assertEquals("", label("Text."));
        Cited pages = new Cited().page(2).quote("a").page(4).quote("b").page(2).quote("c");
        assertEquals("x (Acme NDA, p. 2 and p. 4) y (Acme NDA, p. 2)", pages.legal("x [1][2] y [3]"));
    }

    @Test
    void the_title_as_a_heading_is_not_repeated() {
        assertEquals("", label("Text.", "ACME NDA"));
    }

    @Test
    void headings_of_the_same_words_in_different_places_are_different_clauses() {
        Cited cited = new Cited().quote("a", "Sales", "General").quote("b", "Service", "General");
        assertEquals(
                2, cited.text("x [1][2]").bibliography().getFirst().pinpoints().size());
    }

    @Test
    void the_file_name_in_brackets_behind_a_title_is_left_out() {
        assertEquals(
                List.of("Mutual Agreement"),
                titles(new Cited()
                        .in("a/acme-nda.md", "Mutual Agreement (acme nda)")
                        .quote("a")));
        assertEquals(
                List.of("Lease (draft)"),
                titles(new Cited().in("lease.md", "Lease (draft)").quote("a")));
    }

    @Test
    void a_document_without_a_title_is_called_by_its_file() {
        assertEquals(
                List.of("lease.txt"), titles(new Cited().in("a/lease.txt", " ").quote("a")));
        assertEquals(
                List.of("untitled document"),
                titles(new Cited().in("\u0001", "\u202E").quote("a")));
    }

    @Test
    void documents_of_one_title_are_told_apart() {
        Cited byName = new Cited()
                .in("a/acme-nda.md", "NDA (acme nda)")
                .quote("a")
                .in("a/zeta.md", "NDA (zeta)")
                .quote("b");
        assertEquals(List.of("NDA (acme nda)", "NDA (zeta)"), titles(byName));
        Cited byId = new Cited()
                .in("a/nda.md", "NDA")
                .quote("a")
                .in("b/nda.md", "NDA")
                .quote("b");
        assertEquals(List.of("NDA (a/nda.md)", "NDA (b/nda.md)"), titles(byId));
    }
}
