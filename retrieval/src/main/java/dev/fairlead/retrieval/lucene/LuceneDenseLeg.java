package dev.fairlead.retrieval.lucene;

import dev.fairlead.IndexException;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.Leg;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Nearest vectors by a graph in each segment, Malkov and Yashunin 2018, https://doi.org/10.1109/TPAMI.2018.2889473;
 * where a mask leaves few passages, by comparing them all.
 */
final class LuceneDenseLeg implements Leg {
    /**
     * Passages let through, times the share of the segment they are, up to which comparing all is the faster way: it costs
     * .06 us each, and a walk over the graph the more the fewer it may visit. Of 100,000 passages in one segment, 10,000
     * took .66 ms instead of 1.40; reproduce with {@code OneQuestion.denseLeg}.
     */
    private static final double COMPARE_ALL = 2_500;

    /** Standard deviations added to a segment's fair share of the hits, as in Lucene's own search over segments. */
    private static final int SHARE_DEVIATIONS = 16;

    private final LuceneView view;
    private final float[] query;

    LuceneDenseLeg(LuceneView view, float[] query) {
        this.view = view;
        this.query = query.clone();
    }

    @Override
    public List<Hit> top(int depth) {
        LuceneSnapshot.requireDepth("depth", depth);
        try {
            List<ScoreDoc> found = new ArrayList<>();
            List<LeafReaderContext> again = new ArrayList<>();
            for (LeafReaderContext leaf : view.leaves()) {
                int share = share(leaf, depth);
                ScoreDoc[] hits = search(leaf, share);
                found.addAll(Arrays.asList(hits));
                if (hits.length == share && share < depth) {
                    again.add(leaf);
                }
            }
            return view.hits(cut(repeat(found, again, depth), depth));
        } catch (IOException e) {
            throw new IndexException("the dense search failed", e);
        }
    }

    @Override
    public double[] scores(List<Hit> hits) {
        double[] scores = new double[hits.size()];
        int[] docs = hits.stream().mapToInt(Hit::handle).toArray();
        try {
            LeafReaderContext leaf = null;
            VectorScorer scorer = null;
            for (int i : LuceneView.forwards(docs)) {
                LeafReaderContext here = view.leaf(docs[i]);
                if (scorer == null || here != leaf) {
                    leaf = here;
                    scorer = scorer(here);
                }
                scores[i] = cosine(score(scorer, docs[i] - here.docBase));
            }
        } catch (IOException e) {
            throw new IndexException("completing dense scores failed", e);
        }
        return scores;
    }

    /** Lucene's score of a dot product is {@code (1 + dot) / 2}. */
    private static float cosine(float score) {
        return 2 * score - 1;
    }

    /** A segment holds the best hits in proportion to its size, more or less: a first search asks for that many. */
    private int share(LeafReaderContext leaf, int depth) {
        double part = leaf.reader().maxDoc()
                / (double) Math.max(1, view.searcher().getIndexReader().maxDoc());
        double share = depth * part + SHARE_DEVIATIONS * Math.sqrt(depth * part * (1 - part));
        return (int) Math.clamp(Math.ceil(share), 1, depth);
    }

    /** Searches deeper where a segment's last hit would still have ranked. */
    private List<ScoreDoc> repeat(List<ScoreDoc> found, List<LeafReaderContext> again, int depth) throws IOException {
        ScoreDoc[] best = cut(found, depth);
        List<ScoreDoc> all = new ArrayList<>(found);
        for (LeafReaderContext leaf : again) {
            int end = leaf.docBase + leaf.reader().maxDoc();
            double last = found.stream()
                    .filter(hit -> hit.doc >= leaf.docBase && hit.doc < end)
                    .mapToDouble(hit -> hit.score)
                    .min()
                    .orElse(1);
            if (best.length < depth || last >= best[best.length - 1].score) {
                all.removeIf(hit -> hit.doc >= leaf.docBase && hit.doc < end);
                all.addAll(Arrays.asList(search(leaf, depth)));
            }
        }
        return all;
    }

