package dev.fairlead.retrieval.lucene;

import dev.fairlead.IndexException;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.Leg;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.VectorScorer;

/**
 * Nearest vectors: candidates from every segment by short vectors, the best of them scored exactly and ranked by that.
 */
final class LuceneDenseLeg implements Leg {
    /** Standard deviations added to a segment's fair share of the hits, as in Lucene's own search over segments. */
    private static final int SHARE_DEVIATIONS = 16;

    /** Candidates looked for and scored exactly, for each hit wanted. */
    private static final int OVERSAMPLING = 2;

    /** Candidates looked for at least, however few hits are wanted. */
    private static final int FEWEST_CANDIDATES = 200;

    /** What share of candidates is added where all of {@link #MEASURED} vectors, or of fewer, may be seen. */
    private static final double MORE = 0.4;

    private static final double MEASURED = 100_000;

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
            ScoreDoc[] candidates = candidates(wanted(depth));
            rescore(candidates);
            return view.hits(cut(Arrays.asList(candidates), depth));
        } catch (IOException e) {
            throw new IndexException("the dense search failed", e);
        }
    }

    /** Scores exactly what a segment of shorter vectors only estimated. */
    private void rescore(ScoreDoc[] candidates) throws IOException {
        boolean[] whole = new boolean[view.leaves().size()];
        for (LeafReaderContext leaf : view.leaves()) {
            whole[leaf.ord] = SegmentVectors.of(leaf.reader()).whole();
        }
        List<ScoreDoc> estimated = new ArrayList<>();
        for (ScoreDoc candidate : candidates) {
            if (!whole[view.leaf(candidate.doc).ord]) {
                estimated.add(candidate);
            }
        }
        float[] exact = exact(estimated.stream().mapToInt(hit -> hit.doc).toArray());
        for (int i = 0; i < exact.length; i++) {
            estimated.get(i).score = exact[i];
        }
    }

    @Override
    public double[] scores(List<Hit> hits) {
        try {
            float[] exact = exact(hits.stream().mapToInt(Hit::handle).toArray());
            return IntStream.range(0, exact.length).mapToDouble(i -> exact[i]).toArray();
        } catch (IOException e) {
            throw new IndexException("completing dense scores failed", e);
        }
    }

    private float[] exact(int[] docs) throws IOException {
        float[] scores = new float[docs.length];
        LeafReaderContext leaf = null;
        VectorScorer scorer = null;
        for (int i : LuceneView.forwards(docs)) {
            LeafReaderContext here = view.leaf(docs[i]);
            if (scorer == null || here != leaf) {
                leaf = here;
                scorer = SegmentVectors.of(here.reader()).exact(query);
            }
            scores[i] = SegmentSearch.cosine(score(scorer, docs[i] - here.docBase));
        }
        return scores;
    }

    /**
     * More where all may be seen: a walk that steps over what is hidden looks further by itself. Of the ten nearest of
     * 100,000 passages in one segment 200, 280 and 400 candidates hold .951, .970 and .979 unfiltered, and 200 and 280
     * hold .984 and .991 of the two fifths that a list admits (200 questions); of a million .851, .911, .929 and .936, .954
     * (100 questions), on graphs built over bits. On a graph over whole vectors 280 of 100,000 hold .973 (100 questions), where one
     * bit a component and 400 hold .943 (60 questions). So 280 of 100,000, 400 of a million, and 120 more for each further
     * factor of ten, which nobody measured. Recall at the count that stands: {@code corpus --recall N}.
     */
    private int wanted(int depth) {
        long admitted = 0;
        long held = 0;
        for (LeafReaderContext leaf : view.leaves()) {
            SegmentMask mask = view.mask(leaf);
            admitted += mask.count();
            held += mask.ordinals() == null ? mask.count() : mask.ordinals().length();
        }
        double share = held == 0 ? 1 : admitted / (double) held;
        double more = MORE + (1 - MORE) * Math.log10(Math.max(1, held / MEASURED));
        return (int) (Math.max(FEWEST_CANDIDATES, depth * OVERSAMPLING) * (1 + share * more));
    }

    /** The best by the scores each segment has at hand. */
    private ScoreDoc[] candidates(int wanted) throws IOException {
        List<ScoreDoc> found = new ArrayList<>();
        List<LeafReaderContext> again = new ArrayList<>();
        for (LeafReaderContext leaf : view.leaves()) {
            int share = share(leaf, wanted);
            ScoreDoc[] hits = search(leaf, share);
            found.addAll(Arrays.asList(hits));
            if (hits.length == share && share < wanted) {
                again.add(leaf);
            }
        }
        return cut(repeat(found, again, wanted), wanted);
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
        return new SegmentSearch(leaf, view.mask(leaf), query).nearest(depth);
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
