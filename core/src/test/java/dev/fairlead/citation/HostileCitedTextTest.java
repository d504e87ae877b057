package dev.fairlead.citation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents and models that try to put something into the host's page. That a renderer agrees is shown in examples. */
final class HostileCitedTextTest {
    private static final String PIECES = "`*_[]()<>!|#-+=~&$^{}\\:/.1a \n\"@";

    /** A text whose only quote and heading are the attack as well. */
    private static CitedText everywhere(String attack) {
        return new Cited().in("a.md", attack).quote(attack, attack).text(attack + " [1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '\u0001',
            value = {
                "[a](b) § \\[a\\](b)",
                "![a](b) § !\\[a\\](b)",
                "<b>x</b> § \\<b\\>x\\</b\\>",
                "<!-- x --> § \\<!-- x --\\>",
                "&lt;b&gt; § \\&lt;b\\&gt;",
                "a | b § a \\| b",
                "`x` § \\`x\\`",
                "**x** _y_ § \\*\\*x\\*\\* \\_y\\_",
                "~~x~~ § \\~\\~x\\~\\~",
                "\\[a] § \\\\\\[a\\]",
                "$x$ § \\$x\\$",
                "# x § \\# x",
                "- x § \\- x",
                "+ x § \\+ x",
                "1. x § 1\\. x",
                "23) x § 23\\) x",
                "=== § \\===",
                "--- § \\---",
                ": x § \\: x",
                "> x § \\> x",
                "[^1]: x § \\[\\^1\\]: x",
                "4.2 x § 4.2 x",
                "x # y § x # y",
                "see http://evil.example/?a=b § see `http://evil.example/?a=b`",
                "(www.evil.example) § `(www.evil.example)`",
                "a@b.example § `a@b.example`",
                "mailto:a § `mailto:a`",
                "//evil.example/`x` § `` //evil.example/`x` ``",
            })
    void markdown_shows_markup_as_it_was_written(String attack, String escaped) {
        assertEquals(escaped, CitedText.of(attack, new Cited().all()).markdown());
    }

    @Test
    void every_line_of_a_text_is_escaped_as_the_beginning_of_a_block() {
        assertEquals(
                "a\\\n\\# b\\\n\\- c\n\n1\\. d",
                CitedText.of("a\n# b\n    - c\n\n\n1. d\n", new Cited().all()).markdown());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[a](javascript:x)", "<script>x</script>", "![a](//b)", "</li></ul><h1>x", "`", "# x", "- x"})
    void titles_headings_fields_and_quotes_are_escaped_too(String attack) {
        String markdown = everywhere(attack).style(CitationStyle.LEGAL_CLAUSE).markdown();
        String unescaped = markdown.replaceAll("\\\\.", "").replaceAll("(`+).*?\\1", "");
        assertFalse(unescaped.matches("(?s).*[\\[<`|*].*"), markdown);
        assertFalse(markdown.contains("- #") || markdown.contains("- - "), markdown);
    }

    @Test
    void a_fence_inside_a_json_answer_does_not_close_its_own() {
        String json = "{\"a\": \"```\\n<b>````\"}";
        String markdown = new Cited().field("/a").quote("q").text(json).markdown();
        assertTrue(markdown.startsWith("`````json\n" + json + "\n`````\n"), markdown);
    }

    @Test
    void what_turns_or_hides_text_or_moves_a_cursor_is_not_shown() {
        String attack = "a\u202Eb\u2066c\u001B[31md\u0000e\u0007f\uFEFFg\u200Bh\u2028i\tj\uD800k\uDB40\uDC41l\r\nm";
        for (CitationStyle style : new CitationStyle[] {CitationStyle.NUMERIC, CitationStyle.LEGAL_CLAUSE}) {
            String shown = everywhere(attack).style(style).plainText()
                    + everywhere(attack).style(style).markdown();
            assertEquals(
                    "",
                    shown.codePoints()
                            .filter(point -> point != '\n')
                            .filter(point -> Character.isISOControl(point)
                                    || Character.getType(point) == Character.FORMAT
                                    || Character.getType(point) == Character.SURROGATE
                                    || Character.getType(point) == Character.LINE_SEPARATOR)
                            .mapToObj(Integer::toHexString)
                            .collect(Collectors.joining(" ")));
            assertTrue(shown.contains("abc[31mdefgh"), shown);
        }
    }

    @Test
    void letters_that_need_joiners_and_direction_marks_keep_them() {
        String text = "\u0915\u094D\u200D\u0937 \u200F\u05D0 \uD83D\uDC69\u200D\u2696\uFE0F";
        assertEquals(text, CitedText.of(text, new Cited().all()).plainText());
    }

    @Test
    void a_line_break_in_a_title_heading_or_quote_starts_no_line() {
        String attack = "a\n\n# b\u0085- c";
        String plain = everywhere(attack).withoutSources().plainText();
        assertEquals("a\n\n# b\n- c [1]", plain);
        String sources = everywhere(attack).plainText().substring(plain.length());
        assertEquals(5, sources.lines().count(), sources);
    }

    @Test
    void a_document_called_like_a_reference_makes_no_further_reference() {
        Cited cited = new Cited().in("a.md", "[2] (x) [1]").quote("a [2]").quote("b");
        assertEquals("x [1].", cited.text("x [1].").withoutSources().plainText());
        assertEquals("x ([2] (x) [1]).", cited.legal("x [1]."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[", "`", "x", "(b) ", "4.", "IV", "§", "[1]", " [1]", "http:", "\n", "```\n", "a_1[1]", "\\"})
    void long_repetitions_take_no_long_time(String piece) {
        String attack = piece.repeat(100_000 / piece.length());
        Cited cited = new Cited().in("a.md", attack).quote(attack, attack);
        int length = assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> cited.text(attack + " [1]")
                        .style(CitationStyle.LEGAL_CLAUSE)
                        .markdown()
                        .length());
        assertTrue(length > 0);
    }

    @Test
    void any_text_is_shown_whole_in_both_forms() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            String text = random.ints(1 + random.nextInt(60), 0, PIECES.length())
                    .mapToObj(i -> PIECES.substring(i, i + 1))
                    .collect(Collectors.joining());
            CitedText cited = CitedText.of(text, new Cited().all());
            assertEquals(text, cited.plainText(), "seed " + seed);
            assertEquals(letters(text), letters(cited.markdown()), "seed " + seed);
        }
    }

    private static String letters(String text) {
        return text.replaceAll("[^a1/.:@\"]", "");
    }
}
