package dev.fairlead.retrieval.chunking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.Metadata;
import dev.fairlead.retrieval.WordEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class ChunkerTest {
    private final WordEncoder encoder = new WordEncoder();

    private static Document document(String text, Document.Format format) {
        return new Document(
                "doc", "A title", new Document.Content(text, format), Metadata.empty(), Access.undeclared());
    }

    private static List<List<String>> paths(List<Chunk> chunks) {
        return chunks.stream().map(Chunk::sectionPath).toList();
    }

    /** What holds for every text: full cover, whole characters, and no passage too long. */
    private void requireSound(Document document, Chunking chunking, String message) {
        String text = document.text();
        BitSet covered = new BitSet();
        for (Chunk chunk : new Chunker(chunking, encoder).chunks(document)) {
            String own = chunk.span().of(text);
            assertEquals(own.strip(), own, message);
            assertTrue(encoder.countTokens(own) <= chunking.maxTokens(), message);
            assertTrue(encoder.countTokens(own) + 2 <= encoder.maxTokens(), message);
            assertTrue(4 * encoder.countTokens(chunk.header()) <= chunking.maxTokens(), message);
            requireWhole(text, chunk.span().start(), message);
            requireWhole(text, chunk.span().end(), message);
            covered.set(chunk.span().start(), chunk.span().end());
        }
        for (int i = 0; i < text.length(); i++) {
            assertTrue(covered.get(i) || Character.isWhitespace(text.charAt(i)), message + ", character " + i);
        }
    }

    private static void requireWhole(String text, int border, String message) {
        boolean inside = border > 0
                && border < text.length()
                && Character.isHighSurrogate(text.charAt(border - 1))
                && Character.isLowSurrogate(text.charAt(border));
        assertTrue(!inside, message);
    }

    private static String randomText(Random random) {
        List<String> parts = List.of(
                "word",
                "Agreement",
                "e.g.",
                ".",
                ". ",
                " ",
                "\n",
                "\r\n",
                "\n\n",
                "# Head\n",
                "## Sub ",
                "```\n",
                "4.2 Term.",
                "ARTICLE IV\n",
                "\n\nALL CAPS LINE\n\n",
                "\uD83D\uDE00",
                "\u00E9",
                "x".repeat(300),
                "\uD83D\uDE00".repeat(90),
                ",",
                "(a)",
                "===\n",
                "- item\n",
                "\t",
                "\u00A0",
                "\u2028",
                "1. One\n",
                " 10.1 Payment of Fees. ",
                "\u0000",
                "!",
                "> quote\n");
        return random.ints(random.nextInt(400), 0, parts.size())
                .mapToObj(parts::get)
                .collect(Collectors.joining());
    }

    @Test
    void any_text_is_covered_by_passages_within_the_limits() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            String text = randomText(random);
            Chunking.Header[] headers = Chunking.Header.values();
            Chunking chunking = Chunking.sentences(16 + random.nextInt(100), random.nextInt(8))
                    .withHeader(headers[random.nextInt(headers.length)]);
            for (Document.Format format : Document.Format.values()) {
                requireSound(document(text, format), chunking, "seed " + seed + ", " + format);
            }
        }
    }

    @Test
    void markdown_headings_become_the_section_path() {
        String filler =
                " The clause holds many words about the matter at hand, so that it is no tiny section. ".repeat(4);
        String text = "# Handbook\n\nIntro." + filler + "\n\n## Leave\n\n### Sick leave\n\n" + filler
                + "\n\nPay\n---\n\n" + filler + "\n\n```\n# not a heading\n```\n";
        List<Chunk> chunks = new Chunker(Chunking.sentences(120, 0).withHeader(Chunking.Header.HEADINGS), encoder)
                .chunks(document(text, Document.Format.MARKDOWN));
        assertEquals(
                List.of(List.of("Handbook"), List.of("Handbook", "Leave", "Sick leave"), List.of("Handbook", "Pay")),
                paths(chunks));
        assertEquals("A title > Handbook > Pay", chunks.getLast().header());
    }

    @Test
    void facts_at_the_start_of_markdown_are_no_heading() {
        String text = "---\ntitle: x\n---\n\n# Real\n\nText.";
        assertEquals(
                List.of("Real"),
                MarkdownOutline.headings(text).stream().map(Heading::title).toList());
        assertEquals(
                text.indexOf('#'), MarkdownOutline.headings(text).getFirst().start());
    }

    @Test
    void heading_positions_are_right_whatever_ends_a_line() {
        for (String end : List.of("\n", "\r\n", "\r")) {
            String text = "Intro \uD83D\uDE00" + end + end + "# One" + end + "a" + end + end + "Two" + end + "===" + end
                    + "b";
            List<Heading> headings = MarkdownOutline.headings(text);
            assertEquals(
                    List.of(text.indexOf("# One"), text.indexOf("Two")),
                    headings.stream().map(Heading::start).toList());
        }
    }

    @Test
    void headings_of_plain_text_are_known_by_their_form() {
        String text = """
                ARTICLE IV

                TERM AND TERMINATION

                4.1 Term. This agreement runs for a year from its date.

                4.2 Termination

                Either party may end it.

                Section 4.3 Notice

                In writing.

                5. Confidentiality

                Keep it secret.

                GOVERNING LAW

                Dutch law.

                Annex list
                ==========

                None.""";
        assertEquals(
                List.of(
                        "1 ARTICLE IV TERM AND TERMINATION",
                        "2 4.1 Term",
                        "2 4.2 Termination",
                        "2 Section 4.3 Notice",
                        "1 5. Confidentiality",
                        "1 GOVERNING LAW",
                        "1 Annex list"),
                PlainOutline.headings(text).stream()
                        .map(h -> h.level() + " " + h.title())
                        .toList());
    }

    @Test
    void prose_has_no_headings() {
        String text = """
                In 2024 the court held that section 4 applies. It cost 4.5 Million dollars.
                2 of the parties agreed. See Section 4.2. The rest did not.
                Section 7 shall survive the end of this agreement and bind the heirs of both parties for ever and a day.
                """;
        assertEquals(List.of(), PlainOutline.headings(text));
    }

    @Test
    void clauses_inside_one_long_line_are_found() {
        String text = "This agreement is made today. 4.1 Term. It runs for one year from the date above. "
                + "4.2 Termination for Cause. Either party may end it under Section 4.1. The rest stays.";
        assertEquals(
                List.of("4.1 Term", "4.2 Termination for Cause"),
                PlainOutline.headings(text).stream().map(Heading::title).toList());
    }

    @Test
    void a_clause_does_not_lie_under_a_heading_of_another_number() {
        String text =
                "RECITALS\n\nThe parties agree.\n\n1.1 Scope. All of it.\n\n2.4 Payments. Monthly.\n\n2.5 Fees. None.\n";
        List<Section> sections = Heading.sections(text, PlainOutline.headings(text));
        assertEquals(List.of("2.4 Payments"), sections.get(2).path());
        assertEquals(List.of("2.5 Fees"), sections.get(3).path());
    }

    @Test
    void a_passage_repeats_the_last_sentences_of_the_one_before() {
        String text = IntStream.range(0, 60)
                .mapToObj(i -> "Sentence number " + i + " is here.")
                .collect(Collectors.joining(" "));
        List<Chunk> chunks = new Chunker(Chunking.sentences(60, 14), encoder).chunks(Document.of("d", text));
        for (int i = 1; i < chunks.size(); i++) {
            int overlap = chunks.get(i - 1).span().end() - chunks.get(i).span().start();
            assertTrue(overlap > 0, "passage " + i);
            assertTrue(chunks.get(i).span().of(text).startsWith("Sentence number"));
        }
    }

    @Test
    void a_whole_document_is_one_passage() {
        List<Chunk> chunks = new Chunker(Chunking.whole(), encoder)
                .chunks(Document.of("d", " one. two. \n").withTitle("T"));
        assertEquals(1, chunks.size());
        assertEquals(
                "T\none. two.",
                chunks.getFirst().withHeader(chunks.getFirst().span().of(" one. two. \n")));
    }

    @Test
    void a_header_longer_than_the_encoder_is_cut() {
        WordEncoder small = new WordEncoder("small", 64);
        Document document = Document.of("d", "Some text to find. ".repeat(30)).withTitle("title ".repeat(500));
        for (Chunk chunk : new Chunker(Chunking.standard(), small).chunks(document)) {
            assertTrue(small.countTokens(chunk.header()) + 2 <= 64);
            assertTrue(small.countTokens(chunk.span().of(document.text())) + 2 <= 64);
        }
    }

    @Test
    void a_huge_text_is_cut_in_bounded_time() {
        List<String> shapes = List.of("One short sentence. ", "word ", "x", "line\n", "1.1 A. ", "\n", "# h\n");
        for (String shape : shapes) {
            String text = shape.repeat(500_000 / shape.length());
            for (Document.Format format : Document.Format.values()) {
                assertTimeoutPreemptively(
                        Duration.ofSeconds(20),
                        () -> new Chunker(Chunking.standard(), encoder).chunks(document(text, format)),
                        shape + format);
            }
        }
    }

    @Test
    void numbers_out_of_range_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> Chunking.sentences(8, 0));
        assertThrows(IllegalArgumentException.class, () -> Chunking.sentences(100, 51));
        assertThrows(IllegalArgumentException.class, () -> new Chunker(Chunking.standard(), new WordEncoder("x", 20)));
    }

    /** Runs over real texts where a folder of them is given by {@code -Dfairlead.contracts=FOLDER}. */
    @Test
    void real_contracts_are_covered_by_passages_within_the_limits() throws Exception {
        String folder = System.getProperty("fairlead.contracts", "");
        Assumptions.assumeFalse(folder.isEmpty(), "no folder of contracts given");
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Document document = document(Files.readString(file), Document.Format.PLAIN);
                requireSound(document, Chunking.standard(), file.toString());
            }
        }
    }
}
