package dev.fairlead.retrieval.parsing;

import static dev.fairlead.retrieval.parsing.SampleDocx.numbered;
import static dev.fairlead.retrieval.parsing.SampleDocx.paragraph;
import static dev.fairlead.retrieval.parsing.SampleDocx.run;
import static dev.fairlead.retrieval.parsing.SampleDocx.styled;
import static dev.fairlead.retrieval.parsing.SampleDocx.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Document.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;

final class DocxParserTest {
    private static String text(String... body) {
        return Parsing.text(SampleDocx.of(String.join("", body)), Format.DOCX);
    }

    @Test
    void headings_come_from_styles_those_based_on_others_included() {
        byte[] docx = SampleDocx.of(styled("Title", "Supply Agreement")
                + styled("Heading1", "Scope")
                + paragraph("Goods.")
                + styled("Mine", "Exceptions")
                + paragraph("None.")
                + "<w:p><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr>" + run("By hand") + "</w:p>"
                + styled("Loop", "Body"));
        Parsed.Text parsed = Parsing.read(docx, Format.DOCX);
        assertEquals(List.of("1 Supply Agreement", "1 Scope", "2 Exceptions", "3 By hand"), Parsing.headings(parsed));
        assertEquals(Optional.of("Supply Agreement"), parsed.title());
        assertEquals(List.of(), parsed.content().layout().pages());
    }

    @Test
    void clauses_carry_the_numbers_word_shows() {
        assertEquals(
                "1. Term\n\n1.1 Five years.\n\n1.2 Renewal:\n\n(a) once;\n\n(b) twice.\n\nI) deep\n\n2. Fees\n\n2.1 None."
                        + "\n\n2.2 By style.",
                text(
                        numbered(1, 0, "Term"),
                        numbered(1, 1, "Five years."),
                        numbered(1, 1, "Renewal:"),
                        numbered(1, 2, "once;"),
                        numbered(1, 2, "twice."),
                        numbered(1, 3, "deep"),
                        numbered(1, 0, "Fees"),
                        numbered(1, 1, "None."),
                        styled("Clause", "By style.")));
    }

    @Test
    void a_numbering_may_begin_again_and_bullets_are_a_list() {
        assertEquals(
                "1. One\n\n10. Ten\n\n11. Eleven\n\n- a\n- b\n\nEnd.",
                text(
                        numbered(1, 0, "One"),
                        numbered(3, 0, "Ten"),
                        numbered(3, 0, "Eleven"),
                        numbered(2, 0, "a"),
                        numbered(2, 0, "b"),
                        paragraph("End.")));
    }

    @Test
    void a_table_row_is_a_line() {
        assertEquals(
                "Fees:\n\nItem | Price\nCable | 12.00\n| 3.00\n\nEnd.",
                text(paragraph("Fees:"), table("Item|Price", "Cable|12.00", "|3.00", "|"), paragraph("End.")));
    }

    @Test
    void a_table_in_a_cell_becomes_part_of_the_cell() {
        String outer = "<w:tbl><w:tr><w:tc>" + paragraph("Left") + "</w:tc><w:tc>" + table("a|b", "c|d")
                + paragraph("after") + "</w:tc></w:tr></w:tbl>";
        assertEquals("Left | a, b ; c, d after", text(outer));
    }

    @Test
    void deleted_hidden_and_computed_text_is_left_out_and_inserted_text_kept() {
        assertEquals(
                "Rent is 200 EUR, see 4.",
                text("<w:p>" + run("Rent is ")
                        + "<w:del><w:r><w:delText>100</w:delText></w:r></w:del><w:ins>" + run("200") + "</w:ins>"
                        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
                        + run(" EUR, see ")
                        + "<w:r><w:fldChar/><w:instrText>REF x</w:instrText></w:r>" + run("4.")
                        + "<w:moveFrom>" + run("gone") + "</w:moveFrom></w:p>"));
    }

    @Test
    void a_deleted_paragraph_or_row_counts_and_shows_nothing() {
        String deleted =
                "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:rPr><w:del/></w:rPr>"
                        + "</w:pPr><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>";
        String row = "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + paragraph("old") + "</w:tc></w:tr><w:tr><w:tc>"
                + paragraph("new") + "</w:tc></w:tr></w:tbl>";
        assertEquals("1. One\n\n2. Two\n\nnew", text(numbered(1, 0, "One"), deleted, numbered(1, 0, "Two"), row));
    }

