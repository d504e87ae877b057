package dev.fairlead.benchmarks.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.RoutePath;
import dev.fairlead.Span;
import dev.fairlead.benchmarks.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

final class DatasetTest {
    @TempDir
    private Path folder;

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static void assertMessage(String expected, Executable call) {
        String message = assertThrows(InputException.class, call).getMessage();
        assertTrue(message.contains(expected), message);
    }

    @Test
    void a_corpus_is_read_in_order_and_may_lack_titles() throws IOException {
        Path file = write("corpus.jsonl", """
                {"_id": "1", "title": "One", "text": "first"}

                {"_id": "2", "text": ""}
                """);
        assertEquals(List.of(new CorpusText("1", "One", "first"), new CorpusText("2", "", "")), CorpusText.read(file));
    }

    @Test
    void a_row_without_a_field_names_file_line_and_field() throws IOException {
        Path file = write("corpus.jsonl", "{\"_id\": \"1\", \"text\": \"a\"}\n{\"_id\": \"2\"}\n");
        assertMessage("corpus.jsonl:2: \"text\" is missing", () -> CorpusText.read(file));
    }

    @Test
    void a_row_that_is_not_json_names_its_line() throws IOException {
        Path file = write("queries.jsonl", "{\"_id\": \"1\", \"text\": \"a\"}\n\n{oops\n");
        assertMessage("queries.jsonl:3: not valid JSON", () -> Query.read(file));
    }

    @Test
    void a_row_that_is_no_object_is_refused() throws IOException {
        Path file = write("queries.jsonl", "[1]\n");
        assertMessage("queries.jsonl:1: a JSON object is expected", () -> Query.read(file));
    }

    @Test
    void a_file_that_is_not_utf8_is_refused() throws IOException {
        Path file = Files.write(folder.resolve("queries.jsonl"), new byte[] {'{', (byte) 0xff, '}'});
        assertMessage("not UTF-8", () -> Query.read(file));
    }

    @Test
    void an_empty_file_is_refused() throws IOException {
        Path file = write("queries.jsonl", "\n");
        assertMessage("has no rows", () -> Query.read(file));
    }

    @Test
    void judgements_are_read_with_and_without_a_header() throws IOException {
        Path with = write("a.tsv", "query-id\tcorpus-id\tscore\nq\td\t2\n");
        Path without = write("b.tsv", "q\td\t2\n");
        assertEquals(Map.of("d", 2), Qrels.read(with).of("q"));
        assertEquals(Qrels.read(with), Qrels.read(without));
    }

    @Test
    void a_judgement_without_a_number_names_its_line() throws IOException {
        Path file = write("qrels.tsv", "query-id\tcorpus-id\tscore\nq\td\tgood\n");
        assertMessage("qrels.tsv:2: the grade must be a whole number, was 'good'", () -> Qrels.read(file));
    }

    @Test
    void a_judgement_with_too_few_fields_is_refused() throws IOException {
        Path file = write("qrels.tsv", "q d 1\n");
        assertMessage("qrels.tsv:1: three tab-separated fields", () -> Qrels.read(file));
    }

    @Test
    void gold_spans_are_checked_against_the_document() throws IOException {
        Path file = write("answers.jsonl", """
                {"_id": "q", "doc": "d", "answers": [{"text": "two", "start": 4}]}
                {"_id": "r", "doc": "d", "answers": []}
                """);
        List<GoldAnswer> answers = GoldAnswer.read(file, Map.of("d", "one two"));
        assertEquals(List.of(new Span(4, 7)), answers.getFirst().spans());
        assertFalse(answers.getLast().answerable());
        assertMessage("does not have the answer's text at 4", () -> GoldAnswer.read(file, Map.of("d", "one too")));
        assertMessage("document 'd' is not in the corpus", () -> GoldAnswer.read(file, Map.of()));
    }

