package dev.fairlead.retrieval.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Document;
import dev.fairlead.Passage;
import dev.fairlead.Scope;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.PassageReader;
import dev.fairlead.retrieval.engine.Within;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.store.Directory;

/** What an index holds after a crash, and whether every part of it agrees. */
final class WholeIndex {
    private static final Scope ANN = Scope.of("harbour", "ann");

    private WholeIndex() {}

    /** Lucene's own check of every file. */
    static void check(Directory directory, String when) throws IOException {
        try (CheckIndex check = new CheckIndex(directory)) {
            assertTrue(check.checkIndex().clean, when);
        }
    }

    /** Its documents, each of which must have all of its passages, and no others. */
    static Map<String, Document> documents(PassageReader index, WriteHistory history, String when) {
        Map<String, Document> documents = new TreeMap<>();
        try (IndexSnapshot snapshot = index.snapshot()) {
            Map<String, List<Passage>> passages =
                    snapshot.listing(Within.scope(ANN), "", IndexSnapshot.MAX_DEPTH).stream()
                            .collect(Collectors.groupingBy(
                                    passage -> passage.locator().documentId()));
            passages.forEach((id, found) -> {
                Document document = index.document(id, ANN).orElseThrow(() -> new AssertionError(when + ": " + id));
                documents.put(id, document);
                assertEquals(history.passages(document), found.size(), when + ": passages of " + id);
                for (Passage passage : found) {
                    assertEquals(passage.locator().span().of(document.text()), passage.text(), when);
                }
            });
            long all = passages.values().stream().mapToLong(List::size).sum();
            assertEquals(all, snapshot.size(Within.scope(ANN)), when);
        }
        return documents;
    }
}
