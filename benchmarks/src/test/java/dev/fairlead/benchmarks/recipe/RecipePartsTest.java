package dev.fairlead.benchmarks.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecipePartsTest {
    @Test
    void windows_hold_so_many_tokens_and_a_short_rest_is_dropped() {
        assertEquals(List.of("a b c d", "e f g h"), new Windows(4, 4, word -> 1).of(" a b\nc  d e f g h i"));
        assertEquals(List.of("a b c d", "e f"), new Windows(4, 4, word -> 1).of("a b c d e f"));
    }

    @Test
    void windows_overlap_where_the_stride_is_shorter() {
        assertEquals(
                List.of("a b c d", "c d e f", "e f g h", "g h"), new Windows(4, 2, word -> 1).of("a b c d e f g h"));
    }

    @Test
    void a_blob_without_spaces_stands_in_no_window() {
        assertEquals(List.of("a b", "c d"), new Windows(2, 2, word -> 1).of("a b " + "z".repeat(80) + " c d"));
    }

    @Test
    void a_text_with_one_word_changed_is_a_near_duplicate_and_another_is_not() {
        NearDuplicates near = new NearDuplicates();
        List<String> words = new ArrayList<>();
        IntStream.range(0, 400).forEach(i -> words.add("word" + i));
        assertFalse(near.repeats(String.join(" ", words)));
        words.set(200, "other");
        assertTrue(near.repeats(String.join(" ", words)));
        Collections.shuffle(words, new Random(3));
        assertFalse(near.repeats(String.join(" ", words)));
    }

    @Test
    void case_and_punctuation_do_not_hide_a_near_duplicate() {
        assertEquals(
                NearDuplicates.sketch("Here: the tenant pays, monthly, what is due on the first of May."),
                NearDuplicates.sketch("here the tenant pays monthly what is due on the first of may"));
    }

    @Test
    void a_draw_repeats_with_its_seed_and_takes_each_window_once() {
        List<SourceText> first = draw(1);
        assertEquals(100, first.size());
        assertEquals(100, new HashSet<>(first).size());
        assertEquals(first, draw(1));
        assertFalse(first.equals(draw(2)));
    }

    private static List<SourceText> draw(long seed) {
        Draw draw = new Draw(100, seed);
        IntStream.range(0, 1_000).forEach(i -> draw.offer(new SourceText("s", "n", "text " + i)));
        assertEquals(1_000, draw.offered());
        return draw.drawn();
    }

    @Test
    void documentation_comments_lose_margins_and_tags() {
        String java = "/* licence */ /**\n * A <b>bold</b> claim.\n *  More.\n */ int x; /** Two. */";
        assertEquals(
                "A bold claim. More. Two.",
                SourceTexts.comments(java).replaceAll("\\s+", " ").strip());
    }

    @Test
    void manual_pages_lose_their_requests_and_font_changes() {
        String roff = ".TH LS 1\n.SH NAME\nls \\- list \\fIdirectory\\fR contents\n.\\\" remark\n";
        assertEquals("ls - list directory contents", SourceTexts.plainRoff(roff).strip());
    }

    @Test
    void every_corpus_below_the_data_folder_is_read(@TempDir Path folder) throws IOException {
        Path set = Files.createDirectory(folder.resolve("one"));
        Files.writeString(set.resolve("corpus.jsonl"), "{\"_id\": \"1\", \"text\": \"a text\"}");
        List<SourceText> read = new ArrayList<>();
        SourceTexts.data(folder, read::add);
        assertEquals(List.of(new SourceText("data/one", "1", "a text")), read);
    }

    @Test
    void a_constraint_admits_whom_the_access_list_names() {
        for (int number = 0; number < 500; number++) {
            for (Constraint constraint : Constraint.values()) {
                boolean admitted =
                        Constraint.access(number).admits(constraint.within().scope())
                                && constraint.within().filter().matches(Constraint.facts(number));
                assertEquals(constraint.admits(number), admitted, constraint + " " + number);
            }
        }
    }
}
