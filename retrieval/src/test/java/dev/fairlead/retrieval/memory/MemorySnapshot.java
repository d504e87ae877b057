package dev.fairlead.retrieval.memory;

import dev.fairlead.IndexException;
import dev.fairlead.Passage;
import dev.fairlead.ScopeRequiredException;
import dev.fairlead.Span;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Leg;
import dev.fairlead.retrieval.engine.NamedDocument;
import dev.fairlead.retrieval.engine.PassageId;
import dev.fairlead.retrieval.engine.Within;
import dev.fairlead.retrieval.exact.ExactParts;
import dev.fairlead.retrieval.exact.ExactTerms;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A list of documents that never changes. */
final class MemorySnapshot implements IndexSnapshot {
    private final Corpus corpus;
    private final boolean requireScope;
    private final int dimension;
    private volatile boolean closed;

    /**
     * What was visible at one time.
     *
     * @param documents by id in code point order
     * @param entries their passages, the handle of each its place
     * @param bm25 over all passages
     * @param version changes with every change
     */
    record Corpus(List<MemoryDocument> documents, List<MemoryDocument.Entry> entries, Bm25 bm25, String version) {
        static Corpus of(List<MemoryDocument> documents, String version) {
            List<MemoryDocument.Entry> entries = documents.stream()
                    .flatMap(document -> document.entries().stream())
                    .toList();
            Bm25 bm25 =
                    new Bm25(entries.stream().map(MemoryDocument.Entry::words).toList());
            return new Corpus(documents, entries, bm25, version);
        }
    }

    MemorySnapshot(Corpus corpus, boolean requireScope, int dimension) {
        this.corpus = corpus;
        this.requireScope = requireScope;
        this.dimension = dimension;
    }

    @Override
    public Leg lexical(String query, Within within) {
        Bag question = Bag.of(query);
        List<Double> scores = scores(entry -> corpus.bm25().score(question, entry.words()));
        List<Hit> found =
                hits(scores, within).stream().filter(hit -> hit.score() > 0).toList();
        return new MemoryLeg(scores, found, corpus.bm25().ceiling(question), Bm25.dropped(question));
    }

    @Override
    public Leg exact(ExactParts parts, Within within) {
        List<Double> scores = scores(entry -> {
            Passage passage = entry.passage();
            Set<String> held = ExactTerms.of(passage.locator().sectionPath(), passage.text());
            return parts.terms().stream().filter(held::contains).count()
                    + parts.phrases().stream()
                            .filter(phrase -> entry.words().holds(Bag.of(phrase)))
                            .count();
        });
        List<Hit> found =
                hits(scores, within).stream().filter(hit -> hit.score() > 0).toList();
        return new MemoryLeg(
                scores,
                found,
                Math.max(1, parts.terms().size() + parts.phrases().size()),
                0);
    }

    @Override
    public Leg nearest(float[] vector, Within within) {
        if (vector.length != dimension) {
            throw new IllegalArgumentException("vector must have " + dimension + " components, had " + vector.length);
        }
        for (float component : vector) {
            if (!Float.isFinite(component)) {
                throw new IllegalArgumentException("vector must be finite, had " + component);
            }
        }
        List<Double> scores = scores(entry -> dot(vector, entry.vector()));
        return new MemoryLeg(scores, hits(scores, within), 1, 0);
    }

    @Override
    public List<NamedDocument> named(List<String> words, Within within, int limit) {
        requireIn("limit", limit, 1);
        return new MemoryNames(visible(within)).of(words, limit);
    }

    @Override
    public List<Passage> passages(List<Hit> hits) {
        requireOpen();
        return hits.stream()
                .map(hit -> corpus.entries().get(hit.handle()).passage())
                .toList();
    }

    @Override
    public List<Passage> neighbours(String passageId, int before, int after, Within within) {
        requireIn("before", before, 0);
        requireIn("after", after, 0);
        for (MemoryDocument document : visible(within)) {
            List<Passage> passages = passages(document);
            for (int i = 0; i < passages.size(); i++) {
                if (passages.get(i).id().equals(passageId)) {
                    return passages.subList(Math.max(0, i - before), Math.min(passages.size(), i + after + 1));
                }
            }
        }
        return List.of();
    }

    @Override
    public Optional<String> text(String documentId, Span span, Within within) {
        return visible(within).stream()
                .map(MemoryDocument::document)
                .filter(document -> document.id().equals(documentId)
                        && span.end() <= document.text().length())
                .map(document -> span.of(document.text()))
                .findFirst();
    }

    @Override
    public List<Passage> listing(Within within, String afterPassageId, int limit) {
        requireIn("limit", limit, 1);
        Optional<PassageId> place = PassageId.parse(afterPassageId);
        if (place.isEmpty() && !afterPassageId.isEmpty()) {
            throw new IllegalArgumentException("afterPassageId is no passage id");
        }
        return visible(within).stream()
                .flatMap(document -> passages(document).stream())
                .filter(passage -> place.isEmpty() || isAfter(passage, place.get()))
                .limit(limit)
                .toList();
    }

    @Override
    public long size(Within within) {
        return visible(within).stream()
                .mapToLong(document -> document.entries().size())
                .sum();
    }

    @Override
    public String version() {
        return corpus.version();
    }

    @Override
    public void close() {
        closed = true;
    }

    private static boolean isAfter(Passage passage, PassageId place) {
        int order = MemoryEngine.CODE_POINTS.compare(passage.locator().documentId(), place.documentId());
        PassageId id = PassageId.parse(passage.id()).orElseThrow();
        return order > 0 || (order == 0 && id.number() > place.number());
    }

    private static List<Passage> passages(MemoryDocument document) {
        return document.entries().stream().map(MemoryDocument.Entry::passage).toList();
    }

    private List<MemoryDocument> visible(Within within) {
        requireOpen();
        if (requireScope && within.scope().isNone()) {
            throw new ScopeRequiredException("the index in memory requires a scope");
        }
        return corpus.documents().stream()
                .filter(document -> document.isVisible(within, requireScope))
                .toList();
    }

    private List<Double> scores(ToDoubleFunction<MemoryDocument.Entry> score) {
        return corpus.entries().stream().mapToDouble(score).boxed().toList();
    }

    private List<Hit> hits(List<Double> scores, Within within) {
        Set<String> visible = visible(within).stream()
                .flatMap(document -> passages(document).stream())
                .map(Passage::id)
                .collect(Collectors.toSet());
        return IntStream.range(0, scores.size())
                .mapToObj(i -> new Hit(corpus.entries().get(i).passage().id(), i, scores.get(i)))
                .filter(hit -> visible.contains(hit.passageId()))
                .toList();
    }

    private static double dot(float[] a, List<Float> b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b.get(i);
        }
        return sum;
    }

    private static void requireIn(String name, int value, int least) {
        if (value < least || value > MAX_DEPTH) {
            throw new IllegalArgumentException(name + " must be in [" + least + ", " + MAX_DEPTH + "], was " + value);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IndexException("the snapshot of the index in memory is closed");
        }
    }
}