    @Test
    void line_breaks_tabs_and_joined_words_are_kept() {
        assertEquals(
                "a\tb\nc-d",
                text(
                        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>"));
    }

    @Test
    void content_controls_and_links_are_read_and_the_older_twin_of_a_drawing_is_not() {
        assertEquals(
                "Party: Acme here\n\nbox\n\nafter",
                text(
                        "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:p>" + run("Party: ")
                                + "<w:hyperlink>" + run("Acme") + "</w:hyperlink>" + run(" here")
                                + "</w:p></w:sdtContent></w:sdt>",
                        "<w:p><w:r><AlternateContent><Choice><txbxContent>" + paragraph("box")
                                + "</txbxContent></Choice><Fallback>" + paragraph("box")
                                + "</Fallback></AlternateContent></w:r>" + run("after") + "</w:p>"));
    }

    @Test
    void what_poi_writes_itself_is_read() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XWPFDocument document = new XWPFDocument()) {
            document.createParagraph().createRun().setText("First line of all");
            document.createTable(2, 2).getRow(1).getCell(1).setText("cell");
            document.write(bytes);
        }
        Parsed.Text parsed = Parsing.read(bytes.toByteArray(), Format.DOCX);
        assertEquals("First line of all\n\n| cell", parsed.content().text());
        assertEquals(Optional.of("First line of all"), parsed.title());
        String parser = parsed.content().layout().parser();
        assertTrue(parser.matches("poi/\\d+\\.\\d+\\.\\d+ fairlead/\\d+"), parser);
    }

    @Test
    void the_title_is_the_property_where_no_paragraph_is_one() {
        byte[] docx = SampleDocx.of("Acme NDA", paragraph("This Agreement is made."));
        assertEquals(Optional.of("Acme NDA"), Parsing.read(docx, Format.DOCX).title());
    }

    @Test
    void locked_old_and_broken_files_are_told_apart() {
        byte[] docx = SampleDocx.of(paragraph("Text."));
        assertEquals(
                "encrypted: it opens with a password only", Parsing.reason(SampleDocx.encrypted(docx), Format.DOCX));
        assertEquals("empty: holds no text", Parsing.reason(new byte[0], Format.DOCX));
        assertEquals("empty: holds no text", Parsing.reason(SampleDocx.of("<w:p/>"), Format.DOCX));
        byte[] nonsense = SampleDocx.zip(Map.of("a.txt", "x"));
        assertTrue(Parsing.reason(nonsense, Format.DOCX).startsWith("a broken .docx"));
        byte[] truncated = java.util.Arrays.copyOf(docx, docx.length / 2);
        assertTrue(Parsing.reason(truncated, Format.DOCX).startsWith("a broken .docx"));
        String malformed = Parsing.reason(SampleDocx.of("<w:p>"), Format.DOCX);
        assertTrue(malformed.contains("not well-formed"), malformed);
    }

    @Test
    void a_small_file_that_unpacks_without_end_is_refused() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("word/document.xml", " ".repeat(100 << 20));
        byte[] bomb = SampleDocx.zip(parts);
        assertTrue(bomb.length < 1 << 20);
        assertEquals("unpacks to more than 96 MB", Parsing.reason(bomb, Format.DOCX));
    }

    @Test
    void nesting_without_end_is_refused() {
        String tables = "<w:tbl><w:tr><w:tc>".repeat(5_000) + "</w:tc></w:tr></w:tbl>".repeat(5_000);
        String reason = Parsing.reason(SampleDocx.of(tables), Format.DOCX);
        assertTrue(reason.startsWith("a broken .docx"), reason);
    }

    @Test
    void no_file_outside_is_read() {
        String body = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><p><r><t>&e;</t></r></p>";
        String reason = Parsing.reason(SampleDocx.with(Map.of("word/document.xml", body)), Format.DOCX);
        assertTrue(reason.startsWith("a broken .docx") || reason.startsWith("empty"), reason);
    }
}
