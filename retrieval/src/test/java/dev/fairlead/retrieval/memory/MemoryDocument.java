package dev.fairlead.retrieval.memory;

import dev.fairlead.Document;
import dev.fairlead.Locator;
import dev.fairlead.Passage;
import dev.fairlead.retrieval.chunking.Chunk;
import dev.fairlead.retrieval.engine.DocumentName;
import dev.fairlead.retrieval.engine.PassageId;
import dev.fairlead.retrieval.engine.Prepared;
import dev.fairlead.retrieval.engine.Within;
import java.util.ArrayList;
import java.util.List;

/**
 * A document with its passages.
 *
 * @param prepared as it was written
 * @param entries its passages in the order of the text
 * @param name the words it is called by
 */
record MemoryDocument(Prepared prepared, List<Entry> entries, Bag name) {
    /** A passage, the words it is found by, and its vector. */
    record Entry(Passage passage, Bag words, List<Float> vector) {}

    static MemoryDocument of(Prepared prepared) {
        Document document = prepared.document();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < prepared.chunks().size(); i++) {
            Chunk chunk = prepared.chunks().get(i);
            Locator locator =
                    new Locator(document.id(), document.title(), chunk.sectionPath(), chunk.span(), chunk.page());
            String text = chunk.span().of(document.text());
            Passage passage = new Passage(
                    PassageId.of(document.id(), i + 1), locator, text, document.metadata(), chunk.landmarks());
            Bag words = Bag.of(chunk.withHeader(text));
            entries.add(new Entry(passage, words, list(prepared.vectors().get(i))));
        }
        return new MemoryDocument(prepared, List.copyOf(entries), Bag.of(DocumentName.of(document)));
    }

    private static List<Float> list(float[] vector) {
        List<Float> list = new ArrayList<>();
        for (float component : vector) {
            list.add(component);
        }
        return list;
    }

    Document document() {
        return prepared.document();
    }

    /** The definition of what is visible, written out. */
    boolean isVisible(Within within, boolean requireScope) {
        Document document = document();
        boolean admitted = document.access().isUndeclared()
                ? !requireScope
                : document.access().admits(within.scope());
        boolean wanted = within.documents().isEmpty() || within.documents().contains(document.id());
        return admitted && wanted && within.filter().matches(document.metadata());
    }
}
