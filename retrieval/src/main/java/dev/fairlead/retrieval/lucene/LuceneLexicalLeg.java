package dev.fairlead.retrieval.lucene;

import dev.fairlead.IndexException;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.Leg;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * A query over words: BM25 over title, headings and text of a passage (Robertson and Zaragoza 2009,
 * https://doi.org/10.1561/1500000019), or how many exact parts it holds. One {@link Weight} serves the ranking and the completion, so term statistics are looked up once.
 */
final class LuceneLexicalLeg implements Leg {
    /** Hits counted before the scorer may skip what cannot rank: Lucene's own default. */
    private static final int TOTAL_HITS_THRESHOLD = 1_000;

    /**
     * Below one entry in so many, the mask leads and the scorer follows; above, the scorer leads, which skips whole blocks.
     * With 50 in its place a list that admits 2 % of a million passages took the leg 4.9 ms of CPU, p99 21 to 24, against 1.4
     * and 3.7; one that admits 1 %, 3.1 and 15 against 1.2 and 3.3 (n from 182 to 2,519, thread time on a machine that was busier
     * during the first; JMH's {@code OneQuestion.lexicalLeg} times the same call).
     */
    private static final int SPARSE = 400;

    private final LuceneView view;
    private final int dropped;
    private final double ceiling;
    private final Query query;
    private @Nullable Weight weight;

    LuceneLexicalLeg(LuceneView view, Query query, double ceiling, int dropped) {
        this.view = view;
        this.query = query;
        this.dropped = dropped;
        this.ceiling = ceiling;
    }

    /** Made when first asked for: a leg may be wanted for its ceiling alone. */
    private Weight weight() throws IOException {
        Weight made = weight;
        if (made == null) {
            made = view.searcher().createWeight(view.searcher().rewrite(query), ScoreMode.TOP_SCORES, 1);
            weight = made;
        }
        return made;
    }

    @Override
    public List<Hit> top(int depth) {
        LuceneSnapshot.requireDepth("depth", depth);
        int most = Math.min(depth, Math.max(1, view.searcher().getIndexReader().maxDoc()));
        TopScoreDocCollector collector = new TopScoreDocCollectorManager(most, TOTAL_HITS_THRESHOLD).newCollector();
        try {
            for (LeafReaderContext leaf : view.leaves()) {
                collect(leaf, collector.getLeafCollector(leaf));
            }
            return view.hits(collector.topDocs().scoreDocs);
        } catch (IOException e) {
            throw new IndexException("the lexical search failed", e);
        }
    }

    @Override
    public double[] scores(List<Hit> hits) {
        double[] scores = new double[hits.size()];
        int[] docs = hits.stream().mapToInt(Hit::handle).toArray();
        try {
            LeafReaderContext leaf = null;
            Scorer scorer = null;
            for (int i : LuceneView.forwards(docs)) {
                LeafReaderContext here = view.leaf(docs[i]);
                if (here != leaf) {
                    leaf = here;
                    scorer = weight().scorer(here);
                }
                scores[i] = scorer == null ? 0 : score(scorer, docs[i] - here.docBase);
            }
        } catch (IOException e) {
            throw new IndexException("completing lexical scores failed", e);
        }
        return scores;
    }

    @Override
    public double ceiling() {
        return ceiling;
    }

    @Override
    public int dropped() {
        return dropped;
    }

    private void collect(LeafReaderContext leaf, LeafCollector collector) throws IOException {
        SegmentMask mask = view.mask(leaf);
        ScorerSupplier supplier = mask.count() == 0 ? null : weight().scorerSupplier(leaf);
        if (supplier == null) {
            return;
        }
        supplier.setTopLevelScoringClause();
        FixedBitSet bits = mask.bits();
        if (bits == null || mask.count() > leaf.reader().maxDoc() / SPARSE) {
            BulkScorer scorer = supplier.bulkScorer();
            scorer.score(collector, mask.accepted(leaf.reader().getLiveDocs()), 0, DocIdSetIterator.NO_MORE_DOCS);
        } else {
            collectSparse(leaf, collector, supplier.get(mask.count()), bits);
        }
    }

    private static void collectSparse(LeafReaderContext leaf, LeafCollector collector, Scorer scorer, FixedBitSet bits)
            throws IOException {
        var live = leaf.reader().getLiveDocs();
        DocIdSetIterator words = scorer.iterator();
        collector.setScorer(scorer);
        int wanted = next(bits, 0);
        while (wanted != DocIdSetIterator.NO_MORE_DOCS) {
            int doc = words.docID() < wanted ? words.advance(wanted) : words.docID();
            if (doc == wanted) {
                if (live == null || live.get(doc)) {
                    collector.collect(doc);
                }
                wanted = next(bits, doc + 1);
            } else {
                wanted = doc == DocIdSetIterator.NO_MORE_DOCS ? doc : next(bits, doc);
            }
        }
    }

    private static int next(FixedBitSet bits, int from) {
        return from >= bits.length() ? DocIdSetIterator.NO_MORE_DOCS : bits.nextSetBit(from);
    }

    private static double score(Scorer scorer, int doc) throws IOException {
        DocIdSetIterator words = scorer.iterator();
        if (words.docID() < doc) {
            words.advance(doc);
        }
        return words.docID() == doc ? scorer.score() : 0;
    }
}
