package dev.fairlead.retrieval;

import dev.fairlead.Passage;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.PassageIndex;
import dev.fairlead.retrieval.engine.Within;
import java.util.List;
import java.util.stream.Stream;

/** What tests read from an index. */
final class Reads {
    private Reads() {}

    static List<String> texts(PassageIndex index) {
        return texts(index, Within.everything());
    }

    static List<String> texts(PassageIndex index, Within within) {
        try (IndexSnapshot snapshot = index.snapshot()) {
            return passages(snapshot, within).map(Passage::text).toList();
        }
    }

    static List<String> documents(PassageIndex index) {
        try (IndexSnapshot snapshot = index.snapshot()) {
            return passages(snapshot, Within.everything())
                    .map(passage -> passage.locator().documentId())
                    .distinct()
                    .toList();
        }
    }

    private static Stream<Passage> passages(IndexSnapshot snapshot, Within within) {
        return snapshot.listing(within, "", IndexSnapshot.MAX_DEPTH).stream();
    }
}
