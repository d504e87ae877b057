package dev.fairlead.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Answer;
import dev.fairlead.Document;
import dev.fairlead.Fairlead;
import dev.fairlead.IndexException;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.ingestion.Documents;
import dev.fairlead.routing.OnnxTextEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another encoder from its two files: all-MiniLM-L6-v2 instead of the one that ships. */
final class EncoderSwapTest {
    @TempDir
    private Path folder;

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/" + name), name)) {
            Files.copy(in, file);
        }
        return file;
    }

    private TextEncoder miniLm() throws IOException {
        return OnnxTextEncoder.builder(file("all-minilm-l6-v2-q.onnx"), file("all-minilm-l6-v2-q-tokenizer.json"))
                .build();
    }

    @Test
    void an_index_of_another_encoder_answers_and_is_never_opened_with_the_wrong_one() throws IOException {
        Path path = folder.resolve("index");
        try (TextEncoder encoder = miniLm()) {
            try (HybridIndex index = HybridIndex.open(path, encoder);
                    Fairlead fairlead = Fairlead.builder(index.retriever()).build()) {
                index.add(Documents.of(
                        Document.of("lease", "The tenant insures the berth against storm damage. Rent is due in May."),
                        Document.of("manual", "Loosen the four bolts before the pump is taken out."),
                        Document.of("policy", "Employees may work from home on two days a week.")));
                Answer.Answered answered = assertInstanceOf(
                        Answer.Answered.class, fairlead.ask("Who insures the berth against damage by a storm?"));
                assertEquals("lease", answered.citations().getFirst().locator().documentId());
            }
            try (TextEncoder shipped = OnnxTextEncoder.bgeSmall()) {
                assertNotEquals(encoder.fingerprint(), shipped.fingerprint());
                IndexException refused = assertThrows(IndexException.class, () -> HybridIndex.open(path, shipped));
                assertTrue(refused.getMessage().contains(encoder.fingerprint()), refused.getMessage());
                assertTrue(refused.getMessage().contains(shipped.fingerprint()), refused.getMessage());
            }
            HybridIndex.open(path, encoder).close();
        }
    }
}
