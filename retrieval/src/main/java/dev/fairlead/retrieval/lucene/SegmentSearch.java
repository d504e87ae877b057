package dev.fairlead.retrieval.lucene;

import java.io.IOException;
import java.util.function.IntUnaryOperator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.jspecify.annotations.Nullable;

/**
 * The nearest vectors of one segment under a mask: by its graph, Malkov and Yashunin 2018,
 * https://doi.org/10.1109/TPAMI.2018.2889473, which steps over what the mask hides, Patel et al. 2024,
 * https://doi.org/10.1145/3654923; where the mask leaves few, by comparing them all.
 */
final class SegmentSearch {
    /** Passages let through, up to which exact vectors are compared at once: few enough to need no first choice. */
    private static final int EXACTLY = 1_000;

    /**
     * Passages let through, times the share of the segment they are, up to which comparing all is the faster way: it costs
     * the same for each, and a walk over the graph the more the fewer it may visit.
     */
    private static final int COMPARE_ALL = 2_500;

    private static final int BLOCK = 64;

    private final LeafReaderContext leaf;
    private final SegmentMask mask;
    private final float[] query;

    SegmentSearch(LeafReaderContext leaf, SegmentMask mask, float[] query) {
        this.leaf = leaf;
        this.mask = mask;
        this.query = query;
    }

    /** Documents of the whole index, with the segment's own estimate of the cosine. */
    ScoreDoc[] nearest(int depth) throws IOException {
        FixedBitSet docs = mask.bits();
        if (mask.count() == 0) {
            return new ScoreDoc[0];
        }
        SegmentVectors vectors = SegmentVectors.of(leaf.reader());
        if (docs != null && mask.count() <= EXACTLY) {
            return hits(exactly(vectors.exact(query), docs, Math.min(depth, mask.count())), doc -> doc);
        }
        RandomVectorScorer scorer = vectors.near(query);
        return hits(search(vectors, scorer, depth), scorer::ordToDoc);
    }

    /** Lucene's score of a dot product is {@code (1 + dot) / 2}. */
    static float cosine(float score) {
        return 2 * score - 1;
    }

    private ScoreDoc[] hits(TopKnnCollector collector, IntUnaryOperator docs) {
        ScoreDoc[] hits = collector.topDocs().scoreDocs;
        for (ScoreDoc hit : hits) {
            hit.doc = leaf.docBase + docs.applyAsInt(hit.doc);
            hit.score = cosine(hit.score);
        }
        return hits;
    }

    private TopKnnCollector search(SegmentVectors vectors, RandomVectorScorer scorer, int depth) throws IOException {
        Bits live = scorer.getAcceptOrds(leaf.reader().getLiveDocs());
        HnswGraph graph = vectors.graph();
        FixedBitSet ordinals = mask.ordinals();
        double share = mask.count() / (double) scorer.maxOrd();
        if (graph.size() == 0 || (ordinals != null && mask.count() * share <= COMPARE_ALL)) {
            return compareAll(scorer, live, depth);
        }
        TopKnnCollector collector = new TopKnnCollector(depth, mask.count(), KnnSearchStrategy.Hnsw.DEFAULT);
        HnswGraphSearcher.search(
                scorer, collector, graph, mask.acceptedOrdinals(live), ordinals == null ? 0 : mask.count());
        // A walk that costs more than comparing all is given up, and one may end early where the mask, or many equal
        // vectors, cut the graph apart.
        boolean incomplete = collector.earlyTerminated() || collector.numCollected() < Math.min(depth, mask.count());
        return incomplete ? compareAll(scorer, live, depth) : collector;
    }

    private TopKnnCollector compareAll(RandomVectorScorer scorer, @Nullable Bits live, int depth) throws IOException {
        TopKnnCollector collector = new TopKnnCollector(Math.min(depth, mask.count()), Integer.MAX_VALUE);
        int[] block = new int[BLOCK];
        float[] scores = new float[BLOCK];
        int ordinal = next(0, scorer.maxOrd());
        while (ordinal < scorer.maxOrd()) {
            int size = 0;
            for (; size < BLOCK && ordinal < scorer.maxOrd(); ordinal = next(ordinal + 1, scorer.maxOrd())) {
                block[size++] = ordinal;
            }
            if (scorer.bulkScore(block, scores, size) >= collector.minCompetitiveSimilarity()) {
                for (int i = 0; i < size; i++) {
                    if (live == null || live.get(block[i])) {
                        collector.collect(block[i], scores[i]);
                    }
                }
            }
        }
        return collector;
    }

    private int next(int ordinal, int end) {
        FixedBitSet ordinals = mask.ordinals();
        return ordinals == null || ordinal >= end ? ordinal : ordinals.nextSetBit(ordinal);
    }

    private TopKnnCollector exactly(VectorScorer scorer, FixedBitSet docs, int depth) throws IOException {
        TopKnnCollector collector = new TopKnnCollector(depth, Integer.MAX_VALUE);
        VectorScorer.Bulk bulk = scorer.bulk(new BitSetIterator(docs, mask.count()));
        DocAndFloatFeatureBuffer buffer = new DocAndFloatFeatureBuffer();
        Bits live = leaf.reader().getLiveDocs();
        bulk.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, live, buffer);
        while (buffer.size > 0) {
            for (int i = 0; i < buffer.size; i++) {
                collector.collect(buffer.docs[i], buffer.features[i]);
            }
            bulk.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, live, buffer);
        }
        return collector;
    }
}
