package dev.fairlead.retrieval.reading;

import dev.fairlead.Passage;
import dev.fairlead.Span;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import java.util.List;
import java.util.Optional;

/** What stands around passages, as far as it may be seen. */
record Surroundings(IndexSnapshot snapshot, Within within) {
    List<Passage> of(String passageId, int reach) {
        return snapshot.neighbours(passageId, reach, reach, within);
    }

    /** What no passage holds: white space between two of them; empty where the document is another one by now. */
    Optional<String> gap(String documentId, Span span) {
        return snapshot.text(documentId, span, within).filter(String::isBlank);
    }
}
