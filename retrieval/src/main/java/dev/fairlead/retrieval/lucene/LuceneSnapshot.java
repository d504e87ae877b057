package dev.fairlead.retrieval.lucene;

import dev.fairlead.Document;
import dev.fairlead.IndexException;
import dev.fairlead.Passage;
import dev.fairlead.Scope;
import dev.fairlead.ScopeRequiredException;
import dev.fairlead.Span;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Leg;
import dev.fairlead.retrieval.engine.NamedDocument;
import dev.fairlead.retrieval.engine.PassageId;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.retrieval.exact.ExactParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;

/** One acquired reader. */
final class LuceneSnapshot implements IndexSnapshot {
    private final IndexSearcher searcher;
    private final Settings settings;
    private final String version;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * What a snapshot knows of its index.
     *
     * @param name for messages
     * @param analyzer for questions
     * @param masks compiled constraints
     * @param requireScope whether reads without a scope are refused
     * @param dimension of the vectors
     */
    record Settings(String name, Analyzer analyzer, LuceneMasks masks, boolean requireScope, int dimension) {}

    LuceneSnapshot(IndexSearcher searcher, Settings settings, String version, Runnable release) {
        this.searcher = searcher;
        this.settings = settings;
        this.version = version;
        this.release = release;
    }

    @Override
    public Leg lexical(String query, Within within) {
        try {
            LuceneQueryTerms terms = LuceneQueryTerms.of(settings.analyzer(), query);
            LuceneView view = view(within);
            LuceneQueryTerms.Weighed weighed = terms.weighed(view.searcher());
            return new LuceneLexicalLeg(view, weighed.query(), weighed.ceiling(), terms.dropped());
        } catch (IOException e) {
            throw failed("the lexical search", e);
        }
    }

    @Override
    public Leg exact(ExactParts parts, Within within) {
        try {
            double most = Math.max(1, parts.terms().size() + parts.phrases().size());
            return new LuceneLexicalLeg(view(within), LuceneExactQuery.of(parts, settings.analyzer()), most, 0);
        } catch (IOException e) {
            throw failed("the search for exact parts", e);
        }
    }

    @Override
    public Leg nearest(float[] vector, Within within) {
        if (vector.length != settings.dimension()) {
            throw new IllegalArgumentException(
                    "vector must have " + settings.dimension() + " components, had " + vector.length);
        }
        for (float component : vector) {
            if (!Float.isFinite(component)) {
                throw new IllegalArgumentException("vector must be finite, had " + component);
            }
        }
        try {
            return new LuceneDenseLeg(view(within), vector);
        } catch (IOException e) {
            throw failed("the dense search", e);
        }
    }

    @Override
    public List<NamedDocument> named(List<String> words, Within within, int limit) {
        requireDepth("limit", limit);
        try {
            return new LuceneNames(view(within)).of(words, settings.analyzer(), limit);
        } catch (IOException e) {
            throw failed("finding documents by name", e);
        }
    }

    @Override
    public List<Passage> passages(List<Hit> hits) {
        requireOpen();
        return load(hits.stream().map(Hit::handle).toList());
    }

    @Override
    public List<Passage> neighbours(String passageId, int before, int after, Within within) {
        requireCount("before", before);
        requireCount("after", after);
        try {
            LuceneView view = view(within);
            Optional<PassageId> middle = PassageId.parse(passageId);
            Optional<LuceneBlocks.Block> found = middle.isEmpty()
                    ? Optional.empty()
                    : LuceneBlocks.find(searcher, middle.get().documentId());
            if (found.isEmpty()) {
                return List.of();
            }
            LuceneBlocks.Block block = found.get();
            int doc = block.first() + middle.get().number() - 1;
            if (doc < block.first()
                    || doc >= block.record()
                    || !view.mask(block.leaf()).admits(doc)) {
                return List.of();
            }
            List<Integer> docs = new ArrayList<>();
            for (int i = Math.max(block.first(), doc - before); i <= doc + after && i < block.record(); i++) {
                docs.add(block.leaf().docBase + i);
            }
            return load(docs);
        } catch (IOException e) {
            throw failed("reading neighbours", e);
        }
    }

