package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.EncodingException;
import dev.fairlead.Evidences;
import dev.fairlead.Passage;
import dev.fairlead.Reranker;
import dev.fairlead.RerankerContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnnxCrossEncoderTest extends RerankerContract {
    @TempDir
    private Path folder;

    private OnnxCrossEncoder crossEncoder;

    @BeforeEach
    void open() throws IOException {
        crossEncoder = builder(OverlapGraph.of(1)).build();
    }

    @AfterEach
    void close() {
        crossEncoder.close();
    }

    @Override
    protected Reranker reranker() {
        return crossEncoder;
    }

    private OnnxCrossEncoder.Builder builder(byte[] model) throws IOException {
        Path tokenizer = Files.write(
                folder.resolve("tokenizer.json"), ModelFile.resource("encoder/bge-small-en-v1.5-tokenizer.json"));
        return OnnxCrossEncoder.builder(Files.write(folder.resolve("model.onnx"), model), tokenizer);
    }

    private static double[] scores(Reranker reranker, String question, Passage passage) {
        return reranker.scores(question, List.of(passage), Deadline.never());
    }

    @Test
    void question_and_passage_are_read_together_and_told_apart() {
        // "rent" and "storm" stand in both, and so does [SEP]; the title counts as well.
        assertArrayEquals(
                new double[] {3}, scores(crossEncoder, "rent storm", Evidences.passage("x", "", "storm rent")));
        assertArrayEquals(new double[] {2}, scores(crossEncoder, "fees", Evidences.passage("x", "Fees", "a b")));
        assertArrayEquals(new double[] {1}, scores(crossEncoder, "storm storm", Evidences.passage("x", "", "calm")));
    }

    @Test
    void of_two_logits_the_score_is_the_second_less_the_first() throws IOException {
        try (OnnxCrossEncoder two = builder(OverlapGraph.of(2)).build()) {
            Passage passage = Evidences.passage("x", "", "storm rent");
            assertArrayEquals(new double[] {2}, scores(two, "rent storm", passage));
        }
    }

    @Test
    void a_passage_that_is_too_long_loses_its_end_and_the_question_nothing() throws IOException {
        try (OnnxCrossEncoder small = builder(OverlapGraph.of(1)).maxTokens(16).build()) {
            // 13 tokens of text: four of the question, title "x" and eight of the passage.
            String filling = "a ".repeat(8);
            assertArrayEquals(
                    new double[] {5}, scores(small, "b c d e", Evidences.passage("x", "", "b c d e " + filling)));
            assertArrayEquals(
                    new double[] {1}, scores(small, "b c d e", Evidences.passage("x", "", filling + "b c d e")));
        }
    }

    @Test
    void a_model_that_is_no_cross_encoder_is_refused() throws IOException {
        EncodingException classes = assertThrows(EncodingException.class, builder(OverlapGraph.of(3))::build);
        assertTrue(String.valueOf(classes.getMessage()).endsWith("gives 3 logits, a cross-encoder gives 1 or 2"));
        byte[] mini = ModelFile.resource("/all-minilm-l6-v2-q.onnx");
        EncodingException encoder = assertThrows(EncodingException.class, builder(mini)::build);
        assertTrue(String.valueOf(encoder.getMessage()).contains("no output of logits"), encoder::getMessage);
        assertThrows(EncodingException.class, builder(new byte[] {1, 2, 3})::build);
        assertThrows(
                EncodingException.class,
                OnnxCrossEncoder.builder(folder.resolve("missing.onnx"), folder.resolve("tokenizer.json"))::build);
    }

    @Test
    void settings_are_checked() throws IOException {
        OnnxCrossEncoder.Builder builder = builder(OverlapGraph.of(1));
        assertThrows(IllegalArgumentException.class, () -> builder.maxTokens(15));
        assertThrows(IllegalArgumentException.class, () -> builder.maxTokens(513));
        assertThrows(IllegalArgumentException.class, () -> builder.workers(0));
    }

    @Test
    void a_closed_cross_encoder_says_so() {
        crossEncoder.close();
        Passage passage = Evidences.passage("x", "", "storm");
        assertThrows(IllegalStateException.class, () -> scores(crossEncoder, "storm", passage));
    }

    @Test
    void a_pair_stands_between_special_tokens_with_types() throws IOException {
        WordPieceTokenizer tokenizer =
                TokenizerFile.read(ModelFile.resource("encoder/bge-small-en-v1.5-tokenizer.json"), "bge");
        WordPieceTokenizer.Tokens pair = tokenizer.encodePair("hello", "world hello", 512);
        assertArrayEquals(new long[] {101, 7592, 102, 2088, 7592, 102}, pair.ids());
        assertArrayEquals(new long[] {0, 0, 0, 1, 1, 1}, pair.types());
        assertEquals(false, pair.truncated());
        WordPieceTokenizer.Tokens cut = tokenizer.encodePair("hello ".repeat(50), "world ".repeat(50), 13);
        assertArrayEquals(
                new long[] {101, 7592, 7592, 7592, 7592, 7592, 102, 2088, 2088, 2088, 2088, 2088, 102}, cut.ids());
        assertEquals(true, cut.truncated());
        assertArrayEquals(new long[3], tokenizer.encode("hello", 512).types());
    }
}
