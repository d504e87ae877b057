package dev.fairlead.retrieval.langchain4j;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.Filter;
import dev.fairlead.Passage;
import dev.fairlead.Scope;
import dev.fairlead.Span;
import dev.fairlead.retrieval.chunking.Chunk;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.PassageStore;
import dev.fairlead.retrieval.engine.Prepared;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.text.ContentHash;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.RelevanceScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An index as langchain4j's {@link EmbeddingStore}. A segment is a document of one passage, whose vector is the embedding that
 * comes with it: nothing is encoded here, so embeddings must come from the index's own encoder, or from one of the same
 * vectors. Adding under an id replaces; what was added is visible when the call returns, and on disk for good after the index
 * commits or closes.
 *
 * <p>A search sees every passage of the index the scope may see, those of documents that came otherwise too: their match has
 * the passage's id, and facts as metadata. Dates, booleans and lists among them show as text. A match carries no embedding. A
 * score is {@code (1 + cosine) / 2}. Thread-safe.
 */
public final class PassageEmbeddingStore implements EmbeddingStore<TextSegment> {
    private static final int PAGE = 1_000;

    private final PassageStore engine;
    private final int dimension;
    private final Scope scope;
    private final Access access;

    /**
     * Makes the store.
     *
     * @param engine where segments are kept
     * @param dimension length of its vectors
     * @param scope on whose behalf it searches and removes
     * @param access who may see what it adds
     */
    public PassageEmbeddingStore(PassageStore engine, int dimension, Scope scope, Access access) {
        this.engine = Objects.requireNonNull(engine, "engine");
        this.dimension = dimension;
        this.scope = Objects.requireNonNull(scope, "scope");
        this.access = Objects.requireNonNull(access, "access");
    }

    @Override
    public String add(Embedding embedding) {
        return addAll(List.of(embedding)).getFirst();
    }

    @Override
    public void add(String id, Embedding embedding) {
        write(id, embedding, null);
        engine.refresh();
    }

    @Override
    public String add(Embedding embedding, TextSegment segment) {
        return addAll(List.of(embedding), List.of(segment)).getFirst();
    }

    @Override
    public List<String> addAll(List<Embedding> embeddings) {
        List<String> ids = generateIds(embeddings.size());
        addAll(ids, embeddings, null);
        return ids;
    }

