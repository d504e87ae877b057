package dev.fairlead.retrieval.chunking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.Metadata;
import dev.fairlead.Span;
import dev.fairlead.retrieval.WordEncoder;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Texts whose form is odd, cut into passages. */
final class HostileTextsTest {
    private static final long SEED = 5;
    private static final int LIMIT = 48;

    private final WordEncoder encoder = new WordEncoder();

    private List<Chunk> chunks(String text, Document.Format format, int overlap) {
        Document document =
                new Document("d", "", new Document.Content(text, format), Metadata.empty(), Access.undeclared());
        List<Chunk> chunks = new Chunker(Chunking.sentences(LIMIT, overlap), encoder).chunks(document);
        int covered = 0;
        for (Chunk chunk : chunks) {
            Span span = chunk.span();
            assertTrue(encoder.countTokens(span.of(text)) <= LIMIT, span.of(text));
            if (span.start() > covered) {
                assertTrue(text.substring(covered, span.start()).isBlank(), "a gap before " + span);
            }
            covered = Math.max(covered, span.end());
        }
        assertTrue(text.substring(covered).isBlank(), "the end is missing");
        return chunks;
    }

    private static List<List<String>> paths(List<Chunk> chunks) {
        return chunks.stream().map(Chunk::sectionPath).distinct().toList();
    }

    private static String sentences(int count, String end) {
        return IntStream.range(0, count)
                .mapToObj(i -> "Sentence number " + i + " binds the parties.")
                .collect(Collectors.joining(end));
    }

    @Test
    void two_hundred_thousand_characters_of_one_word_are_cut_at_characters() {
        for (Document.Format format : Document.Format.values()) {
            List<Chunk> chunks = chunks("x".repeat(200_000), format, 0);
            assertTrue(chunks.size() > 200, chunks.size() + " passages");
        }
    }

    @Test
    void emoji_without_spaces_are_never_cut_in_half() {
        String text = "\uD83D\uDC69\u200D\uD83D\uDCBB".repeat(2_000);
        for (Chunk chunk : chunks(text, Document.Format.PLAIN, 0)) {
            assertTrue(Character.isHighSurrogate(text.charAt(chunk.span().start()))
                    || text.charAt(chunk.span().start()) == '\u200D');
            assertTrue(!Character.isHighSurrogate(text.charAt(chunk.span().end() - 1)));
        }
    }

    @Test
    void line_ends_do_not_change_where_sections_begin() {
        String text = "# One\n\n" + sentences(12, "\n") + "\n\n## Two\n\n" + sentences(12, "\n") + "\n";
        List<List<String>> expected = paths(chunks(text, Document.Format.MARKDOWN, 8));
        assertEquals(List.of(List.of("One"), List.of("One", "Two")), expected);
        assertEquals(expected, paths(chunks(text.replace("\n", "\r\n"), Document.Format.MARKDOWN, 8)));
        assertEquals(expected, paths(chunks(text.replace("\n", "\r"), Document.Format.MARKDOWN, 8)));
    }

    @Test
    void tabs_between_words_are_spaces() {
        String spaced = sentences(40, " ");
        assertEquals(
                chunks(spaced, Document.Format.PLAIN, 8).stream()
                        .map(Chunk::span)
                        .toList(),
                chunks(spaced.replace(' ', '\t'), Document.Format.PLAIN, 8).stream()
                        .map(Chunk::span)
                        .toList());
    }

    @Test
    void a_text_of_headings_only_is_covered() {
        String text = IntStream.range(0, 60)
                .mapToObj(i -> "#".repeat(1 + i % 6) + " Heading " + i + "\n")
                .collect(Collectors.joining());
        assertTrue(chunks(text, Document.Format.MARKDOWN, 8).size() > 1);
    }

    @Test
    void nested_lists_are_cut_between_items_and_hold_no_headings() {
        String text = IntStream.range(0, 60)
                .mapToObj(i -> " ".repeat(2 * (i % 8)) + "- item " + i + " is # no heading\n")
                .collect(Collectors.joining());
        List<Chunk> chunks = chunks(text, Document.Format.MARKDOWN, 0);
        assertEquals(List.of(List.of()), paths(chunks));
        chunks.forEach(chunk -> assertTrue(chunk.span().of(text).startsWith("- item"), chunk.toString()));
    }

    @Test
    void signs_inside_code_fences_are_no_headings() {
        String text = "# Real\n\n```sh\n# comment\n## another\n```\n\n~~~\n# third\n~~~\n\n    # indented\n\nText.";
        assertEquals(List.of(List.of("Real")), paths(chunks(text, Document.Format.MARKDOWN, 0)));
    }

    @Test
    void an_unclosed_fence_hides_headings_to_the_end_and_loses_no_text() {
        String text = "# Real\n\n```\n# comment\n\n" + sentences(40, "\n");
        assertEquals(List.of(List.of("Real")), paths(chunks(text, Document.Format.MARKDOWN, 0)));
    }

    @Test
    void rows_of_a_table_stay_whole() {
        String text = "| name | rate |\n|---|---|\n"
                + IntStream.range(0, 80)
                        .mapToObj(i -> "| person " + i + " | " + i + " % |\n")
                        .collect(Collectors.joining());
        for (Chunk chunk : chunks(text, Document.Format.MARKDOWN, 0)) {
            String own = chunk.span().of(text);
            assertTrue(own.startsWith("|") && own.endsWith("|"), own);
        }
    }

    @Test
    void overlap_is_whole_sentences_within_its_bound_and_passages_move_forward() {
        Random random = new Random(SEED);
        for (int round = 0; round < 60; round++) {
            int overlap = random.nextInt(LIMIT / 2);
            String text = sentences(5 + random.nextInt(80), random.nextBoolean() ? " " : "\n\n");
            List<Chunk> chunks = chunks(text, Document.Format.PLAIN, overlap);
            for (int i = 1; i < chunks.size(); i++) {
                Span before = chunks.get(i - 1).span();
                Span here = chunks.get(i).span();
                String message = "seed " + SEED + ", round " + round + ", passage " + i;
                assertTrue(here.start() > before.start() && here.end() > before.end(), message);
                assertTrue(here.of(text).startsWith("Sentence number"), message);
                if (here.start() < before.end()) {
                    String repeated = text.substring(here.start(), before.end());
                    assertTrue(encoder.countTokens(repeated) <= overlap, message);
                }
            }
        }
    }

    @Test
    void without_overlap_no_character_lies_in_two_passages() {
        List<Chunk> chunks = chunks(sentences(100, " "), Document.Format.PLAIN, 0);
        for (int i = 1; i < chunks.size(); i++) {
            assertTrue(chunks.get(i).span().start() >= chunks.get(i - 1).span().end());
        }
    }

    @Test
    void cutting_the_same_text_twice_gives_the_same_passages() {
        String text = sentences(100, "\n");
        assertEquals(chunks(text, Document.Format.PLAIN, 8), chunks(text, Document.Format.PLAIN, 8));
    }
}
