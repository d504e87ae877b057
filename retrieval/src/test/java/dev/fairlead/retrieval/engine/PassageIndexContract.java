package dev.fairlead.retrieval.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the reads of every engine keep. An engine's test extends this and says how to open one. */
public abstract class PassageIndexContract extends NamedDocumentsContract {
    @Test
    void a_constraint_on_documents_admits_their_passages_alone() {
        List<Document> documents = List.of(
                Document.of("a", LONG_TEXT),
                Document.of("b", LONG_TEXT),
                Document.of("s", LONG_TEXT).withAccess(Access.tenant("other")));
        Within within = Within.everything().documents(Set.of("b", "s", "unknown"));
        Set<String> byWords = reading(
                documents,
                snapshot ->
                        documents(snapshot.lexical("vessel insurance", within).top(ALL)));
        Set<String> byMeaning = reading(
                documents,
                snapshot ->
                        documents(snapshot.nearest(vector("insurance"), within).top(ALL)));
        assertEquals(Set.of("b"), byWords);
        assertEquals(Set.of("b"), byMeaning);
    }

    @Test
    void a_word_finds_the_passage_that_holds_it() {
        List<Document> documents = List.of(Document.of("a", "Cargo is stored."), Document.of("b", "Rent is due."));
        List<Hit> hits = reading(
                documents, s -> s.lexical("stored cargo", Within.everything()).top(10));
        assertEquals(
                List.of("a"),
                hits.stream().map(hit -> documentOf(hit.passageId())).toList());
    }

    @Test
    void the_nearest_vector_comes_first_with_its_cosine() {
        List<Document> documents = List.of(Document.of("a", "Cargo is stored."), Document.of("b", "Rent is due."));
        List<Hit> hits = reading(
                documents,
                s -> s.nearest(vector("a\nCargo is stored."), Within.everything())
                        .top(1));
        assertEquals("a", documentOf(hits.getFirst().passageId()));
        assertEquals(1, hits.getFirst().score(), 1e-5);
    }

    @Test
    void hits_come_by_falling_score_and_equal_scores_by_passage_id() {
        List<Document> documents = new ArrayList<>(new RandomCorpus(1).documents(40));
        documents.addAll(List.of(Document.of("z", "Cargo."), Document.of("y", "Cargo."), Document.of("x", "Cargo.")));
        List<Document> open =
                documents.stream().map(d -> d.withAccess(Access.undeclared())).toList();
        reading(open, snapshot -> {
            Leg words = snapshot.lexical("cargo agreement", Within.everything());
            Leg meaning = snapshot.nearest(vector("cargo"), Within.everything());
            for (List<Hit> hits : List.of(words.top(ALL), meaning.top(ALL))) {
                assertEquals(hits.stream().sorted(Hit.ORDER).toList(), hits);
                assertFalse(hits.isEmpty());
            }
            return true;
        });
    }

    @Test
    void completed_scores_equal_found_scores_in_both_legs() {
        List<Document> open = new RandomCorpus(2)
                .documents(60).stream()
                        .map(d -> d.withAccess(Access.undeclared()))
                        .toList();
        reading(open, snapshot -> {
            for (String question : List.of("cargo", "agreement about royalty", "notice of breach and audit")) {
                Leg words = snapshot.lexical(question, Within.everything());
                Leg meaning = snapshot.nearest(vector(question), Within.everything());
                List<Hit> everywhere = meaning.top(ALL);
                requireCompleted(words, words.top(ALL), everywhere);
                requireCompleted(meaning, everywhere, words.top(ALL));
            }
            return true;
        });
    }

    private static void requireCompleted(Leg leg, List<Hit> own, List<Hit> asked) {
        Map<String, Double> known = new HashMap<>();
        own.forEach(hit -> known.put(hit.passageId(), hit.score()));
        double[] scores = leg.scores(asked);
        for (int i = 0; i < scores.length; i++) {
            assertEquals(known.getOrDefault(asked.get(i).passageId(), 0.0), scores[i], 1e-6);
        }
    }

    @Test
    void scope_and_filter_show_what_their_definition_says_in_every_read() {
        for (boolean requireScope : List.of(true, false)) {
            for (long seed = 0; seed < 6; seed++) {
                RandomCorpus corpus = new RandomCorpus(seed);
                List<Document> documents = corpus.documents(70);
                try (PassageStore engine = open(encoder, requireScope)) {
                    add(engine, documents.subList(0, 30));
                    add(engine, documents.subList(30, 70));
                    add(engine, documents.subList(10, 20));
                    try (IndexSnapshot snapshot = engine.snapshot()) {
                        for (int i = 0; i < 25; i++) {
                            Within within = new Within(corpus.scope(), corpus.filter(2));
                            requireVisible(snapshot, documents, within, requireScope, "seed " + seed + ", " + within);
                        }
                    }
                }
            }
        }
    }