    private static ScoreDoc[] cut(List<ScoreDoc> found, int depth) {
        return found.stream()
                .sorted(Comparator.<ScoreDoc>comparingDouble(hit -> -hit.score).thenComparingInt(hit -> hit.doc))
                .limit(depth)
                .toArray(ScoreDoc[]::new);
    }

    private ScoreDoc[] search(LeafReaderContext leaf, int depth) throws IOException {
        SegmentMask mask = view.mask(leaf);
        if (mask.count() == 0) {
            return new ScoreDoc[0];
        }
        ScoreDoc[] hits = collect(leaf, mask, depth).topDocs().scoreDocs;
        for (ScoreDoc hit : hits) {
            hit.doc += leaf.docBase;
            hit.score = cosine(hit.score);
        }
        return hits;
    }

    private TopKnnCollector collect(LeafReaderContext leaf, SegmentMask mask, int depth) throws IOException {
        FixedBitSet bits = mask.bits();
        double share = mask.count() / (double) leaf.reader().maxDoc();
        if (bits != null && mask.count() * share <= COMPARE_ALL) {
            return compareAll(leaf, bits, mask.count(), depth);
        }
        int visits = bits == null ? Integer.MAX_VALUE : mask.count();
        TopKnnCollector collector = new TopKnnCollector(depth, visits, KnnSearchStrategy.Hnsw.DEFAULT);
        Bits live = leaf.reader().getLiveDocs();
        leaf.reader().searchNearestVectors(LuceneSchema.VECTOR, query, collector, accepted(mask, live, leaf));
        // A walk that costs more than comparing all is given up, and one may end early where the mask cuts the graph
        // apart.
        boolean incomplete = collector.earlyTerminated() || collector.numCollected() < Math.min(depth, mask.count());
        return bits != null && incomplete ? compareAll(leaf, bits, mask.count(), depth) : collector;
    }

    private static AcceptDocs accepted(SegmentMask mask, @Nullable Bits live, LeafReaderContext leaf) {
        int maxDoc = leaf.reader().maxDoc();
        FixedBitSet bits = mask.bits();
        return bits == null
                ? AcceptDocs.fromLiveDocs(live, maxDoc)
                : AcceptDocs.fromIteratorSupplier(() -> new BitSetIterator(bits, mask.count()), live, maxDoc);
    }

    private TopKnnCollector compareAll(LeafReaderContext leaf, FixedBitSet bits, int count, int depth)
            throws IOException {
        TopKnnCollector collector = new TopKnnCollector(Math.min(depth, count), Integer.MAX_VALUE);
        VectorScorer.Bulk scorer = scorer(leaf).bulk(new BitSetIterator(bits, count));
        DocAndFloatFeatureBuffer buffer = new DocAndFloatFeatureBuffer();
        Bits live = leaf.reader().getLiveDocs();
        scorer.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, live, buffer);
        while (buffer.size > 0) {
            for (int i = 0; i < buffer.size; i++) {
                collector.collect(buffer.docs[i], buffer.features[i]);
            }
            scorer.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, live, buffer);
        }
        return collector;
    }

    private VectorScorer scorer(LeafReaderContext leaf) throws IOException {
        FloatVectorValues values = leaf.reader().getFloatVectorValues(LuceneSchema.VECTOR);
        VectorScorer scorer = values == null ? null : values.scorer(query);
        if (scorer == null) {
            throw new IOException("segment " + leaf.ord + " has no vectors");
        }
        return scorer;
    }

    private static float score(VectorScorer scorer, int doc) throws IOException {
        DocIdSetIterator vectors = scorer.iterator();
        if (vectors.docID() < doc) {
            vectors.advance(doc);
        }
        if (vectors.docID() != doc) {
            throw new IOException("passage " + doc + " has no vector");
        }
        return scorer.score();
    }
}
