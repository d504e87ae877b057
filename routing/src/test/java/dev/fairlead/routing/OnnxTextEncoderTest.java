package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl;
import dev.fairlead.Deadline;
import dev.fairlead.DeadlineExceededException;
import dev.fairlead.Encoding;
import dev.fairlead.EncodingException;
import dev.fairlead.OverloadedException;
import dev.fairlead.TextEncoder;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxTextEncoderTest {
    private static final String MINI_MODEL = "all-minilm-l6-v2-q.onnx";
    private static final String MINI_TOKENIZER = "all-minilm-l6-v2-q-tokenizer.json";

    private static String words(int tokens) {
        StringBuilder text = new StringBuilder();
        while (Samples.encoder().countTokens(text.toString()) < tokens) {
            text.append(Samples.SENTENCE);
        }
        while (Samples.encoder().countTokens(text.toString()) > tokens) {
            text.setLength(text.length() - 1);
        }
        return text.toString();
    }

    private static double cosine(EmbeddingModel peer, TextEncoder encoder, String text) {
        Encoding theirs = Encoding.of(peer.embed(text).content().vector(), 1, false);
        return encoder.encode(text, TextEncoder.Kind.PASSAGE, Deadline.never()).cosine(theirs);
    }

    @Test
    void vectors_of_its_file_equal_langchain4js_and_the_shipped_ones_are_close(@TempDir Path folder)
            throws IOException {
        EmbeddingModel peer = new BgeSmallEnV15QuantizedEmbeddingModel();
        Path model = Samples.file(folder, "bge-small-en-v1.5-q.onnx");
        Path tokenizer = Samples.file(folder, "bge-small-en-v1.5-q-tokenizer.json");
        List<String> texts = new ArrayList<>(List.of("hi", "Grüße, 合同 👍", "Does the NDA allow sublicensing?"));
        for (int tokens : new int[] {16, 100, 255, 400, 509, 510}) {
            texts.add(words(tokens));
        }
        try (OnnxTextEncoder same =
                OnnxTextEncoder.builder(model, tokenizer).pooling(Pooling.CLS).build()) {
            for (String text : texts) {
                double equal = cosine(peer, same, text);
                assertTrue(equal >= 0.9999, () -> equal + " for a text of " + text.length() + " characters");
                // Two quantisations of the same weights.
                double close = cosine(peer, Samples.encoder(), text);
                assertTrue(close >= 0.98, () -> close + " for a text of " + text.length() + " characters");
            }
            assertNotEquals(Samples.encoder().fingerprint(), same.fingerprint());
        }
    }

    @Test
    void vectors_have_unit_length_even_of_empty_text() {
        for (String text : new String[] {"", " ", "x", words(300)}) {
            Encoding encoding = Samples.passage(text);
            assertEquals(1, encoding.cosine(encoding), 1e-6);
            assertEquals(384, encoding.dimension());
        }
    }

    @Test
    void a_query_carries_its_instruction() {
        Encoding query = Samples.query("notice period");
        Encoding written = Samples.passage("Represent this sentence for searching relevant passages: notice period");

        assertArrayEquals(written.vector(), query.vector());
        assertNotEquals(1, query.cosine(Samples.passage("notice period")), 1e-3);
    }

    @Test
    void truncation_is_reported_and_the_rest_does_not_matter() {
        Encoding whole = Samples.passage(words(510));
        Encoding cut = Samples.passage(words(510) + " and more");

        assertFalse(whole.truncated());
        assertTrue(cut.truncated());
        assertEquals(512, cut.tokens());
        assertArrayEquals(whole.vector(), cut.vector());
    }

    @Test
    void vectors_are_bit_equal_whatever_is_encoded_beside_them() throws InterruptedException, ExecutionException {
        List<String> texts = List.of("a", words(20), words(90), "Grüße", words(200), "when does the lease end?");
        List<float[]> alone =
                texts.stream().map(text -> Samples.passage(text).vector()).toList();
        try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
            List<Future<float[]>> beside = new ArrayList<>();
            for (int i = 0; i < 8 * texts.size(); i++) {
                String text = texts.get(i % texts.size());
                beside.add(callers.submit(() -> Samples.passage(text).vector()));
            }
            for (int i = 0; i < beside.size(); i++) {
                assertArrayEquals(alone.get(i % texts.size()), beside.get(i).get());
            }
        }
    }

    @Test
    void a_run_is_ended_at_its_deadline() {
        String text = words(510);
        Deadline soon = Deadline.after(Duration.ofMillis(8));

        assertThrows(
                DeadlineExceededException.class, () -> Samples.encoder().encode(text, TextEncoder.Kind.PASSAGE, soon));
    }

    @Test
    void a_deadline_that_is_kept_changes_nothing() {
        Encoding encoding = Samples.encoder()
                .encode("notice period", TextEncoder.Kind.QUERY, Deadline.after(Duration.ofMinutes(5)));

        assertArrayEquals(Samples.query("notice period").vector(), encoding.vector());
    }

    @Test
    void a_call_that_finds_no_worker_before_its_deadline_is_overload() {
        try (OnnxTextEncoder one = OnnxTextEncoder.bgeSmallBuilder().workers(1).build()) {
            one.gate().enter(Deadline.never());

            assertThrows(
                    OverloadedException.class,
                    () -> one.encode("x", TextEncoder.Kind.QUERY, Deadline.after(Duration.ofMillis(1))));

            one.gate().leave();
            assertEquals(
                    384,
                    one.encode("x", TextEncoder.Kind.QUERY, Deadline.never()).dimension());
        }
    }

    @Test
    void a_closed_encoder_says_so_and_closing_twice_does_nothing() {
        OnnxTextEncoder closed = OnnxTextEncoder.bgeSmall();
        closed.close();
        closed.close();

        assertThrows(IllegalStateException.class, () -> closed.encode("x", TextEncoder.Kind.QUERY, Deadline.never()));
        assertEquals(1, closed.countTokens("hello"));
    }

    @Test
    void another_encoder_loads_from_a_file_pair(@TempDir Path folder) throws IOException {
        Path model = Samples.file(folder, MINI_MODEL);
        Path tokenizer = Samples.file(folder, MINI_TOKENIZER);
        EmbeddingModel peer = new AllMiniLmL6V2QuantizedEmbeddingModel();
        try (OnnxTextEncoder mini =
                OnnxTextEncoder.builder(model, tokenizer).pooling(Pooling.MEAN).build()) {
            // Its tokenizer.json cuts at 128 tokens, which langchain4j obeys.
            for (String text : List.of("hi", words(40), words(120))) {
                assertTrue(cosine(peer, mini, text) >= 0.9999);
            }
            assertNotEquals(Samples.encoder().fingerprint(), mini.fingerprint());
        }
    }

    @Test
    void pooling_prefixes_and_length_are_part_of_the_fingerprint() {
        try (OnnxTextEncoder same = OnnxTextEncoder.bgeSmallBuilder().workers(3).build();
                OnnxTextEncoder shorter =
                        OnnxTextEncoder.bgeSmallBuilder().maxTokens(64).build();
                OnnxTextEncoder mean =
                        OnnxTextEncoder.bgeSmallBuilder().pooling(Pooling.MEAN).build()) {
            assertEquals(Samples.encoder().fingerprint(), same.fingerprint());
            assertNotEquals(same.fingerprint(), shorter.fingerprint());
            assertNotEquals(same.fingerprint(), mean.fingerprint());
        }
    }

    @Test
    void a_setting_out_of_range_is_refused_at_once() {
        OnnxTextEncoder.Builder builder = OnnxTextEncoder.bgeSmallBuilder();

        assertThrows(IllegalArgumentException.class, () -> builder.maxTokens(7));
        assertThrows(IllegalArgumentException.class, () -> builder.maxTokens(513));
        assertThrows(IllegalArgumentException.class, () -> builder.workers(0));
        builder.maxTokens(8);
        assertThrows(IllegalArgumentException.class, builder::build);
    }

    @Test
    void a_missing_model_file_is_named(@TempDir Path folder) throws IOException {
        Path tokenizer = Samples.file(folder, MINI_TOKENIZER);

        EncodingException missing = assertThrows(
                EncodingException.class, () -> OnnxTextEncoder.builder(folder.resolve("no.onnx"), tokenizer));

        assertTrue(missing.getMessage().contains("no.onnx does not exist"), missing.getMessage());
    }

    @Test
    void a_broken_model_file_is_named(@TempDir Path folder) throws IOException {
        Path tokenizer = Samples.file(folder, MINI_TOKENIZER);
        Path model = Files.writeString(folder.resolve("broken.onnx"), "not a model");

        EncodingException broken = assertThrows(
                EncodingException.class,
                () -> OnnxTextEncoder.builder(model, tokenizer).build());

        assertTrue(broken.getMessage().contains("broken.onnx cannot be loaded"), broken.getMessage());
    }

    @Test
    void a_model_that_is_no_encoder_is_refused_by_its_inputs(@TempDir Path folder) throws IOException {
        Path tokenizer = Samples.file(folder, MINI_TOKENIZER);
        Path model = folder.resolve("head.onnx");
        IntentHead head = new IntentHead(List.of(new LinearLayer(new float[6], 2, 2)));
        new TrainedIntents(head, Samples.card(List.of("a", "b"), "none", 1)).writeTo(model);

        EncodingException refusal = assertThrows(
                EncodingException.class,
                () -> OnnxTextEncoder.builder(model, tokenizer).build());

        assertTrue(refusal.getMessage().contains("wants an input 'vector'"), refusal.getMessage());
    }

    @Test
    void a_model_without_token_vectors_that_names_no_pooled_one_is_refused(@TempDir Path folder) throws IOException {
        Path tokenizer = Samples.file(folder, MINI_TOKENIZER);
        byte[] shipped = ModelFile.resource("encoder/bge-small-en-v1.5-fused.onnx");
        OnnxMl.ModelProto.Builder scores = OnnxMl.ModelProto.parseFrom(shipped).toBuilder();
        OnnxMl.GraphProto.Builder graph = scores.getGraphBuilder();
        graph.getOutputBuilder(0).setName("logits");
        graph.getNodeBuilder(graph.getNodeCount() - 1).setOutput(0, "logits");
        Path model = Files.write(folder.resolve("scores.onnx"), scores.build().toByteArray());

        EncodingException refusal = assertThrows(
                EncodingException.class,
                () -> OnnxTextEncoder.builder(model, tokenizer).build());

        assertTrue(refusal.getMessage().contains("its outputs are [logits]"), refusal.getMessage());
    }

    @Test
    void a_vocabulary_larger_than_the_models_is_noticed_at_load(@TempDir Path folder) throws IOException {
        Path model = Samples.file(folder, MINI_MODEL);
        Path tokenizer = Samples.file(folder, MINI_TOKENIZER);
        String json = Files.readString(tokenizer);
        Files.writeString(tokenizer, json.replaceFirst("\"vocab\":\\s*\\{", "\"vocab\":{\"beyondbeyond\":99999,"));

        EncodingException refusal = assertThrows(
                EncodingException.class,
                () -> OnnxTextEncoder.builder(model, tokenizer).build());

        assertTrue(refusal.getMessage().contains("another model's"), refusal.getMessage());
    }
}
