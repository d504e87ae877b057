package dev.fairlead.retrieval.parsing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Document.Format;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files that somebody or something has damaged. */
final class HostileParsingTest {
    private static final String BODY =
            SampleDocx.styled("Heading1", "One") + SampleDocx.numbered(1, 1, "two") + SampleDocx.table("a|b", "c|d");

    private static byte[] pdf() {
        try (SamplePdf pdf = new SamplePdf()) {
            pdf.page("BERTH LEASE", "", "1. Definitions", "a|b|c", "1.1 Berth. The berth is seven.");
            pdf.page("2. Rent", "", "2.1 Rent. Nine.");
            pdf.bookmark("2. Rent", 2).addLast(pdf.item("2.1", 2));
            return pdf.title("Lease").bytes();
        }
    }

    /** Whatever comes of it, it comes as a value whose parts fit each other. */
    private static void requireResult(byte[] bytes, Format format, String seed) {
        switch (DocumentParser.parse(bytes, format)) {
            case Parsed.Text text -> assertFalse(text.content().text().isBlank(), seed);
            case Parsed.Unreadable unreadable -> {
                assertFalse(unreadable.reason().isBlank(), seed);
                assertTrue(unreadable.reason().length() < 400, seed);
            }
        }
    }

    @Test
    void damaged_bytes_end_in_a_text_or_in_a_reason() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<byte[]> files = List.of(
                pdf(),
                SampleDocx.of(BODY),
                "<h1>a</h1><ul><li>b</ul><table><tr><td>c</table>".getBytes(StandardCharsets.UTF_8));
        List<Format> formats = List.of(Format.PDF, Format.DOCX, Format.HTML);
        for (int round = 0; round < 300; round++) {
            for (int kind = 0; kind < 3; kind++) {
                byte[] bytes = files.get(kind).clone();
                for (int hits = random.nextInt(8); hits >= 0; hits--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
                requireResult(Arrays.copyOf(bytes, length), formats.get(kind), "seed " + seed + ", round " + round);
            }
        }
    }

    @Test
    void a_word_file_of_torn_xml_ends_in_a_text_or_in_a_reason() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            StringBuilder body = new StringBuilder(BODY);
            int from = random.nextInt(body.length());
            int to = Math.min(body.length(), from + random.nextInt(200));
            body.insert(random.nextInt(body.length()), body.substring(from, to));
            requireResult(SampleDocx.of(body.toString()), Format.DOCX, "seed " + seed + ", round " + round);
        }
    }

    @Test
    void a_file_under_another_ending_is_broken() {
        byte[] pdf = pdf();
        assertTrue(Parsing.reason(pdf, Format.DOCX).startsWith("a broken .docx"));
        assertTrue(Parsing.reason(SampleDocx.of(BODY), Format.PDF).startsWith("a broken .pdf"));
        assertTrue(Parsing.reason("Plain text.".getBytes(StandardCharsets.UTF_8), Format.PDF)
                .startsWith("a broken .pdf"));
    }

    @Test
    void characters_no_text_holds_never_enter_it() {
        assertEquals(
                "a\uFFFDb\uD83D\uDE00",
                Parsing.html("<p>a&#xD800;b\u0002\uD83D\uDE00</p>").content().text());
    }

    @Test
    void endings_are_known_whatever_their_case() {
        assertEquals(Optional.of(Format.PDF), DocumentParser.format("a.b.PDF"));
        assertEquals(Optional.of(Format.HTML), DocumentParser.format("index.htm"));
        assertEquals(Optional.empty(), DocumentParser.format("pdf"));
        assertEquals(Optional.empty(), DocumentParser.format("a.doc"));
        assertEquals(Optional.empty(), DocumentParser.format("a.pdf.meta.json"));
        for (String ending : DocumentParser.ENDINGS.split(", | or ", -1)) {
            assertTrue(DocumentParser.format("x" + ending).isPresent(), ending);
        }
    }
}
