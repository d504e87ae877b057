package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRowsTest {
    @TempDir
    private Path folder;

    private static String row(String text, String label) {
        return "{\"text\": \"" + text + "\", \"label\": \"" + label + "\"}\n";
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private void assertRefused(String content, String... parts) throws IOException {
        Path file = write("rows.jsonl", content);
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> TrainingRows.read(file));
        for (String part : parts) {
            assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
        }
    }

    @Test
    void rows_keep_their_order_and_labels_have_a_natural_one() throws IOException {
        Path file = write("rows.jsonl", row("ü", "b") + "\n" + row("y", "a") + row("z", "a") + row("w", "b"));

        TrainingRows rows = TrainingRows.read(file);

        assertEquals(new LabelledText("ü", "b"), rows.rows().getFirst());
        assertEquals(List.of("a", "b"), rows.labels());
        assertArrayEquals(new int[] {1, 0, 0, 1}, rows.targets());
    }

    @Test
    void the_files_of_a_folder_are_read_in_order_of_name() throws IOException {
        write("b.jsonl", row("three", "b") + row("four", "b"));
        write("a.jsonl", row("one", "a") + row("two", "a"));
        write("notes.txt", "not rows");

        TrainingRows rows = TrainingRows.read(folder);

        assertEquals(
                List.of("one", "two", "three", "four"),
                rows.rows().stream().map(LabelledText::text).toList());
    }

    @Test
    void malformed_json_is_answered_by_its_line() throws IOException {
        assertRefused(row("x", "a") + "{\"text\": \"y\"", "rows.jsonl line 2", "not valid JSON");
        assertRefused(row("x", "a") + row("x", "a").strip() + "}", "rows.jsonl line 2", "not valid JSON");
    }

    @Test
    void a_missing_field_is_answered_by_its_line() throws IOException {
        assertRefused("\n\n{\"text\": \"x\"}", "rows.jsonl line 3", "needs a text field \"label\"");
        assertRefused("{\"text\": 7, \"label\": \"a\"}", "rows.jsonl line 1", "needs a text field \"text\"");
        assertRefused("[]", "rows.jsonl line 1", "needs a text field");
    }

    @Test
    void an_empty_text_is_answered_by_its_line() throws IOException {
        assertRefused(row("x", "a") + row(" ", "a"), "rows.jsonl line 2", "\"text\" is empty");
    }

    @Test
    void a_label_with_one_example_is_answered_by_its_line() throws IOException {
        assertRefused(
                row("x", "a") + row("y", "a") + row("z", "b"),
                "rows.jsonl line 3",
                "label 'b' has one example",
                "write more");
    }

    @Test
    void fewer_than_two_labels_are_refused() throws IOException {
        assertRefused(row("x", "a") + row("y", "a"), "at least two labels", "[a]");
        assertRefused("", "at least two labels");
    }

    @Test
    void one_text_with_two_labels_is_answered_by_both_lines() throws IOException {
        assertRefused(row("x", "a") + row("y", "b") + row("x ", "b"), "line 3", "line 1", "'a'", "'b'");
    }

    @Test
    void held_out_rows_of_an_unknown_label_or_a_known_text_are_answered_by_their_line() throws IOException {
        TrainingRows train =
                TrainingRows.read(write("train.jsonl", row("x", "a") + row("y", "a") + row("z", "b") + row("v", "b")));

        String unknown = judgeRefusal(train, row("new", "a") + row("newer", "c"));
        String known = judgeRefusal(train, row("new", "a") + row(" z", "b"));

        assertTrue(unknown.startsWith("held-out rows.jsonl line 2: label 'c' is none of the 2"), unknown);
        assertTrue(unknown.contains("correct it, or add examples of it"), unknown);
        assertTrue(
                known.startsWith("held-out rows.jsonl line 2: the same text is trained on (train.jsonl line 3)"),
                known);
        assertEquals("the held-out rows must not be empty", judgeRefusal(train, "\n"));
    }

    private String judgeRefusal(TrainingRows train, String content) throws IOException {
        TrainingRows.Raw raw = TrainingRows.raw(write("rows.jsonl", content));
        return assertThrows(IllegalArgumentException.class, () -> raw.toJudge(train))
                .getMessage();
    }

    @Test
    void rows_can_be_parted_and_keep_their_places_and_all_labels() throws IOException {
        TrainingRows rows = TrainingRows.read(
                write("rows.jsonl", row("x", "a") + row("y", "b") + "\n" + row("z", "a") + row("v", "b")));
        TrainingRows part = rows.at(List.of(2));
        TrainingRows others = rows.except(List.of(2));

        assertEquals("rows.jsonl line 4", part.place(0));
        assertEquals(List.of("a", "b"), part.labels());
        assertArrayEquals(new int[] {0}, part.targets());
        assertEquals(
                List.of("x", "y", "v"),
                others.rows().stream().map(LabelledText::text).toList());
    }

    @Test
    void what_is_not_utf8_is_refused() throws IOException {
        Path file = Files.write(folder.resolve("latin.jsonl"), row("ü", "a").getBytes(StandardCharsets.ISO_8859_1));

        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> TrainingRows.read(file));
        assertTrue(refusal.getMessage().contains("not valid UTF-8"));
    }

    @Test
    void a_folder_without_rows_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> TrainingRows.read(folder));
    }

    @Test
    void rows_from_memory_are_answered_by_their_number() {
        List<LabelledText> rows = List.of(new LabelledText("x", "a"), new LabelledText("x", "b"));

        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> TrainingRows.of(rows));
        assertTrue(refusal.getMessage().contains("row 2"), refusal.getMessage());
    }

    @Test
    void the_hash_depends_on_texts_labels_and_order() {
        LabelledText a = new LabelledText("x", "a");
        LabelledText b = new LabelledText("y", "a");
        LabelledText c = new LabelledText("z", "b");
        LabelledText d = new LabelledText("w", "b");
        String hash = TrainingRows.of(List.of(a, b, c, d)).hash();

        assertEquals(hash, TrainingRows.of(List.of(a, b, c, d)).hash());
        assertNotEquals(hash, TrainingRows.of(List.of(b, a, c, d)).hash());
        assertEquals(64, hash.length());
    }

    @Test
    void a_blank_example_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new LabelledText(" ", "a"));
        assertThrows(IllegalArgumentException.class, () -> new LabelledText("x", ""));
    }
}