    @Override
    public List<String> generateIds(int count) {
        List<String> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(UUID.randomUUID().toString());
        }
        return ids;
    }

    /**
     * Adds segments under ids of the caller's.
     *
     * @param ids one for each embedding
     * @param embeddings their vectors, of the index's dimension and not zero; kept at unit length, since a cosine knows no other
     * @param segments their texts and metadata; null where there are only vectors
     * @throws IllegalArgumentException if the lists differ in length, a vector does not fit, a metadata value cannot be a fact,
     *     or an id is that of a document outside this store's scope
     */
    @Override
    public void addAll(List<String> ids, List<Embedding> embeddings, @Nullable List<TextSegment> segments) {
        if (ids.size() != embeddings.size() || (segments != null && segments.size() != ids.size())) {
            throw new IllegalArgumentException("ids, embeddings and segments must be equally many, were " + ids.size()
                    + ", " + embeddings.size() + " and " + (segments == null ? "none" : segments.size()));
        }
        for (int i = 0; i < ids.size(); i++) {
            write(ids.get(i), embeddings.get(i), segments == null ? null : segments.get(i));
        }
        engine.refresh();
    }

    /** Removes documents this store's scope may see; ids of others are passed over, as are unknown ones. */
    @Override
    public void removeAll(Collection<String> ids) {
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("ids must not be empty");
        }
        for (String id : ids) {
            if (engine.document(id, scope).isPresent()) {
                engine.delete(id);
            }
        }
    }

    /** Removes the documents this store's scope may see whose facts match. */
    @Override
    public void removeAll(dev.langchain4j.store.embedding.filter.Filter filter) {
        remove(TranslatedFilter.of(Objects.requireNonNull(filter, "filter")));
    }

    /** Removes every document this store's scope may see. */
    @Override
    public void removeAll() {
        remove(Filter.all());
    }

    private void remove(Filter filter) {
        Set<String> ids = new HashSet<>();
        try (IndexSnapshot snapshot = engine.snapshot()) {
            Within within = new Within(scope, filter);
            List<Passage> page = snapshot.listing(within, "", PAGE);
            while (!page.isEmpty()) {
                page.forEach(passage -> ids.add(passage.locator().documentId()));
                page = snapshot.listing(within, page.getLast().id(), PAGE);
            }
        }
        ids.forEach(engine::delete);
    }

    /**
     * The nearest segments.
     *
     * @param request its filter is applied inside the search; its text is not used
     * @return matches by falling score, ties by passage id
     * @throws UnsupportedOperationException if the filter has no equivalent
     * @throws IllegalArgumentException if the embedding does not fit, or more than {@value IndexSnapshot#MAX_DEPTH} results are
     *     asked for
     */
    @Override
    public EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
        Filter filter = request.filter() == null ? Filter.all() : TranslatedFilter.of(request.filter());
        float[] vector = unit(request.queryEmbedding());
        try (IndexSnapshot snapshot = engine.snapshot()) {
            List<Hit> hits = snapshot.nearest(vector, new Within(scope, filter)).top(request.maxResults());
            List<Hit> near = hits.stream()
                    .filter(hit -> score(hit) >= request.minScore())
                    .toList();
            List<Passage> passages = snapshot.passages(near);
            List<EmbeddingMatch<TextSegment>> matches = new ArrayList<>(near.size());
            for (int i = 0; i < near.size(); i++) {
                matches.add(match(score(near.get(i)), passages.get(i)));
            }
            return new EmbeddingSearchResult<>(matches);
        }
    }

    /** Rounding may take a cosine a little beyond 1. */
    private static double score(Hit hit) {
        return RelevanceScore.fromCosineSimilarity(Math.clamp(hit.score(), -1, 1));
    }

    private static EmbeddingMatch<TextSegment> match(double score, Passage passage) {
        boolean added = passage.metadata().value(SegmentMetadata.TYPES).isPresent();
        String id = added ? passage.locator().documentId() : passage.id();
        // langchain4j has neither blank segments nor an embedding where none is stored: there it says null.
        TextSegment segment = passage.text().isBlank()
                ? null
                : TextSegment.from(passage.text(), SegmentMetadata.ofFacts(passage.metadata()));
        return new EmbeddingMatch<>(score, id, null, segment);
    }

    private void write(String id, Embedding embedding, @Nullable TextSegment segment) {
        float[] vector = unit(embedding);
        String text = segment == null ? "" : segment.text();
        Document document = Document.of(id, text)
                .withTitle("")
                .withMetadata(SegmentMetadata.toFacts(
                        segment == null ? Map.of() : segment.metadata().toMap()))
                .withAccess(access);
        requireOwn(document);
        Chunk chunk = new Chunk(List.of(), new Span(0, text.length()), "", OptionalInt.empty(), List.of());
        // Never the hash of a document that is to be encoded: adding one of the same text by the index encodes it.
        String hash = ContentHash.of("langchain4j", text, Arrays.toString(vector));
        engine.write(new Prepared(document, hash, List.of(chunk), List.of(vector)), false);
    }

    /** Replacing somebody else's document by guessing its id would be as bad as reading it. */
    private void requireOwn(Document document) {
        Access stored =
                engine.keepingAccess(document.withAccess(Access.undeclared())).access();
        if (!stored.isUndeclared() && !stored.admits(scope)) {
            throw new IllegalArgumentException("id '" + document.id() + "' is taken");
        }
    }

    private float[] unit(Embedding embedding) {
        float[] vector = embedding.vector().clone();
        if (vector.length != dimension) {
            throw new IllegalArgumentException(
                    "an embedding must have " + dimension + " components, had " + vector.length);
        }
        double square = 0;
        for (float component : vector) {
            square += (double) component * component;
        }
        if (!(square > 0) || !Double.isFinite(square)) {
            throw new IllegalArgumentException(
                    "an embedding must be finite and not zero, its length was " + Math.sqrt(square));
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(square);
        }
        return vector;
    }
}
