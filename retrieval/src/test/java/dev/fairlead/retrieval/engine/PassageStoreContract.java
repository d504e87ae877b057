package dev.fairlead.retrieval.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.Filter;
import dev.fairlead.IndexException;
import dev.fairlead.Metadata;
import dev.fairlead.Passage;
import dev.fairlead.Scope;
import dev.fairlead.ScopeRequiredException;
import dev.fairlead.Span;
import dev.fairlead.retrieval.RandomCorpus;
import dev.fairlead.retrieval.engine.PassageStore.Standing;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the writes of every engine keep. An engine's test extends this and says how to open one. */
public abstract class PassageStoreContract extends EngineContract {
    private static final Access ANN = Access.of("t", "ann");
    private static final Scope SCOPE_OF_ANN = Scope.of("t", "ann");
    private static final Document LONG = Document.of("a", LONG_TEXT);

    private static List<Passage> listing(PassageStore engine, Within within) {
        return read(engine, snapshot -> snapshot.listing(within, "", ALL));
    }

    private static List<Passage> listing(PassageStore engine) {
        return listing(engine, Within.everything());
    }

    @Test
    void any_characters_of_a_document_can_be_read() {
        Within within = Within.everything();
        reading(List.of(Document.of("a", LONG_TEXT)), snapshot -> {
            assertEquals(
                    LONG_TEXT.substring(3, 30),
                    snapshot.text("a", new Span(3, 30), within).orElseThrow());
            assertTrue(snapshot.text("a", new Span(0, LONG_TEXT.length() + 1), within)
                    .isEmpty());
            assertTrue(snapshot.text("unknown", new Span(0, 1), within).isEmpty());
            return true;
        });
    }

    @Test
    void a_document_written_again_replaces_its_passages() {
        try (PassageStore engine = open(encoder, false)) {
            add(engine, List.of(LONG, Document.of("b", LONG_TEXT)));
            int others =
                    listing(engine, Within.everything().documents(Set.of("b"))).size();
            add(engine, List.of(Document.of("a", "Short now.")));
            List<Passage> all = listing(engine);
            assertEquals("Short now.", all.getFirst().text());
            assertEquals(1 + others, all.size());
            long size = read(engine, snapshot -> snapshot.size(Within.everything()));
            assertEquals(all.size(), size);
            List<Hit> gone = read(
                    engine,
                    snapshot -> snapshot.lexical("vessel insurance", Within.everything())
                            .top(ALL));
            assertEquals(Set.of("b"), documents(gone));
        }
    }

    @Test
    void a_document_written_twice_before_readers_follow_is_there_once() {
        try (PassageStore engine = open(encoder, false)) {
            engine.write(prepared(LONG), false);
            engine.write(prepared(Document.of("a", "Short now.")), false);
            engine.refresh();
            assertEquals(1, listing(engine).size());
        }
    }

    @Test
    void writing_keeps_the_stored_access_where_it_is_told_to() {
        try (PassageStore engine = open(encoder, false)) {
            add(engine, List.of(LONG.withAccess(ANN)));
            engine.write(prepared(LONG), true);
            engine.refresh();
            assertEquals(List.of(), listing(engine));
            assertFalse(listing(engine, Within.scope(SCOPE_OF_ANN)).isEmpty());
            engine.write(prepared(LONG), false);
            engine.refresh();
            assertFalse(listing(engine).isEmpty());
        }
    }

    @Test
    void a_document_that_says_nothing_of_its_access_takes_the_stored_one() {
        try (PassageStore engine = open(encoder, false)) {
            assertEquals(LONG, engine.keepingAccess(LONG));
            engine.write(prepared(LONG.withAccess(ANN)), false);
            assertEquals(LONG.withAccess(ANN), engine.keepingAccess(LONG));
            Document declared = LONG.withAccess(Access.tenant("other"));
            assertEquals(declared, engine.keepingAccess(declared));
        }
    }

    @Test
    void standing_tells_content_facts_and_access_apart_before_readers_follow() {
        try (PassageStore engine = open(encoder, false)) {
            String hash = hash(LONG);
            assertEquals(Standing.NEW, engine.standing(LONG, hash));
            engine.write(prepared(LONG), false);
            assertEquals(Standing.UNCHANGED, engine.standing(LONG, hash));
            assertEquals(Standing.NEW, engine.standing(LONG, hash + "0"));
            assertEquals(Standing.CHANGED_FACTS, engine.standing(LONG.withAccess(ANN), hash));
            assertEquals(Standing.CHANGED_FACTS, engine.standing(LONG.withMetadata(Metadata.of("year", 2024)), hash));
            engine.delete("a");
            assertEquals(Standing.NEW, engine.standing(LONG, hash));
        }
    }