    private void requireVisible(
            IndexSnapshot snapshot, List<Document> documents, Within within, boolean requireScope, String message) {
        Set<String> expected = documents.stream()
                .filter(document -> RandomCorpus.visible(document, within, requireScope))
                .map(Document::id)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, documents(snapshot.lexical("agreement", within).top(ALL)), message);
        assertEquals(
                expected,
                documents(snapshot.nearest(vector("agreement"), within).top(ALL)),
                message);
        List<Passage> listed = snapshot.listing(within, "", ALL);
        assertEquals(
                expected, listed.stream().map(p -> p.locator().documentId()).collect(Collectors.toSet()), message);
        assertEquals(listed.size(), snapshot.size(within), message);
        for (Document document : documents) {
            boolean shown =
                    !snapshot.neighbours(document.id() + "#00001", 0, 1, within).isEmpty();
            assertEquals(expected.contains(document.id()), shown, message);
            assertEquals(
                    shown, snapshot.text(document.id(), new Span(0, 1), within).isPresent(), message);
        }
    }

    @Test
    void an_index_that_requires_a_scope_refuses_every_read_without_one() {
        try (PassageStore engine = open(encoder, true)) {
            add(
                    engine,
                    List.of(
                            Document.of("a", "Cargo."),
                            Document.of("b", "Cargo.").withAccess(Access.tenant("t"))));
            try (IndexSnapshot snapshot = engine.snapshot()) {
                Within none = Within.everything();
                assertThrows(ScopeRequiredException.class, () -> snapshot.lexical("cargo", none));
                assertThrows(ScopeRequiredException.class, () -> snapshot.nearest(vector("cargo"), none));
                assertThrows(ScopeRequiredException.class, () -> snapshot.listing(none, "", 5));
                assertThrows(ScopeRequiredException.class, () -> snapshot.neighbours("a#00001", 1, 1, none));
                assertThrows(ScopeRequiredException.class, () -> snapshot.text("a", new Span(0, 1), none));
                assertThrows(ScopeRequiredException.class, () -> snapshot.size(none));
                assertEquals(1, snapshot.size(Within.scope(Scope.of("t"))));
                assertEquals(0, snapshot.size(Within.scope(Scope.of("other"))));
            }
        }
    }

    @Test
    void listing_pages_through_everything_once_and_in_order() {
        List<Document> documents = List.of(
                Document.of("b", LONG_TEXT),
                Document.of("a", LONG_TEXT),
                Document.of("a b", LONG_TEXT),
                Document.of("é", "End."));
        reading(documents, snapshot -> {
            List<Passage> whole = snapshot.listing(Within.everything(), "", ALL);
            List<Passage> paged = new ArrayList<>();
            List<Passage> page = snapshot.listing(Within.everything(), "", 2);
            while (!page.isEmpty()) {
                paged.addAll(page);
                page = snapshot.listing(Within.everything(), page.getLast().id(), 2);
            }
            assertEquals(whole, paged);
            assertEquals(whole.size(), snapshot.size(Within.everything()));
            assertEquals(
                    List.of("a", "a b", "b", "é"),
                    whole.stream().map(p -> p.locator().documentId()).distinct().toList());
            return true;
        });
    }

    @Test
    void neighbours_are_those_of_the_text() {
        reading(List.of(Document.of("a", LONG_TEXT), Document.of("b", LONG_TEXT)), snapshot -> {
            List<Passage> all = snapshot.listing(Within.filter(Filter.all()), "", ALL).stream()
                    .filter(passage -> passage.locator().documentId().equals("a"))
                    .toList();
            assertTrue(all.size() >= 3, "needs three passages, had " + all.size());
            Within within = Within.everything();
            assertEquals(all.subList(0, 3), snapshot.neighbours(all.get(1).id(), 1, 1, within));
            assertEquals(all.subList(0, 2), snapshot.neighbours(all.getFirst().id(), 5, 1, within));
            assertEquals(
                    List.of(all.getLast()), snapshot.neighbours(all.getLast().id(), 0, 9, within));
            assertEquals(List.of(), snapshot.neighbours("a#09999", 1, 1, within));
            assertEquals(List.of(), snapshot.neighbours("unknown", 1, 1, within));
            return true;
        });
    }

    @Test
    void passages_hold_exactly_the_characters_of_their_span() {
        Document document = Document.of("a", "  \r\n" + LONG_TEXT + "\uD83D\uDE00 ends.")
                .withTitle("Port rules")
                .withMetadata(Metadata.of("year", 2024).with("tags", List.of("x", "y")));
        reading(List.of(document), snapshot -> {
            for (Passage passage : snapshot.listing(Within.everything(), "", ALL)) {
                assertEquals(passage.locator().span().of(document.text()), passage.text());
                assertEquals(document.metadata(), passage.metadata());
                assertEquals("Port rules", passage.locator().title());
            }
            return true;
        });
    }

    @Test
    void a_snapshot_does_not_see_later_changes_and_versions_tell_them_apart() {
        try (PassageStore engine = open(encoder, false)) {
            add(engine, List.of(Document.of("a", "Cargo.")));
            try (IndexSnapshot before = engine.snapshot()) {
                add(engine, List.of(Document.of("b", "Cargo.")));
                try (IndexSnapshot after = engine.snapshot()) {
                    assertEquals(1, before.size(Within.everything()));
                    assertEquals(2, after.size(Within.everything()));
                    assertNotEquals(before.version(), after.version());
                }
            }
        }
    }

    @Test
    void nothing_in_a_question_is_syntax() {
        List<Document> documents = List.of(Document.of("a", "Cargo AND OR not."), Document.of("b", "Rent."));
        reading(documents, snapshot -> {
            for (String question :
                    List.of("AND OR (\"*:*", "text:cargo^9 -rent", "[a TO z]", "\\", "", "   ", "*", "cargo~2")) {
                List<Hit> hits = snapshot.lexical(question, Within.everything()).top(10);
                assertTrue(documents(hits).size() <= 2, question);
            }
            assertEquals(List.of(), snapshot.lexical("*:*", Within.everything()).top(10));
            assertEquals(
                    Set.of("a"),
                    documents(snapshot.lexical("text: +cargo -rentals", Within.everything())
                            .top(10)));
            return true;
        });
    }

    @Test
    void a_question_of_too_many_words_is_cut_and_says_so() {
        String words = IntStream.range(0, 5_000).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
        Leg leg = reading(List.of(Document.of("a", "w1 w2")), s -> s.lexical(words, Within.everything()));
        assertTrue(leg.dropped() > 0);
    }

    @Test
    void no_score_reaches_the_ceiling_of_its_leg_and_a_word_that_no_passage_holds_raises_it() {
        reading(List.of(Document.of("a", "Cargo cargo cargo."), Document.of("b", "Cargo and rentals.")), snapshot -> {
            Leg known = snapshot.lexical("cargo rentals", Within.everything());
            Leg unknown = snapshot.lexical("cargo rentals walrus", Within.everything());
            double best = known.top(1).getFirst().score();
            assertTrue(best > 0 && best < known.ceiling(), best + " of " + known.ceiling());
            assertTrue(unknown.ceiling() > 2 * known.ceiling(), unknown.ceiling() + " of " + known.ceiling());
            assertEquals(
                    1, snapshot.nearest(vector("cargo"), Within.everything()).ceiling());
            assertEquals(1, snapshot.lexical("", Within.everything()).ceiling());
            return true;
        });
    }

    @Test
    void numbers_out_of_range_are_refused() {
        reading(List.of(Document.of("a", "Cargo.")), snapshot -> {
            Within all = Within.everything();
            assertThrows(
                    IllegalArgumentException.class,
                    () -> snapshot.lexical("cargo", all).top(0));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> snapshot.nearest(vector("x"), all).top(ALL + 1));
            assertThrows(IllegalArgumentException.class, () -> snapshot.nearest(new float[3], all));
            assertThrows(IllegalArgumentException.class, () -> snapshot.listing(all, "", 0));
            assertThrows(IllegalArgumentException.class, () -> snapshot.neighbours("a#00001", -1, 0, all));
            return true;
        });
    }

    @Test
    void an_empty_index_answers_with_nothing() {
        reading(List.of(), snapshot -> {
            assertEquals(
                    List.of(), snapshot.lexical("cargo", Within.everything()).top(10));
            assertEquals(
                    List.of(),
                    snapshot.nearest(vector("cargo"), Within.everything()).top(10));
            assertEquals(List.of(), snapshot.listing(Within.everything(), "", 10));
            assertEquals(0, snapshot.size(Within.everything()));
            return true;
        });
    }

    @Test
    void a_closed_snapshot_refuses_every_read_and_closing_again_does_nothing() {
        try (PassageStore engine = open(encoder, false)) {
            add(engine, List.of(Document.of("a", "Cargo.")));
            IndexSnapshot snapshot = engine.snapshot();
            Within all = Within.everything();
            List<Hit> hits = snapshot.lexical("cargo", all).top(1);
            snapshot.close();
            snapshot.close();
            assertThrows(IndexException.class, () -> snapshot.lexical("cargo", all));
            assertThrows(IndexException.class, () -> snapshot.nearest(vector("cargo"), all));
            assertThrows(IndexException.class, () -> snapshot.named(List.of("cargo"), all, 1));
            assertThrows(IndexException.class, () -> snapshot.passages(hits));
            assertThrows(IndexException.class, () -> snapshot.neighbours("a#00001", 1, 1, all));
            assertThrows(IndexException.class, () -> snapshot.listing(all, "", 1));
            assertThrows(IndexException.class, () -> snapshot.size(all));
        }
    }

    @Test
    void listing_goes_on_behind_a_place_that_is_gone() {
        List<Document> documents = List.of(Document.of("a", LONG_TEXT), Document.of("c", "End."));
        reading(documents, snapshot -> {
            Within all = Within.everything();
            assertEquals(
                    "c#00001", snapshot.listing(all, "b#00004", 1).getFirst().id());
            assertEquals(
                    "c#00001", snapshot.listing(all, "a#00999", 1).getFirst().id());
            assertEquals(List.of(), snapshot.listing(all, "c#00001", 1));
            assertThrows(IllegalArgumentException.class, () -> snapshot.listing(all, "no id", 1));
            return true;
        });
    }
}
