package dev.fairlead.retrieval.lucene;

import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.Within;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;

/** One reader under one {@link Within}: segments, their masks, and the ids of what was found. */
final class LuceneView {
    private final IndexSearcher searcher;
    private final List<LeafReaderContext> leaves;
    private final List<SegmentMask> masks;
    private final LuceneMasks compiled;

    LuceneView(IndexSearcher searcher, LuceneMasks masks, Within within) throws IOException {
        this.searcher = searcher;
        this.leaves = searcher.getLeafContexts();
        this.compiled = masks;
        this.masks = new ArrayList<>(leaves.size());
        for (LeafReaderContext leaf : leaves) {
            this.masks.add(masks.mask(searcher, leaf, within));
        }
    }

    IndexSearcher searcher() {
        return searcher;
    }

    List<LeafReaderContext> leaves() {
        return leaves;
    }

    SegmentMask mask(LeafReaderContext leaf) {
        return masks.get(leaf.ord);
    }

    /** Whether every passage of a segment may be seen, and none is deleted. */
    boolean seesAll(LeafReaderContext leaf) {
        return mask(leaf).bits() == null && leaf.reader().getLiveDocs() == null;
    }

    /** How many documents may be seen: each is counted by its first passage. */
    int documents() throws IOException {
        int documents = 0;
        for (LeafReaderContext leaf : leaves) {
            FixedBitSet firsts = compiled.firsts(leaf);
            FixedBitSet seen = mask(leaf).bits();
            Bits live = leaf.reader().getLiveDocs();
            if (live == null) {
                documents += (int) (seen == null ? firsts.cardinality() : FixedBitSet.intersectionCount(firsts, seen));
            } else {
                for (int doc = next(firsts, 0); doc != DocIdSetIterator.NO_MORE_DOCS; doc = next(firsts, doc + 1)) {
                    documents += live.get(doc) && (seen == null || seen.get(doc)) ? 1 : 0;
                }
            }
        }
        return documents;
    }

    private static int next(FixedBitSet set, int from) {
        return from >= set.length() ? DocIdSetIterator.NO_MORE_DOCS : set.nextSetBit(from);
    }

    /** The best of what the segments gave, with passage ids. */
    List<Hit> hits(ScoreDoc[] found) throws IOException {
        String[] ids = ids(Arrays.stream(found).mapToInt(hit -> hit.doc).toArray());
        List<Hit> hits = new ArrayList<>(found.length);
        for (int i = 0; i < found.length; i++) {
            hits.add(new Hit(ids[i], found[i].doc, found[i].score));
        }
        hits.sort(Hit.ORDER);
        return hits;
    }

    /** Indices of numbers in their rising order: what is read from a segment must be read forwards. */
    static int[] forwards(int[] docs) {
        long[] keys = new long[docs.length];
        for (int i = 0; i < docs.length; i++) {
            keys[i] = (long) docs[i] << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    LeafReaderContext leaf(int doc) {
        return leaves.get(ReaderUtil.subIndex(doc, leaves));
    }

    /** Ids of passages, in the order of their numbers given. */
    String[] ids(int[] docs) throws IOException {
        String[] ids = new String[docs.length];
        LeafReaderContext leaf = null;
        BinaryDocValues values = null;
        for (int i : forwards(docs)) {
            LeafReaderContext here = leaf(docs[i]);
            if (values == null || here != leaf) {
                leaf = here;
                values = here.reader().getBinaryDocValues(LuceneSchema.PASSAGE_ID);
            }
            if (values == null || !values.advanceExact(docs[i] - here.docBase)) {
                throw new IOException("passage " + docs[i] + " has no id");
            }
            ids[i] = values.binaryValue().utf8ToString();
        }
        return ids;
    }
}
