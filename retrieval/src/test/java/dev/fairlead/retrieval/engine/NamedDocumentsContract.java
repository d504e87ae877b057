package dev.fairlead.retrieval.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.Filter;
import dev.fairlead.Metadata;
import dev.fairlead.Scope;
import dev.fairlead.ScopeRequiredException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How every engine finds documents by their names. */
public abstract class NamedDocumentsContract extends EngineContract {
    @Test
    void documents_are_found_by_words_of_their_names_inside_the_constraint_only() {
        Metadata red = Metadata.of("colour", "red");
        List<Document> documents = List.of(
                Document.of("b", LONG_TEXT).withTitle("Borealis Charter"),
                Document.of("a", LONG_TEXT).withTitle("Acme Charter").withMetadata(red),
                Document.of("s", LONG_TEXT).withTitle("Borealis Secret").withAccess(Access.tenant("other")));
        List<String> words = List.of("charter", "borealis", "unheard");
        Within reds = Within.filter(Filter.equalTo("colour", "red"));
        assertEquals(List.of("b", "a"), named(documents, words, Within.everything(), ALL));
        assertEquals(List.of("b"), named(documents, words, Within.everything(), 1));
        assertEquals(List.of("a"), named(documents, words, reds, ALL));
    }

    private List<String> named(List<Document> documents, List<String> words, Within within, int limit) {
        return reading(
                documents,
                snapshot -> snapshot.named(words, within, limit).stream()
                        .map(NamedDocument::documentId)
                        .toList());
    }

    @Test
    void a_name_held_by_many_documents_finds_none_and_weighs_little_beside_a_rare_one() {
        List<Document> documents = IntStream.range(0, 30)
                .mapToObj(i -> Document.of("d" + i, LONG_TEXT).withTitle("Charter of number" + i))
                .toList();
        assertEquals(List.of(), named(documents, List.of("charter"), Within.everything(), ALL));
        NamedDocument found = reading(
                documents,
                snapshot -> snapshot.named(List.of("charter", "number7"), Within.everything(), ALL)
                        .getFirst());
        assertEquals("d7", found.documentId());
        assertTrue(found.words().get("charter") < found.words().get("number7"));
        assertTrue(found.passages() > 1);
    }

    @Test
    void an_index_that_requires_a_scope_names_no_document_without_one() {
        try (PassageStore engine = open(encoder, true)) {
            add(engine, List.of(Document.of("acme", LONG_TEXT)));
            try (IndexSnapshot snapshot = engine.snapshot()) {
                assertThrows(
                        ScopeRequiredException.class, () -> snapshot.named(List.of("acme"), Within.everything(), 5));
                assertEquals(List.of(), snapshot.named(List.of("acme"), Within.scope(Scope.of("t", "ann")), 5));
            }
        }
    }

    @Test
    void names_that_may_not_be_seen_make_no_word_common_and_change_no_weight() {
        List<Document> own = List.of(
                Document.of("n", LONG_TEXT).withTitle("Charter North"),
                Document.of("s", LONG_TEXT).withTitle("Charter South"));
        List<Document> all = new ArrayList<>(own);
        IntStream.range(0, 40)
                .mapToObj(i -> Document.of("d" + i, LONG_TEXT)
                        .withTitle("Charter of number" + i)
                        .withAccess(Access.tenant("other")))
                .forEach(all::add);
        List<String> words = List.of("charter", "north");

        List<NamedDocument> alone = reading(own, snapshot -> snapshot.named(words, Within.everything(), ALL));
        List<NamedDocument> among = reading(all, snapshot -> snapshot.named(words, Within.everything(), ALL));

        assertEquals(
                List.of("n", "s"), among.stream().map(NamedDocument::documentId).toList());
        assertEquals(alone, among);
    }
}
