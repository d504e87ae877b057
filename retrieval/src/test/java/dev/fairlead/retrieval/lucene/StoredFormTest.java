package dev.fairlead.retrieval.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.Landmark;
import dev.fairlead.Layout;
import dev.fairlead.Locator;
import dev.fairlead.Metadata;
import dev.fairlead.Passage;
import dev.fairlead.Span;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

final class StoredFormTest {
    private static final Layout LAYOUT = new Layout(
            "pdfbox/3.0.8 fairlead/1",
            List.of(new Layout.Page(0, 1), new Layout.Page(4, 2)),
            List.of(new Layout.Heading(0, 1, "Größe")));

    private static Document document(Layout layout) {
        Document.Content content = new Document.Content("Some text.", Document.Format.PDF, layout);
        return new Document("d", "Title", content, Metadata.of("year", 2024), Access.of("acme", "alice"));
    }

    private static Passage passage(OptionalInt page, List<Landmark> landmarks) {
        Locator locator = new Locator("d", "Title", List.of("1. A"), new Span(3, 7), page);
        return new Passage("d#00001", locator, "text", Metadata.of("k", "v"), landmarks);
    }

    @Test
    void documents_come_back_with_their_layout() throws IOException {
        Document document = document(LAYOUT);
        assertEquals(document, StoredForm.document(new BytesRef(StoredForm.of(document))));
    }

    @Test
    void passages_come_back_with_page_and_landmarks() throws IOException {
        Passage passage = passage(
                OptionalInt.of(2),
                List.of(
                        new Landmark(3, List.of("1. A", "1.1 B"), OptionalInt.of(2)),
                        new Landmark(5, List.of(), OptionalInt.empty())));
        assertEquals(passage, StoredForm.passage(new BytesRef(StoredForm.of(passage))));
    }

    @Test
    void what_earlier_formats_stored_reads_as_without_layout_and_landmarks() throws IOException {
        Document document = document(Layout.none());
        byte[] stored = StoredForm.of(document);
        assertEquals(document, StoredForm.document(new BytesRef(Arrays.copyOf(stored, stored.length - 12))));
        Passage passage = passage(OptionalInt.empty(), List.of());
        byte[] older = StoredForm.of(passage);
        assertEquals(passage, StoredForm.passage(new BytesRef(Arrays.copyOf(older, older.length - 4))));
    }

    @Test
    void bytes_written_by_format_1_are_read() throws IOException {
        // A passage "d#00001" of document "d", title "T", section "S", span 0 to 2, no page, text "Hi", no facts.
        byte[] bytes = HexFormat.of()
                .parseHex("00000007642330303030310000000164000000015400000001000000015300000000"
                        + "00000002000000000000000248690000" + "0000");
        Passage passage = StoredForm.passage(new BytesRef(bytes));
        assertEquals(new Locator("d", "T", List.of("S"), new Span(0, 2), OptionalInt.empty()), passage.locator());
        assertEquals(List.of(), passage.landmarks());
    }
}