    @Test
    void facts_change_without_touching_texts_and_vectors() {
        try (PassageStore engine = open(encoder, false)) {
            add(engine, List.of(LONG, Document.of("b", LONG_TEXT)));
            List<Hit> before = meaning(engine, Within.everything());
            int encoded = encoder.encoded();
            Document red = LONG.withMetadata(Metadata.of("colour", "red"));
            assertTrue(engine.setFacts(red, hash(LONG), false));
            engine.refresh();
            assertEquals(encoded, encoder.encoded());
            requireSame(before, meaning(engine, Within.everything()));
            Within reds = Within.filter(Filter.equalTo("colour", "red"));
            assertEquals(Set.of("a"), documents(meaning(engine, reds)));
            assertEquals(red, engine.document("a", Scope.none()).orElseThrow());
        }
    }

    private List<Hit> meaning(PassageStore engine, Within within) {
        return read(
                engine, snapshot -> snapshot.nearest(vector("cargo"), within).top(ALL));
    }

    private static void requireSame(List<Hit> expected, List<Hit> found) {
        assertEquals(
                expected.stream().map(Hit::passageId).toList(),
                found.stream().map(Hit::passageId).toList());
        for (int i = 0; i < found.size(); i++) {
            assertEquals(expected.get(i).score(), found.get(i).score(), 1e-6);
        }
    }

    @Test
    void facts_of_other_content_or_an_unknown_document_are_not_changed() {
        try (PassageStore engine = open(encoder, false)) {
            Document red = LONG.withMetadata(Metadata.of("colour", "red"));
            assertFalse(engine.setFacts(red, hash(LONG), false));
            engine.write(prepared(LONG), false);
            assertFalse(engine.setFacts(red, hash(LONG) + "0", false));
            assertEquals(LONG, engine.document("a", Scope.none()).orElseThrow());
        }
    }

    @Test
    void facts_keep_the_stored_access_where_they_are_told_to() {
        try (PassageStore engine = open(encoder, false)) {
            add(engine, List.of(LONG.withAccess(ANN)));
            Document red = LONG.withMetadata(Metadata.of("colour", "red"));
            assertTrue(engine.setFacts(red, hash(LONG), true));
            assertEquals(red.withAccess(ANN), engine.document("a", SCOPE_OF_ANN).orElseThrow());
            assertTrue(engine.setFacts(red, hash(LONG), false));
            assertEquals(red, engine.document("a", Scope.none()).orElseThrow());
        }
    }

    @Test
    void access_changes_when_the_call_returns_without_encoding() {
        try (PassageStore engine = open(encoder, false)) {
            add(engine, List.of(LONG));
            try (IndexSnapshot before = engine.snapshot()) {
                int encoded = encoder.encoded();
                assertTrue(engine.setAccess("a", ANN));
                assertFalse(engine.setAccess("unknown", ANN));
                assertEquals(encoded, encoder.encoded());
                assertEquals(List.of(), listing(engine));
                assertFalse(listing(engine, Within.scope(SCOPE_OF_ANN)).isEmpty());
                assertTrue(before.size(Within.everything()) > 0, "a snapshot shows what was visible at its taking");
            }
        }
    }

    @Test
    void access_changes_of_documents_readers_do_not_see_yet() {
        try (PassageStore engine = open(encoder, false)) {
            engine.write(prepared(LONG), false);
            assertTrue(engine.setAccess("a", ANN));
            assertEquals(List.of(), listing(engine));
            assertFalse(listing(engine, Within.scope(SCOPE_OF_ANN)).isEmpty());
        }
    }

    @Test
    void a_document_is_deleted_when_the_call_returns_seen_by_readers_or_not() {
        try (PassageStore engine = open(encoder, false)) {
            engine.write(prepared(LONG), false);
            add(engine, List.of(Document.of("b", LONG_TEXT)));
            engine.write(prepared(Document.of("c", LONG_TEXT)), false);
            assertTrue(engine.delete("a"));
            assertTrue(engine.delete("c"));
            assertFalse(engine.delete("a"));
            assertFalse(engine.delete("unknown"));
            assertEquals(Set.of("b"), documents(meaning(engine, Within.everything())));
            assertEquals(Optional.empty(), engine.document("c", Scope.none()));
            assertEquals(
                    List.of(), read(engine, snapshot -> snapshot.neighbours("a#00001", 1, 1, Within.everything())));
        }
    }

    @Test
    void a_stored_document_comes_back_as_it_was_for_those_who_may_see_it() {
        Document full = LONG.withTitle("Port rules")
                .withMetadata(Metadata.of("year", 2024).with("tags", List.of("x", "y")))
                .withAccess(ANN);
        try (PassageStore engine = open(encoder, false)) {
            engine.write(prepared(full), false);
            assertEquals(Optional.of(full), engine.document("a", SCOPE_OF_ANN));
            assertEquals(Optional.empty(), engine.document("a", Scope.of("t", "bob")));
            assertEquals(Optional.empty(), engine.document("a", Scope.none()));
            assertEquals(Optional.empty(), engine.document("unknown", SCOPE_OF_ANN));
        }
    }