    @Test
    void gold_spans_counted_in_code_points_become_utf16_spans() throws IOException {
        Path file = write(
                "answers.jsonl", "{\"_id\": \"q\", \"doc\": \"d\", \"answers\": [{\"text\": \"x\", \"start\": 2}]}");
        assertEquals(
                List.of(new Span(3, 4)),
                GoldAnswer.read(file, Map.of("d", "\uD83D\uDE00 x")).getFirst().spans());
    }

    @Test
    void routes_are_read_in_any_case_from_a_file_or_a_folder() throws IOException {
        Path file = write("routes.jsonl", "{\"text\": \"hi\", \"route\": \"Direct\"}\n");
        List<LabelledText<RoutePath>> expected = List.of(new LabelledText<>("hi", RoutePath.DIRECT));
        assertEquals(expected, LabelledText.routes(file));
        assertEquals(expected, LabelledText.routes(folder));
    }

    @Test
    void an_unknown_route_names_the_routes_there_are() throws IOException {
        Path file = write("routes.jsonl", "{\"text\": \"hi\", \"route\": \"sideways\"}\n");
        assertMessage("must be one of [DIRECT, GROUNDED, TOOL, CLARIFY, DECLINE]", () -> LabelledText.routes(file));
    }

    @Test
    void the_test_split_comes_before_files_without_a_split() throws IOException {
        write("corpus.jsonl", "{\"_id\": \"1\", \"text\": \"a\"}");
        for (String suffix : List.of("", ".test", ".train")) {
            write("queries" + suffix + ".jsonl", "{\"_id\": \"1\", \"text\": \"a\"}");
            write("qrels" + suffix + ".tsv", "1\t1\t1");
        }
        assertEquals(
                ".test",
                RetrievalSet.open(folder, Optional.empty(), "qrels*.tsv").suffix());
        assertEquals(
                ".train",
                RetrievalSet.open(folder, Optional.of("train"), "qrels*.tsv").suffix());
    }

    @Test
    void a_folder_of_another_layout_is_refused_by_name() throws IOException {
        assertMessage("has no corpus.jsonl", () -> RetrievalSet.open(folder, Optional.empty(), "qrels*.tsv"));
        write("corpus.jsonl", "{\"_id\": \"1\", \"text\": \"a\"}");
        assertMessage(
                "has no pair of queries*.jsonl and qrels*.tsv",
                () -> RetrievalSet.open(folder, Optional.empty(), "qrels*.tsv"));
        assertMessage(
                "there is no folder", () -> RetrievalSet.open(folder.resolve("x"), Optional.empty(), "qrels*.tsv"));
    }

    @Test
    void a_document_that_stands_twice_is_refused() throws IOException {
        write("corpus.jsonl", "{\"_id\": \"1\", \"text\": \"a\"}\n{\"_id\": \"1\", \"text\": \"b\"}");
        write("queries.jsonl", "{\"_id\": \"1\", \"text\": \"a\"}");
        write("qrels.tsv", "1\t1\t1");
        RetrievalSet set = RetrievalSet.open(folder, Optional.empty(), "qrels*.tsv");
        assertMessage("document '1' stands twice", set::corpus);
    }

    @Test
    void mistyped_words_keep_their_letters_and_first_letter_and_short_ones_stay() {
        String text = "could you please move the meeting to half past nine";
        assertEquals(text, new Typos(0, 1).in(text));
        String typed = new Typos(1, 1).in(text);
        assertEquals(typed, new Typos(1, 1).in(text));
        List<String> words = List.of(text.split(" ", -1));
        List<String> mistyped = List.of(typed.split(" ", -1));
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            assertEquals(sorted(word), sorted(mistyped.get(i)));
            assertEquals(word.charAt(0), mistyped.get(i).charAt(0));
            assertTrue(word.length() > 3 || word.equals(mistyped.get(i)), mistyped.get(i));
        }
        assertTrue(typed.chars().filter(c -> c == ' ').count() == 9 && !typed.equals(text), typed);
    }

    private static String sorted(String word) {
        return word.chars().sorted().mapToObj(Character::toString).collect(Collectors.joining());
    }
}