    @Override
    public Optional<String> text(String documentId, Span span, Within within) {
        try {
            LuceneView view = view(within);
            Optional<LuceneBlocks.Block> found = LuceneBlocks.find(searcher, documentId);
            if (found.isEmpty()
                    || !view.mask(found.get().leaf()).admits(found.get().first())) {
                return Optional.empty();
            }
            String text = LuceneBlocks.document(searcher, found.get()).text();
            return span.end() <= text.length() ? Optional.of(span.of(text)) : Optional.empty();
        } catch (IOException e) {
            throw failed("reading a document", e);
        }
    }

    @Override
    public List<Passage> listing(Within within, String afterPassageId, int limit) {
        requireDepth("limit", limit);
        Optional<PassageId> place = PassageId.parse(afterPassageId);
        if (place.isEmpty() && !afterPassageId.isEmpty()) {
            throw new IllegalArgumentException("afterPassageId is no passage id");
        }
        try {
            return load(new LuceneListing(view(within)).after(place.orElse(null), limit));
        } catch (IOException e) {
            throw failed("listing", e);
        }
    }

    /** A stored document, where the scope may see it. */
    Optional<Document> document(String documentId, Scope scope) {
        requireScope(scope);
        try {
            Optional<LuceneBlocks.Block> block = LuceneBlocks.find(searcher, documentId);
            Optional<Document> found =
                    block.isEmpty() ? Optional.empty() : Optional.of(LuceneBlocks.document(searcher, block.get()));
            return found.filter(document -> document.access().isUndeclared()
                    ? !settings.requireScope()
                    : document.access().admits(scope));
        } catch (IOException e) {
            throw failed("reading document '" + documentId + "'", e);
        }
    }

    @Override
    public long size(Within within) {
        try {
            LuceneView view = view(within);
            long size = 0;
            for (LeafReaderContext leaf : view.leaves()) {
                SegmentMask mask = view.mask(leaf);
                size += leaf.reader().getLiveDocs() == null ? mask.count() : liveCount(leaf, mask);
            }
            return size;
        } catch (IOException e) {
            throw failed("counting", e);
        }
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }

    static void requireDepth(String name, int value) {
        if (value < 1 || value > MAX_DEPTH) {
            throw new IllegalArgumentException(name + " must be in [1, " + MAX_DEPTH + "], was " + value);
        }
    }

    private static void requireCount(String name, int value) {
        if (value < 0 || value > MAX_DEPTH) {
            throw new IllegalArgumentException(name + " must be in [0, " + MAX_DEPTH + "], was " + value);
        }
    }

    private LuceneView view(Within within) throws IOException {
        requireScope(within.scope());
        return new LuceneView(searcher, settings.masks(), within);
    }

    private void requireScope(Scope scope) {
        requireOpen();
        if (settings.requireScope() && scope.isNone()) {
            throw new ScopeRequiredException(settings.name() + " requires a scope");
        }
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IndexException("the snapshot of " + settings.name() + " is closed");
        }
    }

    private List<Passage> load(List<Integer> docs) {
        List<Passage> passages = new ArrayList<>(docs.size());
        try {
            for (int doc : docs) {
                passages.add(LuceneBlocks.passage(searcher, doc));
            }
        } catch (IOException e) {
            throw failed("loading passages", e);
        }
        return passages;
    }

    private static long liveCount(LeafReaderContext leaf, SegmentMask mask) throws IOException {
        Bits live = leaf.reader().getLiveDocs();
        PostingsEnum passages = leaf.reader().postings(LuceneSchema.PASSAGES, PostingsEnum.NONE);
        long count = 0;
        for (int doc = passages == null ? DocIdSetIterator.NO_MORE_DOCS : passages.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS;
                doc = passages.nextDoc()) {
            count += mask.admits(doc) && (live == null || live.get(doc)) ? 1 : 0;
        }
        return count;
    }

    private IndexException failed(String what, IOException cause) {
        return new IndexException(what + " in " + settings.name() + " failed", cause);
    }
}
