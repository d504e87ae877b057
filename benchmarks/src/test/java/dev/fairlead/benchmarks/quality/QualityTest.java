package dev.fairlead.benchmarks.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.LetterEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs over a few rows, with an encoder of letter pairs. */
final class QualityTest {
    @TempDir
    private Path folder;

    private Path data;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void write_a_tiny_set() throws IOException {
        data = Files.createDirectory(folder.resolve("tiny"));
        write("corpus.jsonl", """
                {"_id": "lease", "title": "Lease", "text": "The tenant pays rent monthly. Pets are not allowed in the flat."}
                {"_id": "loan", "title": "Loan", "text": "Interest accrues daily. The borrower repays in twelve parts."}
                {"_id": "menu", "title": "Menu", "text": "Soup of the day. Bread with butter."}
                """);
        write("queries.jsonl", """
                {"_id": "q1", "text": "are pets allowed", "doc": "lease"}
                {"_id": "q2", "text": "interest accrues", "doc": "loan"}
                {"_id": "q3", "text": "who may sublet", "doc": "menu"}
                """);
        write("qrels.tsv", "query-id\tcorpus-id\tscore\nq1\tlease\t1\nq2\tloan\t1\nq3\tmenu\t0\n");
        write("answers.jsonl", """
                {"_id": "q1", "doc": "lease", "answers": [{"text": "Pets are not allowed in the flat.", "start": 30}]}
                {"_id": "q2", "doc": "loan", "answers": [{"text": "Interest accrues daily.", "start": 0}]}
                {"_id": "q3", "doc": "menu", "answers": []}
                """);
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(data.resolve(name), content);
    }

