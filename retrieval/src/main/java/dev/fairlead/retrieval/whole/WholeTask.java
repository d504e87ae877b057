package dev.fairlead.retrieval.whole;

import dev.fairlead.Inquiry;
import dev.fairlead.Passage;
import dev.fairlead.context.WholeDocumentTask;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.retrieval.query.NamedDocuments;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The documents a question wants whole.
 *
 * @param tiles their passages, or as many as show that they are too long
 * @param documents their ids
 * @param rest the question without the words that name them
 * @param topical whether it asks for something particular in them, which can be searched for
 */
record WholeTask(Tiles tiles, Set<String> documents, String rest, boolean topical) {
    private static final int MAX_DOCUMENTS = 2;

    /**
     * Reads a question.
     *
     * @param always whether every question that names a document wants it whole
     * @return empty where the question wants no document whole, or it is not clear which
     */
    static Optional<WholeTask> of(Inquiry inquiry, IndexSnapshot snapshot, Within within, long limit, boolean always) {
        String question = inquiry.question().text();
        Optional<WholeDocumentTask> cue = WholeDocumentTask.of(question);
        boolean wanted = always || inquiry.need() == Inquiry.Need.DOCUMENTS;
        if (cue.isEmpty() && !wanted) {
            return Optional.empty();
        }
        Optional<NamedDocuments> named = NamedDocuments.of(question, snapshot, within, MAX_DOCUMENTS)
                .or(() -> cue.filter(task -> task.topic(Set.of()).isEmpty())
                        .flatMap(task -> NamedDocuments.only(question, snapshot, within)));
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Set<String> ids = named.get().documents();
        Tiles tiles = Tiles.ofDocuments(ids, snapshot, within, limit);
        boolean topical =
                cue.map(task -> isTopical(task, named.get(), tiles.passages())).orElse(true);
        boolean whole = wanted
                || cue.filter(task -> wantsWhole(task, ids.size(), topical)).isPresent();
        return whole ? Optional.of(new WholeTask(tiles, ids, named.get().question(), topical)) : Optional.empty();
    }

    /** A summary of one clause and a difference inside one document are found by search. */
    private static boolean wantsWhole(WholeDocumentTask task, int documents, boolean topical) {
        return switch (task.kind()) {
            case SUMMARISE -> !topical;
            case COMPARE -> !topical || documents > 1;
            case CONTRADICTIONS -> true;
        };
    }

    private static boolean isTopical(WholeDocumentTask task, NamedDocuments named, List<Passage> passages) {
        Set<String> names = new HashSet<>(named.words());
        for (Passage passage : passages) {
            names.add(passage.locator().title());
            names.add(passage.locator().documentId());
        }
        return !task.topic(names).isEmpty();
    }
}
