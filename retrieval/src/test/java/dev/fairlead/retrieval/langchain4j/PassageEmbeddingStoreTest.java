package dev.fairlead.retrieval.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.Scope;
import dev.fairlead.ScopeRequiredException;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.WordEncoder;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.langchain4j.store.embedding.filter.MetadataFilterBuilder;
import dev.langchain4j.store.embedding.filter.comparison.ContainsString;
import dev.langchain4j.store.embedding.filter.comparison.IsEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThan;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsIn;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThan;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsNotEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsNotIn;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PassageEmbeddingStoreTest {
    private final WordEncoder encoder = new WordEncoder();
    private final HybridIndex index = HybridIndex.inMemory(encoder);
    private final EmbeddingStore<TextSegment> store = index.asEmbeddingStore(Scope.none(), Access.undeclared());

    @AfterEach
    void close() {
        index.close();
    }

    private Embedding embedding(String text) {
        return Embedding.from(
                encoder.encode(text, TextEncoder.Kind.PASSAGE, Deadline.never()).vector());
    }

    private String add(String text) {
        return store.add(embedding(text), TextSegment.from(text));
    }

    private List<EmbeddingMatch<TextSegment>> search(EmbeddingStore<TextSegment> searched, Filter filter) {
        return searched.search(EmbeddingSearchRequest.builder()
                        .queryEmbedding(embedding("cargo"))
                        .maxResults(100)
                        .filter(filter)
                        .build())
                .matches();
    }

    private List<EmbeddingMatch<TextSegment>> everything() {
        return search(store, MetadataFilterBuilder.metadataKey("no such key").isNotEqualTo("x"));
    }

    private static Set<String> ids(List<EmbeddingMatch<TextSegment>> matches) {
        return matches.stream().map(EmbeddingMatch::embeddingId).collect(Collectors.toSet());
    }

    @Test
    void a_segment_is_found_as_it_was_added_by_its_own_vector() {
        Metadata metadata = new Metadata()
                .put("text", "a")
                .put("int", 7)
                .put("long", 1L << 40)
                .put("float", 0.1f)
                .put("double", 2.5)
                .put("uuid", new UUID(1, 2));
        TextSegment segment = TextSegment.from("Cargo is stored.", metadata);
        int encoded = encoder.encoded();
        String id = store.add(embedding("entirely other words"), segment);
        add("Rent is due.");
        assertEquals(encoded + 2, encoder.encoded(), "the store encodes nothing itself");
        EmbeddingMatch<TextSegment> match = store.search(EmbeddingSearchRequest.builder()
                        .queryEmbedding(embedding("entirely other words"))
                        .maxResults(1)
                        .build())
                .matches()
                .getFirst();
        assertEquals(id, match.embeddingId());
        assertEquals(segment, match.embedded());
        assertEquals(1, match.score(), 1e-6);
        assertNull(match.embedding());
    }

    @Test
    void scores_are_langchain4js_and_the_least_one_is_kept_to() {
        add("cargo");
        add("royalty audit");
        float[] opposite = embedding("cargo").vector().clone();
        for (int i = 0; i < opposite.length; i++) {
            opposite[i] = -3 * opposite[i];
        }
        store.add("opposite", Embedding.from(opposite));
        List<EmbeddingMatch<TextSegment>> all = everything();
        assertEquals(1, all.getFirst().score(), 1e-6);
        assertEquals(0, all.getLast().score(), 1e-6);
        List<EmbeddingMatch<TextSegment>> near = store.search(EmbeddingSearchRequest.builder()
                        .queryEmbedding(embedding("cargo"))
                        .minScore(0.9)
                        .build())
                .matches();
        assertEquals(1, near.size());
        assertEquals("cargo", near.getFirst().embedded().text());
    }

    @Test
    void a_vector_without_a_text_is_kept_and_found() {
        String id = store.add(embedding("cargo"));
        store.add("given", embedding("cargo"));
        assertEquals(Set.of(id, "given"), ids(everything()));
        assertNull(everything().getFirst().embedded());
    }

    @Test
    void adding_under_an_id_replaces() {
        store.addAll(List.of("x"), List.of(embedding("cargo")), List.of(TextSegment.from("old")));
        store.addAll(List.of("x"), List.of(embedding("cargo")), List.of(TextSegment.from("new")));
        assertEquals(1, everything().size());
        assertEquals("new", everything().getFirst().embedded().text());
    }

    @Test
    void segments_are_removed_by_id_by_filter_and_altogether() {
        String first = add("cargo");
        String second = add("cargo");
        store.addAll(
                List.of("red", "blue"),
                List.of(embedding("cargo"), embedding("cargo")),
                List.of(
                        TextSegment.from("r", Metadata.from("colour", "red")),
                        TextSegment.from("b", Metadata.from("colour", "blue"))));
        store.removeAll(List.of(first, "unknown"));
        store.remove(second);
        assertEquals(Set.of("red", "blue"), ids(everything()));
        store.removeAll(MetadataFilterBuilder.metadataKey("colour").isEqualTo("red"));
        assertEquals(Set.of("blue"), ids(everything()));
        store.removeAll();
        assertEquals(List.of(), everything());
    }

    @Test
    void documents_of_the_index_are_found_passage_by_passage_and_segments_by_words_too() {
        index.add(Document.of("manual", "Cargo is stored for a fee."));
        String id = add("A segment about royalties.");
        assertEquals(Set.of("manual#00001", id), ids(everything()));
        assertEquals(
                id,
                index.asContentRetriever(query -> Scope.none()).retrieve(Query.from("royalties")).stream()
                        .map(content -> content.textSegment().metadata().getString(RetrievedContent.DOCUMENT_ID))
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void a_document_added_by_the_index_under_a_segments_id_is_encoded_anew() {
        store.addAll(List.of("x"), List.of(embedding("something else")), List.of(TextSegment.from("Cargo.")));
        index.add(Document.of("x", "Cargo.").withTitle(""));
        assertEquals(1, search(store, null).getFirst().score(), 1e-6);
    }

    @Test
    void langchain4js_own_retriever_works_over_the_store() {
        add("Cargo is stored for a fee.");
        store.add(embedding("royalty"), TextSegment.from("Royalties are paid.", Metadata.from("kind", "money")));
        EmbeddingModel model = new EmbeddingModel() {
            @Override
            public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
                return Response.from(
                        segments.stream().map(one -> embedding(one.text())).toList());
            }
        };
        EmbeddingStoreContentRetriever retriever = EmbeddingStoreContentRetriever.builder()
                .embeddingStore(store)
                .embeddingModel(model)
                .maxResults(1)
                .dynamicFilter(
                        query -> MetadataFilterBuilder.metadataKey("kind").isEqualTo("money"))
                .build();
        List<Content> contents = retriever.retrieve(Query.from("Is cargo stored?"));
        assertEquals("Royalties are paid.", contents.getFirst().textSegment().text());
    }

    @Test
    void a_store_sees_and_removes_what_its_scope_may_see_only() {
        EmbeddingStore<TextSegment> a = index.asEmbeddingStore(Scope.of("a"), Access.tenant("a"));
        EmbeddingStore<TextSegment> b = index.asEmbeddingStore(Scope.of("b"), Access.tenant("b"));
        a.addAll(List.of("x"), List.of(embedding("cargo")), List.of(TextSegment.from("of a")));
        b.addAll(List.of("y"), List.of(embedding("cargo")), List.of(TextSegment.from("of b")));
        assertEquals(Set.of("x"), ids(search(a, null)));
        b.removeAll(List.of("x"));
        b.removeAll();
        assertEquals(Set.of("x"), ids(search(a, null)));
        assertEquals(List.of(), search(b, null));
        assertThrows(
                IllegalArgumentException.class,
                () -> b.addAll(List.of("x"), List.of(embedding("cargo")), List.of(TextSegment.from("stolen"))));
        assertEquals("of a", search(a, null).getFirst().embedded().text());
    }

    @Test
    void an_index_that_requires_a_scope_refuses_a_store_without_one() {
        try (HybridIndex strict =
                HybridIndex.builder(encoder).requireScope(true).build()) {
            EmbeddingStore<TextSegment> none = strict.asEmbeddingStore(Scope.none(), Access.tenant("a"));
            assertThrows(ScopeRequiredException.class, () -> search(none, null));
            assertThrows(ScopeRequiredException.class, none::removeAll);
        }
    }

    @Test
    void what_does_not_fit_is_refused_before_anything_is_written() {
        assertThrows(IllegalArgumentException.class, () -> store.add(Embedding.from(new float[3])));
        assertThrows(IllegalArgumentException.class, () -> store.add(Embedding.from(new float[64])));
        assertThrows(
                IllegalArgumentException.class,
                () -> store.addAll(List.of("one"), List.of(embedding("a"), embedding("b")), null));
        TextSegment large = TextSegment.from("x", new Metadata().put("id", Long.MAX_VALUE));
        assertThrows(IllegalArgumentException.class, () -> store.add(embedding("a"), large));
        TextSegment reserved = TextSegment.from("x", Metadata.from("langchain4j.types", "x"));
        assertThrows(IllegalArgumentException.class, () -> store.add(embedding("a"), reserved));
        assertEquals(List.of(), everything());
    }

    @Test
    void filters_without_an_equivalent_are_refused_by_name() {
        for (Filter filter : List.of(
                new ContainsString("k", "x"),
                new IsGreaterThan("k", "x"),
                Filter.and(new IsEqualTo("k", 1), new ContainsString("k", "x")))) {
            var refused = assertThrows(UnsupportedOperationException.class, () -> search(store, filter));
            assertTrue(refused.getMessage().matches("(ContainsString|IsGreaterThan) .*"), refused::getMessage);
        }
    }

    @Test
    void random_filters_mean_what_they_mean_to_langchain4j() {
        long seed = 20;
        Random random = new Random(seed);
        Map<String, TextSegment> segments = new TreeMap<>();
        for (int i = 0; i < 40; i++) {
            segments.put("s" + i, TextSegment.from("segment " + i, metadata(random)));
        }
        List<String> ids = List.copyOf(segments.keySet());
        store.addAll(ids, ids.stream().map(id -> embedding("cargo " + id)).toList(), List.copyOf(segments.values()));
        for (int round = 0; round < 300; round++) {
            Filter filter = filter(random, 3);
            Set<String> expected = ids.stream()
                    .filter(id -> filter.test(segments.get(id).metadata()))
                    .collect(Collectors.toSet());
            assertEquals(expected, ids(search(store, filter)), "seed " + seed + ", " + filter);
        }
    }

    /** Each key has its type, since langchain4j throws where types are mixed. */
    private static Metadata metadata(Random random) {
        Metadata metadata = new Metadata();
        if (random.nextInt(3) > 0) {
            metadata.put("text", text(random));
        }
        if (random.nextInt(3) > 0) {
            switch (random.nextInt(4)) {
                case 0 -> metadata.put("number", random.nextInt(4));
                case 1 -> metadata.put("number", (long) random.nextInt(4));
                case 2 -> metadata.put("number", random.nextInt(8) / 10f);
                default -> metadata.put("number", random.nextInt(8) / 10.0);
            }
        }
        if (random.nextInt(3) > 0) {
            metadata.put("uuid", new UUID(0, random.nextInt(3)));
        }
        return metadata;
    }

    private static String text(Random random) {
        return List.of("a", "b", "B", "a b", "1").get(random.nextInt(5));
    }

    private static Comparable<?> number(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextInt(4);
            case 1 -> random.nextInt(8) / 10f;
            default -> random.nextInt(8) / 10.0;
        };
    }

    private static Filter filter(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 13 : 10)) {
            case 0 -> new IsEqualTo("text", text(random));
            case 1 -> new IsNotEqualTo("text", text(random));
            case 2 -> new IsIn("text", List.of(text(random), text(random)));
            case 3 -> new IsNotIn("number", List.of(number(random), number(random)));
            case 4 -> new IsEqualTo("uuid", new UUID(0, random.nextInt(3)));
            case 5 -> new IsEqualTo("number", number(random));
            case 6 -> new IsGreaterThan("number", number(random));
            case 7 -> new IsGreaterThanOrEqualTo("number", number(random));
            case 8 -> new IsLessThan("number", number(random));
            case 9 -> new IsLessThanOrEqualTo("number", number(random));
            case 10 -> Filter.and(filter(random, depth - 1), filter(random, depth - 1));
            case 11 -> Filter.or(filter(random, depth - 1), filter(random, depth - 1));
            default -> Filter.not(filter(random, depth - 1));
        };
    }
}
