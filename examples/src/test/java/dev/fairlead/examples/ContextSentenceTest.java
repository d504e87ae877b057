package dev.fairlead.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Document;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.retrieval.ingestion.ContextWriter;
import dev.fairlead.retrieval.ingestion.IngestReport;
import dev.fairlead.routing.OnnxTextEncoder;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A chat model over HTTP says what a document is, and the document is found by it. */
final class ContextSentenceTest {
    private static final String TEXT = "The filter is rinsed once a month. The seal is replaced once a year.";

    @Test
    void a_document_is_found_by_what_a_model_over_http_says_it_is() throws Exception {
        try (OpenAiServer server = new OpenAiServer(prompt -> "The user manual of the Ondine water pump.");
                OnnxTextEncoder encoder = OnnxTextEncoder.bgeSmall();
                HybridIndex index = HybridIndex.builder(encoder)
                        .contextWriter(ContextWriter.of(OpenAiChatModel.builder()
                                .baseUrl(server.baseUrl())
                                .apiKey("none")
                                .modelName("parrot")
                                .maxRetries(0)
                                .build()))
                        .build()) {
            IngestReport report = index.add(Document.of("manual", TEXT).withTitle("Maintenance"));
            assertEquals(new IngestReport.Contexts(1, 0, List.of(), 1, 1), report.contexts());
            assertTrue(server.requests().getFirst().toString().contains("The filter is rinsed"));
            try (IndexSnapshot snapshot = index.snapshot()) {
                var hits = snapshot.lexical("Ondine pump", Within.everything()).top(5);
                assertEquals(TEXT, snapshot.passages(hits).getFirst().text());
            }
            assertEquals(
                    1,
                    index.add(Document.of("manual", TEXT).withTitle("Maintenance"))
                            .unchanged());
            assertEquals(1, server.requests().size());
        }
    }
}
