package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.EncodingException;
import dev.fairlead.TextEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prefixes, lengths and files of an encoder from a file pair. */
final class EncoderSettingsTest {
    @TempDir
    private Path folder;

    private Path model;
    private Path tokenizer;

    @BeforeEach
    void copy() throws IOException {
        model = Samples.file(folder, "all-minilm-l6-v2-q.onnx");
        tokenizer = Samples.file(folder, "all-minilm-l6-v2-q-tokenizer.json");
    }

    private OnnxTextEncoder.Builder mini() {
        return OnnxTextEncoder.builder(model, tokenizer).maxTokens(16);
    }

    private static float[] vector(TextEncoder encoder, TextEncoder.Kind kind, String text) {
        return encoder.encode(text, kind, Deadline.never()).vector();
    }

    @Test
    void each_kind_of_text_gets_its_own_prefix() {
        try (OnnxTextEncoder plain = mini().build();
                OnnxTextEncoder prefixed =
                        mini().queryPrefix("query: ").passagePrefix("passage: ").build()) {
            assertArrayEquals(
                    vector(plain, TextEncoder.Kind.QUERY, "query: roof"),
                    vector(prefixed, TextEncoder.Kind.QUERY, "roof"));
            assertArrayEquals(
                    vector(plain, TextEncoder.Kind.PASSAGE, "passage: roof"),
                    vector(prefixed, TextEncoder.Kind.PASSAGE, "roof"));
        }
    }

    @Test
    void prefixes_are_part_of_the_fingerprint_each_in_its_place() {
        List<OnnxTextEncoder.Builder> builders = List.of(
                mini(),
                mini().queryPrefix("x "),
                mini().passagePrefix("x "),
                mini().queryPrefix("x ").passagePrefix("x "));
        Set<String> fingerprints = new HashSet<>();
        for (OnnxTextEncoder.Builder builder : builders) {
            try (OnnxTextEncoder encoder = builder.build()) {
                fingerprints.add(encoder.fingerprint());
            }
        }
        assertEquals(builders.size(), fingerprints.size());
    }

    @Test
    void a_text_of_exactly_the_limit_is_not_truncated() {
        try (OnnxTextEncoder encoder = mini().build()) {
            var fits = encoder.encode("rent ".repeat(14), TextEncoder.Kind.QUERY, Deadline.never());
            var cut = encoder.encode("rent ".repeat(15), TextEncoder.Kind.QUERY, Deadline.never());
            assertEquals(List.of(16, false), List.of(fits.tokens(), fits.truncated()));
            assertEquals(List.of(16, true), List.of(cut.tokens(), cut.truncated()));
        }
    }

    @Test
    void a_prefix_that_leaves_no_room_is_refused_with_its_length() {
        OnnxTextEncoder.Builder builder = mini().passagePrefix("rent ".repeat(14));
        assertEquals(
                "passagePrefix must leave room in 16 tokens, takes 16",
                assertThrows(IllegalArgumentException.class, builder::build).getMessage());
    }

    @Test
    void a_missing_tokenizer_file_is_named() {
        Path missing = folder.resolve("missing.json");
        var refusal = assertThrows(EncodingException.class, () -> OnnxTextEncoder.builder(model, missing));
        assertTrue(refusal.getMessage().contains(missing + " does not exist"), refusal.getMessage());
    }

    @Test
    void half_a_model_file_is_named() throws IOException {
        byte[] whole = Files.readAllBytes(model);
        Files.write(model, Arrays.copyOf(whole, whole.length / 2));
        var refusal = assertThrows(EncodingException.class, () -> mini().build());
        assertTrue(refusal.getMessage().contains(model.toString()), refusal.getMessage());
    }
}
