package dev.fairlead.retrieval.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.Encoding;
import dev.fairlead.ForwardingTextEncoder;
import dev.fairlead.TextEncoder;
import dev.fairlead.WordEncoder;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.chunking.Chunk;
import dev.fairlead.retrieval.chunking.Chunker;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class EncodedTextTest {
    private static final String TITLE = "Framework agreement";
    private static final String CLAUSE = "The supplier shall deliver the goods within thirty days of the order. ";
    private static final Chunking CHUNKING = Chunking.sentences(60, 0).withHeader(Chunking.Header.HEADINGS);

    private final List<String> encoded = new CopyOnWriteArrayList<>();
    private final TextEncoder encoder = new ForwardingTextEncoder(new WordEncoder()) {
        @Override
        public Encoding encode(String text, Kind kind, Deadline deadline) {
            if (kind == Kind.PASSAGE) {
                encoded.add(text);
            }
            return super.encode(text, kind, deadline);
        }
    };

    private static Document document(int clauses) {
        return Document.of("d", CLAUSE.repeat(clauses)).withTitle(TITLE);
    }

    private void add(Document document, Chunking chunking) {
        try (HybridIndex index =
                HybridIndex.builder(encoder).chunking(chunking).ingestThreads(1).build()) {
            index.add(document);
        }
    }

    @Test
    void a_passage_among_several_is_encoded_without_its_header() {
        Document document = document(40);
        List<Chunk> chunks = new Chunker(CHUNKING, encoder).chunks(document);
        assertTrue(chunks.size() > 3);

        add(document, CHUNKING);

        assertEquals(
                chunks.stream().map(chunk -> chunk.span().of(document.text())).toList(), encoded);
    }

    @Test
    void a_passage_among_several_is_found_by_the_words_of_its_header() {
        try (HybridIndex index = HybridIndex.builder(encoder).chunking(CHUNKING).build()) {
            index.add(document(40));
            index.add(Document.of("other", CLAUSE.repeat(40)).withTitle("Lease"));
            try (IndexSnapshot snapshot = index.snapshot()) {
                var hits = snapshot.lexical("framework", Within.everything()).top(100);
                assertFalse(hits.isEmpty());
                snapshot.passages(hits)
                        .forEach(passage -> assertEquals("d", passage.locator().documentId()));
            }
        }
    }

    @Test
    void the_only_passage_of_a_document_is_encoded_with_its_header() {
        add(document(2), CHUNKING);

        assertEquals(List.of(TITLE + "\n" + CLAUSE.repeat(2).strip()), encoded);
    }

    @Test
    void the_only_passage_is_encoded_alone_where_its_header_would_make_it_too_long() {
        add(
                document(4)
                        .withTitle(
                                "Framework agreement of very many words about goods and services that are delivered"),
                CHUNKING);

        assertEquals(List.of(CLAUSE.repeat(4).strip()), encoded);
    }

    @Test
    void a_whole_document_is_encoded_with_its_title() {
        add(document(200), Chunking.whole());

        assertEquals(List.of(TITLE + "\n" + CLAUSE.repeat(200).strip()), encoded);
    }
}