    private int run(String... arguments) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return Quality.run(List.of(arguments), out, LetterEncoder::new);
    }

    private Map<String, Double> csv(String run, String... more) throws IOException {
        Path file = folder.resolve("out.csv");
        List<String> arguments =
                new ArrayList<>(List.of(run, "--data", data.toString(), "--csv", file.toString(), "--threads", "2"));
        arguments.addAll(List.of(more));
        assertEquals(0, run(arguments.toArray(String[]::new)));
        Map<String, Double> values = new HashMap<>();
        List<String> lines = Files.readAllLines(file);
        assertEquals("set,configuration,metric,value,n", lines.getFirst());
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            assertEquals("tiny", fields[0]);
            values.put(fields[1] + " " + fields[2], Double.valueOf(fields[3]));
        }
        return values;
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void retrieval_ranks_within_the_document_a_question_names() throws IOException {
        Map<String, Double> values = csv("retrieval", "--weights", "0.25");
        for (String configuration : List.of("bm25", "dense", "hybrid", "hybrid at 0.25")) {
            assertEquals(1, values.get(configuration + " ndcg@10"));
            assertEquals(1, values.get(configuration + " recall@100"));
            assertEquals(1, values.get(configuration + " mrr@10"));
        }
        assertEquals(0, values.get("hybrid - bm25 ndcg@10"));
        assertTrue(printed().contains("3 questions, 1 without a relevant document left out"), this::printed);
    }

    @Test
    void a_fusion_weight_is_fitted_on_some_documents_or_a_split_and_judged_on_others() throws IOException {
        Map<String, Double> values = csv("fusion-weight");
        assertEquals(1, values.get("default ndcg@10"));
        assertEquals(0, values.get("fitted - default ndcg@10"));
        assertTrue(printed().contains("too few"), this::printed);
        for (String split : List.of("train", "test")) {
            Files.copy(data.resolve("queries.jsonl"), data.resolve("queries." + split + ".jsonl"));
            Files.copy(data.resolve("qrels.tsv"), data.resolve("qrels." + split + ".tsv"));
        }
        assertEquals(0, run("fusion-weight", "--data", data.toString(), "--split", "train", "--test", "test"));
    }

    @Test
    void spans_are_hit_where_the_passage_covers_them() throws IOException {
        Map<String, Double> values = csv("spans");
        assertEquals(1, values.get("hybrid hit@1"));
        assertEquals(1, values.get("bm25 coverage@5"));
        assertEquals(3, values.get("index passages"));
        assertTrue(printed().contains("every one of 3 passages equals document.substring(span)"), this::printed);
    }

    @Test
    void answers_quote_gold_and_count_abstentions() throws IOException {
        Map<String, Double> values = csv("answers");
        assertTrue(values.get("extraction wrong_abstention") <= 1);
        assertTrue(values.containsKey("extraction correct_abstention"));
        assertTrue(values.containsKey("extraction auroc_confidence"));
        double held = values.get("extraction first_quote_holds_gold");
        assertTrue(held <= 1 - values.get("extraction wrong_abstention"), "an abstention quotes nothing");
    }

    @Test
    void a_fine_tuned_model_is_judged_before_and_after_it_became_a_file() throws IOException {
        write("train.jsonl", """
                {"text": "where is my card", "label": "card"}
                {"text": "the card has not come", "label": "card"}
                {"text": "will it rain", "label": "weather"}
                {"text": "is there sun in Oslo", "label": "weather"}
                {"text": "who are you", "label": "oos"}
                """);
        write("test.jsonl", """
                {"text": "when does my card arrive", "label": "card"}
                {"text": "snow tomorrow?", "label": "weather"}
                {"text": "sing a song", "label": "oos"}
                """);
        String weights = Path.of("..", "routing", "target", "weights", "bge-small-en-v1.5")
                .toString();
        String files = weights + ".onnx," + weights + "-tokenizer.json";

        Map<String, Double> values =
                csv("finetune", "--weights", files, "--pooling", "CLS", "--depth", "head", "--seeds", "1");

        assertEquals(1, values.get("head full accuracy"));
        assertEquals(1, values.get("head full int8.accuracy"));
        assertTrue(values.containsKey("head full int8.oos_auroc.probability"), values::toString);
        assertTrue(values.get("head full train.cpu_seconds") > 0);
    }

    private Map<String, Double> domains(String... lines) throws IOException {
        for (String file : List.of("corpus.jsonl", "queries.jsonl", "answers.jsonl")) {
            Files.delete(data.resolve(file));
        }
        write("rows.jsonl", String.join("\n", lines));
        return csv("domains");
    }

    @Test
    void a_domain_is_asked_about_by_a_head_that_learnt_from_the_others() throws IOException {
        Map<String, Double> values = domains(
                "{\"text\": \"zzz zzz zz\", \"label\": \"sleep\"}",
                "{\"text\": \"zzz zz zzz\", \"label\": \"sleep\"}",
                "{\"text\": \"eat eat\", \"label\": \"eat\", \"domain\": \"home\"}",
                "{\"text\": \"eat a tea\", \"label\": \"eat\", \"domain\": \"home\"}",
                "{\"text\": \"eat eat eat\", \"label\": \"eat\", \"domain\": \"ward\"}",
                "{\"text\": \"eat tea\", \"label\": \"eat\", \"domain\": \"ward\"}",
                "{\"text\": \"eat a seat\", \"label\": \"sleep\", \"domain\": \"ward\"}");
        assertEquals(1, values.get("left out accuracy.home"));
        assertEquals(2.0 / 3, values.get("left out accuracy.ward"), 1e-6);
        assertEquals(1, values.get("left out confusion.sleep.eat"));
        assertTrue(printed().contains("7 rows, 2 of them without a domain, 2 domains"), this::printed);
        assertTrue(printed().contains("sleep taken for eat: 1 of 1"), this::printed);
    }

    @Test
    void a_domain_that_alone_has_an_intent_cannot_be_left_out() {
        String message = assertThrows(
                        InputException.class,
                        () -> domains(
                                "{\"text\": \"zzz\", \"label\": \"sleep\", \"domain\": \"home\"}",
                                "{\"text\": \"zz\", \"label\": \"sleep\", \"domain\": \"home\"}",
                                "{\"text\": \"eat\", \"label\": \"eat\", \"domain\": \"ward\"}",
                                "{\"text\": \"tea\", \"label\": \"eat\", \"domain\": \"ward\"}"))
                .getMessage();
        assertTrue(message.startsWith("domain 'home' cannot be left out: at least two labels"), message);
    }

    @Test
    void rows_of_one_domain_leave_nothing_to_learn_from() {
        String row = "{\"text\": \"zzz\", \"label\": \"sleep\", \"domain\": \"home\"}";
        String message = assertThrows(InputException.class, () -> domains(row)).getMessage();
        assertEquals("rows of at least two domains are needed, found [home]", message);
    }

    @Test
    void a_second_run_with_a_cache_prints_the_same_table() throws IOException {
        String cache = folder.resolve("cache").toString();
        assertEquals(csv("retrieval", "--cache", cache), csv("retrieval", "--cache", cache));
    }

    @Test
    void a_value_outside_its_band_ends_with_exit_code_1() throws IOException {
        Path expected = Files.writeString(folder.resolve("expected.csv"), "tiny,hybrid,ndcg@10,0.5,0.1\n");
        assertEquals(1, run("retrieval", "--data", data.toString(), "--expect", expected.toString()));
        assertTrue(printed().contains("OUTSIDE: tiny hybrid ndcg@10 is 1.0000"), this::printed);
        Files.writeString(expected, "tiny,hybrid,ndcg@10,1,0\n");
        assertEquals(0, run("retrieval", "--data", data.toString(), "--expect", expected.toString()));
    }

    @Test
    void a_limited_run_is_not_compared_with_a_whole_one() throws IOException {
        Path expected = Files.writeString(folder.resolve("expected.csv"), "tiny,hybrid,ndcg@10,1,0\n");
        assertThrows(
                InputException.class,
                () -> run("retrieval", "--data", data.toString(), "--expect", expected.toString(), "--limit", "1"));
    }

    @Test
    void a_question_without_an_answer_row_is_named() throws IOException {
        write("answers.jsonl", "{\"_id\": \"q1\", \"doc\": \"lease\", \"answers\": []}\n");
        String message = assertThrows(InputException.class, () -> run("spans", "--data", data.toString()))
                .getMessage();
        assertTrue(message.endsWith("answers.jsonl: no row for question 'q2'"), message);
    }
}
