package dev.fairlead.retrieval.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.FairleadListener;
import dev.fairlead.Layout;
import dev.fairlead.Metadata;
import dev.fairlead.retrieval.WordEncoder;
import dev.fairlead.retrieval.chunking.Chunker;
import dev.fairlead.retrieval.chunking.Chunking;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContentHashTest {
    private static final List<Layout.Page> PAGES = List.of(new Layout.Page(0, 1));

    @Test
    void a_document_read_by_another_parser_is_another() {
        assertEquals(hash("pdfbox/3.0.8 fairlead/1"), hash("pdfbox/3.0.8 fairlead/1"));
        assertNotEquals(hash("pdfbox/3.0.8 fairlead/1"), hash("pdfbox/3.0.9 fairlead/1"));
    }

    private static String hash(String parser) {
        WordEncoder encoder = new WordEncoder();
        Chunking chunking = Chunking.standard();
        IngestSettings settings = new IngestSettings(
                encoder, new Chunker(chunking, encoder), Optional.empty(), new FairleadListener() {}, 1);
        Layout layout = new Layout(parser, PAGES, List.of());
        return settings.contentHash(new Document(
                "d",
                "D",
                new Document.Content("Text.", Document.Format.PDF, layout),
                Metadata.empty(),
                Access.undeclared()));
    }
}
