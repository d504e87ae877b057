package dev.fairlead.retrieval.chunking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Document;
import dev.fairlead.retrieval.WordEncoder;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HeaderTest {
    private static final String OPENING = """
            Exhibit 10.5

            DISTRIBUTOR AGREEMENT

            This Distributor Agreement (the "Agreement") is made as of the 31st day of March, 2000, by and between Airspan
            Networks Incorporated, a company incorporated under the laws of the State of Washington having its principal
            office at 777 108th Avenue NE, Suite 1895, Bellevue ("Airspan"), and Glocall, Inc., a Delaware corporation
            with offices in Manila (the "Distributor"). Whereas Airspan makes radios, they agree as follows.
            """;
    private static final String CLAUSE = "The appointment ends five years after the date above, unless it is renewed. ";

    private final WordEncoder encoder = new WordEncoder();

    private List<Chunk> chunks(String title, String text, Chunking.Header header) {
        Document document = Document.of("d", text).withTitle(title);
        return new Chunker(Chunking.sentences(200, 0).withHeader(header), encoder).chunks(document);
    }

    private String lastHeader(String text, Chunking.Header header) {
        return chunks("Radio", text, header).getLast().header();
    }

    @Test
    void a_bare_passage_has_no_header() {
        for (Chunk chunk : chunks("Radio", OPENING + CLAUSE.repeat(60), Chunking.Header.NONE)) {
            assertEquals("", chunk.header());
        }
        assertEquals(
                "",
                new Chunker(Chunking.whole().withHeader(Chunking.Header.NONE), encoder)
                        .chunks(Document.of("d", "text").withTitle("T"))
                        .getFirst()
                        .header());
    }

    @Test
    void every_passage_of_a_contract_says_between_whom_it_is_made() {
        String text = OPENING + "\n1. Term. " + CLAUSE.repeat(60);
        List<Chunk> chunks = chunks("Radio", text, Chunking.Header.PARTIES);
        assertTrue(chunks.size() > 2);
        for (Chunk chunk : chunks) {
            assertTrue(
                    chunk.header()
                            .endsWith(
                                    "\nbetween Airspan Networks Incorporated (\"Airspan\"), and Glocall, Inc. (the \"Distributor\")."),
                    chunk.header());
            assertTrue(chunk.header().startsWith("Radio"), chunk.header());
        }
    }

    @Test
    void prose_that_says_between_names_no_parties() {
        String text = "Opening hours\n\nThe desk is open between Monday and Friday and closed when the office is. "
                + CLAUSE.repeat(60);
        assertTrue(lastHeader(text, Chunking.Header.PARTIES).startsWith("Radio"));
        assertTrue(
                lastHeader(text, Chunking.Header.PARTIES)
                        .endsWith("\nThe desk is open between Monday and Friday and closed when the office is."),
                lastHeader(text, Chunking.Header.PARTIES));
    }

    @Test
    void the_opening_is_the_first_sentence_that_is_prose() {
        String text =
                "Exhibit 10.5\n\nMODEL X200 USER GUIDE\n\nThis guide tells you how to set up and clean the boiler.\n\n"
                        + CLAUSE.repeat(60);
        assertEquals(
                "Radio\nThis guide tells you how to set up and clean the boiler.",
                lastHeader(text, Chunking.Header.OPENING).replaceFirst("Radio[^\\n]*", "Radio"));
    }

    @Test
    void a_header_takes_at_most_a_quarter_of_the_passage() {
        String text = "between ".repeat(3)
                + OPENING.repeat(3)
                + "\n1. A clause heading of many words. ".repeat(3)
                + CLAUSE.repeat(60);
        String title = "A title of very many words indeed ".repeat(20);
        for (Chunking.Header header : Chunking.Header.values()) {
            for (Chunk chunk : chunks(title, text, header)) {
                assertTrue(encoder.countTokens(chunk.header()) <= 50, chunk.header());
            }
        }
    }

    @Test
    void a_long_path_keeps_the_title_and_the_innermost_heading() {
        Headers headers = new Headers("Title", "", encoder, 9, false);
        assertEquals(
                "Title > the innermost heading",
                headers.of(List.of(
                        "the first heading of many words", "the second heading of many", "the innermost heading")));
        assertEquals("Title > One > Two", headers.of(List.of("One", "Two")));
    }

    @Test
    void documents_are_made_anew_under_another_header() {
        for (Chunking.Header header : Chunking.Header.values()) {
            for (Chunking.Header other : Chunking.Header.values()) {
                if (header != other) {
                    assertNotEquals(
                            Chunking.standard().withHeader(header).fingerprint(),
                            Chunking.standard().withHeader(other).fingerprint());
                }
            }
        }
    }
}
