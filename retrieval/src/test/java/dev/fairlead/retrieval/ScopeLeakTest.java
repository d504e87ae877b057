package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.Filter;
import dev.fairlead.Inquiry;
import dev.fairlead.Metadata;
import dev.fairlead.Passage;
import dev.fairlead.Question;
import dev.fairlead.Scope;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Leg;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.retrieval.ingestion.Documents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tenants that hold the very same texts, so that nothing but the scope keeps them apart. */
final class ScopeLeakTest {
    private static final long SEED = 77;
    private static final List<String> TENANTS = List.of("a", "b", "A", "a ", "tenant");
    private static final List<String> PEOPLE = List.of("ann", "bob", "a", "tenant");
    private static final String TEXT =
            "The royalty is five percent. The audit happens each May. Storm damage is insured.";

    private final WordEncoder encoder = new WordEncoder();
    private final Random random = new Random(SEED);

    private static String pick(Random random, List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    private Access access() {
        return switch (random.nextInt(4)) {
            case 0 -> Access.tenant(pick(random, TENANTS));
            case 1 -> Access.of(pick(random, TENANTS), pick(random, PEOPLE));
            case 2 -> Access.principals(pick(random, PEOPLE));
            default -> Access.undeclared();
        };
    }

    private Scope scope() {
        return switch (random.nextInt(3)) {
            case 0 -> Scope.of(pick(random, TENANTS));
            case 1 -> Scope.of(pick(random, TENANTS), pick(random, PEOPLE));
            default -> Scope.principals(pick(random, PEOPLE));
        };
    }

    private List<Document> copies(int count) {
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            documents.add(Document.of(String.format(Locale.ROOT, "copy%04d", i), TEXT)
                    .withTitle("Terms")
                    .withMetadata(Metadata.of("even", i % 2 == 0))
                    .withAccess(access()));
        }
        return documents;
    }

    private static Set<String> documents(List<Passage> passages) {
        return passages.stream().map(p -> p.locator().documentId()).collect(Collectors.toSet());
    }

    private static Set<String> found(IndexSnapshot snapshot, Leg leg) {
        return documents(snapshot.passages(leg.top(1_000)));
    }

    private void requireOnly(HybridIndex index, List<Document> all, Within within, boolean strict) {
        Set<String> visible = all.stream()
                .filter(document -> RandomCorpus.visible(document, within, strict))
                .map(Document::id)
                .collect(Collectors.toSet());
        String message = "seed " + SEED + ", " + within;
        float[] vector =
                encoder.encode(TEXT, TextEncoder.Kind.QUERY, Deadline.never()).vector();
        try (IndexSnapshot snapshot = index.snapshot()) {
            assertEquals(visible, found(snapshot, snapshot.lexical("royalty", within)), message);
            assertEquals(visible, found(snapshot, snapshot.nearest(vector, within)), message);
            assertEquals(visible, documents(snapshot.listing(within, "", 10_000)), message);
            assertEquals(visible.size(), snapshot.size(within), message);
            Set<String> neighbours = new HashSet<>();
            for (Document document : all) {
                neighbours.addAll(documents(snapshot.neighbours(document.id() + "#00001", 5, 5, within)));
            }
            assertEquals(visible, neighbours, message);
        }
        requireRetrieved(index, visible, within, message);
    }

    private static void requireRetrieved(HybridIndex index, Set<String> visible, Within within, String message) {
        Question question = Question.of("Is storm damage insured?").withFilter(within.filter());
        var evidence = index.retriever(100).retrieve(Inquiry.of(question, within.scope(), Deadline.never()));
        assertEquals(Math.min(100, visible.size()), evidence.passages().size(), message);
        evidence.passages()
                .forEach(ranked ->
                        assertTrue(visible.contains(ranked.passage().locator().documentId()), message));
    }

    private void requireNoLeak(boolean strict) {
        List<Document> all = copies(150);
        try (HybridIndex index =
                HybridIndex.builder(encoder).requireScope(strict).build()) {
            index.add(Documents.of(all));
            for (int round = 0; round < 25; round++) {
                Filter filter = random.nextBoolean() ? Filter.all() : Filter.equalTo("even", random.nextBoolean());
                requireOnly(index, all, new Within(scope(), filter), strict);
            }
        }
    }

    @Test
    void copies_of_one_text_are_told_apart_by_scope_in_every_read() {
        requireNoLeak(false);
    }

    @Test
    void copies_of_one_text_are_told_apart_where_a_scope_is_required() {
        requireNoLeak(true);
    }

    @Test
    void a_stored_document_is_given_to_those_who_may_see_it_only() {
        List<Document> all = copies(60);
        try (HybridIndex index = HybridIndex.inMemory(encoder)) {
            index.add(Documents.of(all));
            for (int round = 0; round < 20; round++) {
                Scope scope = scope();
                for (Document document : all) {
                    boolean visible = RandomCorpus.visible(document, Within.scope(scope), false);
                    assertEquals(visible, index.document(document.id(), scope).isPresent(), "seed " + SEED);
                }
            }
        }
    }

    @Test
    void random_changes_of_access_show_at_once_although_masks_are_cached() {
        List<Document> all = new ArrayList<>(copies(40));
        try (HybridIndex index = HybridIndex.inMemory(encoder)) {
            index.add(Documents.of(all));
            Scope watcher = Scope.of("a", "ann");
            for (int round = 0; round < 40; round++) {
                requireOnly(index, all, Within.scope(watcher), false);
                int changed = random.nextInt(all.size());
                Access access = access();
                assertTrue(index.setAccess(all.get(changed).id(), access));
                all.set(changed, all.get(changed).withAccess(access));
            }
            requireOnly(index, all, Within.scope(watcher), false);
        }
    }

    @Test
    void a_list_of_nobody_hides_a_document_from_its_own_tenant() {
        try (HybridIndex index = HybridIndex.inMemory(encoder)) {
            index.add(Document.of("d", TEXT).withAccess(Access.of("a")));
            try (IndexSnapshot snapshot = index.snapshot()) {
                assertEquals(0, snapshot.size(Within.scope(Scope.of("a", "ann"))));
                assertEquals(0, snapshot.size(Within.everything()));
            }
        }
    }

    @Test
    void a_refused_change_of_access_to_an_unknown_document_changes_nothing() {
        try (HybridIndex index = HybridIndex.inMemory(encoder)) {
            index.add(Document.of("d", TEXT).withAccess(Access.tenant("a")));
            assertEquals(false, index.setAccess("D", Access.undeclared()));
            try (IndexSnapshot snapshot = index.snapshot()) {
                assertEquals(0, snapshot.size(Within.everything()));
            }
        }
    }
}
