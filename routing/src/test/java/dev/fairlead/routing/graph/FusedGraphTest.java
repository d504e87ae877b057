package dev.fairlead.routing.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.TextEncoder;
import dev.fairlead.routing.OnnxTextEncoder;
import dev.fairlead.routing.Pooling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fused graphs beside the 32-bit graphs their weights came from, both on ONNX Runtime. */
class FusedGraphTest {
    private static final Path WEIGHTS = Path.of("target", "weights");
    private static final int[] TOKENS = {3, 4, 7, 13, 20, 33, 64, 100, 127, 128, 129, 200, 255, 384, 511, 512};
    private static final String[] WORDS = ("the supplier shall deliver goods within thirty days; hypertension was not"
                    + " associated with Grüße, 合同 or NDA-sublicensing in 1997 (see clause 4.2) unless tenants object")
            .split(" ");

    @TempDir
    private Path folder;

    private static OnnxTextEncoder encoder(Path model, String name, Pooling pooling) {
        return OnnxTextEncoder.builder(model, WEIGHTS.resolve(name + "-tokenizer.json"))
                .pooling(pooling)
                .workers(1)
                .build();
    }

    /** A text of so many tokens, special ones included, that starts with another word than one of another length. */
    private static String text(TextEncoder encoder, int tokens) {
        StringBuilder text = new StringBuilder();
        for (int i = tokens; encoder.countTokens(text.toString()) < tokens - 2; i++) {
            text.append(WORDS[i % WORDS.length]).append(' ');
        }
        while (encoder.countTokens(text.toString()) > tokens - 2) {
            text.setLength(text.length() - 1);
        }
        return text.toString();
    }

    private static Encoding encode(TextEncoder encoder, String text) {
        return encoder.encode(text, TextEncoder.Kind.PASSAGE, Deadline.never());
    }

    @ParameterizedTest
    // MiniLM is hurt more by eight bits, in langchain4j's file as here, and most where the text is a word or two.
    @CsvSource({"bge-small-en-v1.5, CLS, .99, 3", "all-minilm-l6-v2, MEAN, .98, 3", "all-minilm-l6-v2, MEAN, .99, 7"})
    void vectors_are_those_of_the_32_bit_model_at_every_length(String name, Pooling pooling, double least, int shortest)
            throws IOException {
        Path source = WEIGHTS.resolve(name + ".onnx");
        Path fused = Files.write(folder.resolve("fused.onnx"), FusedGraph.pooled(BertWeights.read(source), pooling));
        try (OnnxTextEncoder exact = encoder(source, name, pooling);
                OnnxTextEncoder encoder = encoder(fused, name, pooling)) {
            for (int tokens : IntStream.of(TOKENS).filter(n -> n >= shortest).toArray()) {
                String text = text(exact, tokens);
                Encoding theirs = encode(exact, text);
                Encoding ours = encode(encoder, text);

                double cosine = ours.cosine(theirs);
                assertTrue(cosine >= least, () -> cosine + " of " + name + " at " + tokens + " tokens");
                assertEquals(1, ours.cosine(ours), 1e-6);
                assertEquals(theirs.tokens(), ours.tokens());
            }
        }
    }

    @Test
    void pooling_token_vectors_outside_gives_the_vector_that_is_pooled_inside() throws IOException {
        String name = "all-minilm-l6-v2";
        BertWeights weights = BertWeights.read(WEIGHTS.resolve(name + ".onnx"));
        Path tokens = Files.write(folder.resolve("tokens.onnx"), FusedGraph.tokenVectors(weights));
        for (Pooling pooling : Pooling.values()) {
            Path pooled = Files.write(folder.resolve(pooling + ".onnx"), FusedGraph.pooled(weights, pooling));
            try (OnnxTextEncoder outside = encoder(tokens, name, pooling);
                    OnnxTextEncoder inside = encoder(pooled, name, pooling)) {
                for (int length : new int[] {2, 20, 200}) {
                    String text = text(inside, length);
                    // Not bit-equal: the first token alone is quantised with a scale of its own.
                    assertEquals(1, encode(inside, text).cosine(encode(outside, text)), 5e-3);
                }
                assertNotEquals(outside.fingerprint(), inside.fingerprint());
            }
        }
    }

    @Test
    void the_shipped_encoder_is_what_this_code_writes_from_the_weights() throws IOException {
        byte[] written = FusedGraph.pooled(BertWeights.read(WEIGHTS.resolve("bge-small-en-v1.5.onnx")), Pooling.CLS);
        try (InputStream shipped = OnnxTextEncoder.class.getResourceAsStream("encoder/bge-small-en-v1.5-fused.onnx")) {
            assertArrayEquals(written, shipped.readAllBytes());
        }
    }

    @Test
    void weights_tell_their_sizes() {
        BertWeights weights = BertWeights.read(WEIGHTS.resolve("all-minilm-l6-v2.onnx"));

        assertEquals(384, weights.dimension());
        assertEquals(512, weights.maxTokens());
        assertEquals(6, weights.layers().size());
        assertEquals(12, weights.heads());
    }
}