    @Test
    void an_index_that_requires_a_scope_gives_no_document_without_one() {
        try (PassageStore engine = open(encoder, true)) {
            engine.write(prepared(LONG), false);
            assertThrows(ScopeRequiredException.class, () -> engine.document("a", Scope.none()));
            assertEquals(Optional.empty(), engine.document("a", SCOPE_OF_ANN));
        }
    }

    @Test
    void committing_and_compacting_change_nothing_that_is_read() {
        try (PassageStore engine = open(encoder, false)) {
            add(engine, List.of(LONG, Document.of("b", LONG_TEXT), Document.of("c", "Cargo.")));
            engine.delete("c");
            engine.write(prepared(Document.of("d", "Cargo is stored.")), false);
            engine.commit();
            List<Passage> listed = listing(engine);
            List<Hit> found = meaning(engine, Within.everything());
            try (IndexSnapshot before = engine.snapshot()) {
                engine.compact(1);
                assertEquals(listed, before.listing(Within.everything(), "", ALL));
            }
            assertEquals(listed, listing(engine));
            requireSame(found, meaning(engine, Within.everything()));
        }
    }

    @Test
    void a_closed_engine_refuses_while_its_snapshots_stay_readable() {
        PassageStore engine = open(encoder, false);
        add(engine, List.of(LONG));
        try (IndexSnapshot snapshot = engine.snapshot()) {
            engine.close();
            assertThrows(IndexException.class, engine::snapshot);
            assertThrows(IndexException.class, () -> engine.write(prepared(LONG), false));
            assertThrows(IndexException.class, () -> engine.setAccess("a", ANN));
            assertThrows(IndexException.class, () -> engine.delete("a"));
            assertThrows(IndexException.class, engine::refresh);
            assertThrows(IndexException.class, engine::commit);
            assertTrue(snapshot.size(Within.everything()) > 0);
        }
    }

    @Test
    void after_any_sequence_of_writes_the_index_shows_what_a_map_of_documents_would() {
        for (long seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            RandomCorpus corpus = new RandomCorpus(seed);
            List<Document> pool = corpus.documents(30);
            Map<String, Document> expected = new TreeMap<>();
            try (PassageStore engine = open(encoder, false)) {
                for (int round = 0; round < 60; round++) {
                    change(engine, expected, pool.get(random.nextInt(30)), random);
                    if (round % 10 == 9) {
                        engine.refresh();
                        requireShown(engine, expected.values(), corpus, "seed " + seed + ", round " + round);
                    }
                }
            }
        }
    }

    /** One write, on the engine and on the map. */
    private void change(PassageStore engine, Map<String, Document> expected, Document document, Random random) {
        String id = document.id();
        Document known = expected.get(id);
        Access access =
                new RandomCorpus(random.nextLong()).documents(1).getFirst().access();
        Metadata facts = Metadata.of("kind", random.nextBoolean() ? "a" : "b");
        switch (random.nextInt(6)) {
            case 0 -> assertEquals(expected.remove(id) != null, engine.delete(id));
            case 1 -> {
                assertEquals(known != null, engine.setAccess(id, access));
                expected.computeIfPresent(id, (key, one) -> one.withAccess(access));
            }
            case 2 -> {
                boolean keeps = random.nextBoolean();
                Document other = document.withMetadata(facts).withAccess(access);
                assertEquals(known != null, engine.setFacts(other, hash(document), keeps));
                expected.computeIfPresent(
                        id, (key, one) -> one.withMetadata(facts).withAccess(keeps ? one.access() : access));
            }
            case 3 -> {
                engine.write(prepared(document.withAccess(access)), true);
                expected.put(id, document.withAccess(known == null ? access : known.access()));
            }
            default -> {
                engine.write(prepared(document), false);
                expected.put(id, document);
            }
        }
    }

    private static void requireShown(
            PassageStore engine, Collection<Document> expected, RandomCorpus corpus, String message) {
        for (int i = 0; i < 10; i++) {
            Within within = new Within(corpus.scope(), corpus.filter(1));
            List<String> visible = expected.stream()
                    .filter(document -> RandomCorpus.visible(document, within, false))
                    .map(Document::id)
                    .toList();
            List<String> listed = listing(engine, within).stream()
                    .map(passage -> passage.locator().documentId())
                    .distinct()
                    .toList();
            assertEquals(visible, listed, message + ", " + within);
            for (Document document : expected) {
                Optional<Document> shown = RandomCorpus.visible(document, Within.scope(within.scope()), false)
                        ? Optional.of(document)
                        : Optional.empty();
                assertEquals(shown, engine.document(document.id(), within.scope()), message);
            }
        }
    }
}
