package dev.fairlead.retrieval.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.Metadata;
import dev.fairlead.Scope;
import dev.fairlead.ScopeRequiredException;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.WordEncoder;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RetrievedContentTest {
    private final HybridIndex index =
            HybridIndex.builder(new WordEncoder()).requireScope(true).build();

    @AfterEach
    void close() {
        index.close();
    }

    private static Query asked(String text, String tenant) {
        return Query.from(text, dev.langchain4j.rag.query.Metadata.from(UserMessage.from(text), tenant, List.of()));
    }

    private ContentRetriever byTenant() {
        // With time enough for a machine under load.
        return new RetrievedContent(
                index.retriever(),
                query -> Scope.of(String.valueOf(query.metadata().chatMemoryId())),
                Duration.ofMinutes(5));
    }

    @Test
    void a_content_names_document_section_span_score_and_facts() {
        String text = "# Rules\n\n## Insurance\n\nStorm damage to the berth is insured by the tenant.";
        index.add(new Document(
                "rules.md",
                "Port rules",
                new Document.Content(text, Document.Format.MARKDOWN),
                Metadata.of("year", 2024).with("signed", LocalDate.of(2024, 5, 1)),
                Access.tenant("a")));
        Content content =
                byTenant().retrieve(asked("Who insures storm damage?", "a")).getFirst();
        var segment = content.textSegment();
        assertTrue(segment.text().contains("insured by the tenant"));
        assertEquals("rules.md", segment.metadata().getString(RetrievedContent.DOCUMENT_ID));
        assertEquals("Port rules", segment.metadata().getString(RetrievedContent.TITLE));
        assertTrue(segment.metadata().getString(RetrievedContent.SECTION).contains("Insurance"));
        assertFalse(segment.metadata().containsKey(RetrievedContent.PAGE));
        assertEquals(2024, segment.metadata().getDouble("year"));
        assertEquals("2024-05-01", segment.metadata().getString("signed"));
        int start = segment.metadata().getInteger(RetrievedContent.START);
        int end = segment.metadata().getInteger(RetrievedContent.END);
        assertEquals(segment.text(), text.substring(start, end));
        assertEquals("rules.md#00001", content.metadata().get(ContentMetadata.EMBEDDING_ID));
        assertTrue((double) content.metadata().get(ContentMetadata.SCORE) > 0);
    }

    @Test
    void each_query_sees_what_the_scope_of_its_metadata_sees() {
        for (String tenant : List.of("a", "b")) {
            index.add(Document.of("of-" + tenant, "Storm damage is insured.").withAccess(Access.tenant(tenant)));
        }
        ContentRetriever retriever = byTenant();
        for (String tenant : List.of("a", "b", "c")) {
            List<String> seen = retriever.retrieve(asked("Is storm damage insured?", tenant)).stream()
                    .map(content -> content.textSegment().metadata().getString(RetrievedContent.DOCUMENT_ID))
                    .toList();
            assertEquals(tenant.equals("c") ? List.of() : List.of("of-" + tenant), seen);
        }
    }

    @Test
    void a_host_that_gives_no_scope_is_refused_where_one_is_required() {
        ContentRetriever retriever = index.asContentRetriever(query -> Scope.none());
        assertThrows(ScopeRequiredException.class, () -> retriever.retrieve(Query.from("royalty")));
    }
}
