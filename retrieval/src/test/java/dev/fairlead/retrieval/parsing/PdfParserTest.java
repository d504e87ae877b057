package dev.fairlead.retrieval.parsing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Document.Format;
import dev.fairlead.Metadata;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.junit.jupiter.api.Test;

final class PdfParserTest {
    @Test
    void paragraphs_are_apart_by_a_blank_line_and_lines_stay_lines() {
        byte[] pdf = SamplePdf.of("BERTH LEASE", "", "This lease is made between", "Acme and Beta.", "", "Second.");
        assertEquals(
                "BERTH LEASE\n\nThis lease is made between\nAcme and Beta.\n\nSecond.", Parsing.text(pdf, Format.PDF));
    }

    @Test
    void columns_of_a_row_stand_on_one_line_apart_by_a_tab() {
        byte[] pdf = SamplePdf.of("Item|Price|Note", "Cable|12.00|per metre", "Long words stay words.");
        assertEquals(
                "Item\tPrice\tNote\nCable\t12.00\tper metre\nLong words stay words.", Parsing.text(pdf, Format.PDF));
    }

    @Test
    void every_page_is_known_by_where_it_begins() {
        byte[] pdf = SamplePdf.of(List.of(List.of("Alpha."), List.of("Beta."), List.of(), List.of("Gamma.")));
        Parsed.Text parsed = Parsing.read(pdf, Format.PDF);
        assertEquals(List.of("1 Alpha.", "2 Beta.", "4 Gamma."), Parsing.pages(parsed));
        assertEquals(Metadata.of("pages", 4).with("pagesWithoutText", 1), parsed.facts());
    }

    @Test
    void a_sentence_runs_on_from_page_to_page_and_a_new_one_begins_apart() {
        byte[] pdf = SamplePdf.of(List.of(
                List.of("The tenant pays the rent"), List.of("on the first of May."), List.of("ARTICLE II", "Term.")));
        assertEquals(
                "The tenant pays the rent\non the first of May.\n\nARTICLE II\nTerm.", Parsing.text(pdf, Format.PDF));
    }

    @Test
    void what_runs_along_the_pages_stands_once_and_bare_page_numbers_not_at_all() {
        List<List<String>> pages = IntStream.rangeClosed(1, 5)
                .mapToObj(page -> List.of(
                        "Acme NDA - Confidential",
                        "Body of part " + (char) ('A' + page) + " goes",
                        "on and by " + (char) ('A' + page),
                        "- " + page + " -"))
                .toList();
        String text = Parsing.text(SamplePdf.of(pages), Format.PDF);
        assertEquals(1, text.split("Acme NDA - Confidential", -1).length - 1, text);
        assertFalse(text.contains("- 3 -"), text);
        assertTrue(text.contains("Body of part D goes\non and by D"), text);
    }

    @Test
    void lines_of_a_table_that_differ_by_their_numbers_are_no_footers() {
        List<List<String>> pages = IntStream.rangeClosed(1, 6)
                .mapToObj(page ->
                        List.of("Item " + (100 + page * 7) + " costs " + page * 3, "x", "y", "" + page * page * 11))
                .toList();
        String text = Parsing.text(SamplePdf.of(pages), Format.PDF);
        IntStream.rangeClosed(1, 6).forEach(page -> {
            assertTrue(text.contains("Item " + (100 + page * 7) + " costs"), text);
            assertTrue(text.lines().anyMatch(("" + page * page * 11)::equals), text);
        });
    }

    @Test
    void bookmarks_whose_words_stand_on_their_page_are_headings() {
        try (SamplePdf pdf = new SamplePdf()) {
            pdf.page("Mutual Agreement", "", "Definitions", "Words mean things.");
            pdf.page("Term and", "Termination", "", "Survival", "It survives.");
            PDOutlineItem top = pdf.bookmark("Mutual Agreement", 1);
            top.addLast(pdf.item("Definitions", 1));
            top.addLast(pdf.item("Nowhere in the text", 2));
            pdf.bookmark("Survival", 2);
            Parsed.Text parsed = Parsing.read(pdf.bytes(), Format.PDF);
            assertEquals(List.of("1 Mutual Agreement", "2 Definitions", "1 Survival"), Parsing.headings(parsed));
        }
    }

    @Test
    void bookmarks_in_a_circle_end() {
        try (SamplePdf pdf = new SamplePdf()) {
            pdf.page("One", "Two");
            PDOutlineItem one = pdf.bookmark("One", 1);
            one.getCOSObject().setItem(COSName.NEXT, one);
            one.getCOSObject().setItem(COSName.FIRST, one);
            assertEquals(List.of("1 One"), Parsing.headings(Parsing.read(pdf.bytes(), Format.PDF)));
        }
    }

    @Test
    void the_title_is_the_property_or_else_the_first_line() {
        for (String title : List.of("Acme NDA", "Microsoft Word - draft.doc", "nda_final.docx", " ", "Untitled 1")) {
            try (SamplePdf pdf = new SamplePdf()) {
                byte[] bytes = pdf.page("Berth Lease", "", "Text follows.")
                        .title(title)
                        .bytes();
                assertEquals(
                        Optional.of(title.equals("Acme NDA") ? title : "Berth Lease"),
                        Parsing.read(bytes, Format.PDF).title());
            }
        }
    }

    @Test
    void the_parser_and_its_version_are_named() {
        String parser = Parsing.read(SamplePdf.of("Text."), Format.PDF)
                .content()
                .layout()
                .parser();
        assertTrue(parser.matches("pdfbox/\\d+\\.\\d+\\.\\d+ fairlead/\\d+"), parser);
    }

    @Test
    void pictures_without_text_ask_for_ocr_and_an_empty_file_is_empty() {
        try (SamplePdf scanned = new SamplePdf();
                SamplePdf blank = new SamplePdf()) {
            assertEquals(
                    "no text layer: a scanned document needs OCR first",
                    Parsing.reason(scanned.picture().picture().bytes(), Format.PDF));
            assertEquals("empty: holds no text", Parsing.reason(blank.page().bytes(), Format.PDF));
        }
    }

    @Test
    void a_locked_file_is_named_so_and_one_locked_for_changes_only_is_read() {
        try (SamplePdf locked = new SamplePdf();
                SamplePdf readable = new SamplePdf()) {
            assertEquals(
                    "encrypted: it opens with a password only",
                    Parsing.reason(
                            locked.page("Secret.").encrypt("owner", "user").bytes(), Format.PDF));
            byte[] bytes = readable.page("Public.").encrypt("owner", "").bytes();
            assertEquals("Public.", Parsing.text(bytes, Format.PDF));
        }
    }

    @Test
    void a_stream_that_unpacks_without_end_is_refused_before_it_fills_the_memory() throws IOException {
        try (SamplePdf pdf = new SamplePdf()) {
            pdf.page("Text.");
            PDStream bomb = new PDStream(pdf.document());
            try (var out = bomb.createOutputStream(COSName.FLATE_DECODE)) {
                byte[] zeros = new byte[1 << 20];
                for (int i = 0; i < 70; i++) {
                    out.write(zeros);
                }
            }
            pdf.document().getPage(0).setContents(bomb);
            byte[] bytes = pdf.bytes();
            assertTrue(bytes.length < 1 << 20);
            assertEquals("a part of it unpacks to more than 64 MB", Parsing.reason(bytes, Format.PDF));
        }
    }

    @Test
    void the_text_is_the_same_each_time() {
        byte[] pdf = SamplePdf.of("A|B", "", "Text.");
        assertEquals(Parsing.read(pdf, Format.PDF), Parsing.read(pdf, Format.PDF));
    }
}
