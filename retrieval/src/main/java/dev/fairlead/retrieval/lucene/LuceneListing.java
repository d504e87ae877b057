package dev.fairlead.retrieval.lucene;

import dev.fairlead.retrieval.engine.PassageId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Lists passages in the order of document ids: merging the segments' sorted dictionaries, or, where few of an index's passages
 * may be seen, sorting those.
 */
final class LuceneListing {
    /** So many ids are sorted for each page; beyond, the dictionaries are walked through. */
    private static final int FEW = 10_000;

    private final LuceneView view;
    private final List<Cursor> cursors = new ArrayList<>();

    /** A passage, with the bytes of its document's id, whose order is that of code points. */
    private record Seen(BytesRef document, int number, int doc) {
        static final Comparator<Seen> ORDER =
                Comparator.comparing(Seen::document).thenComparingInt(Seen::number);
    }

    private record Cursor(LeafReaderContext leaf, TermsEnum terms) {}

    LuceneListing(LuceneView view) {
        this.view = view;
    }

    /** Numbers of the next passages after a place; all from the start where it is null. */
    List<Integer> after(@Nullable PassageId place, int limit) throws IOException {
        if (isNarrow()) {
            return afterAmongFew(place, limit);
        }
        BytesRef start = new BytesRef(place == null ? "" : place.documentId());
        for (LeafReaderContext leaf : view.leaves()) {
            Terms terms = leaf.reader().terms(LuceneSchema.DOCUMENT);
            TermsEnum documents = terms == null ? TermsEnum.EMPTY : terms.iterator();
            if (terms != null && documents.seekCeil(start) != TermsEnum.SeekStatus.END) {
                cursors.add(new Cursor(leaf, documents));
            }
        }
        List<Integer> found = new ArrayList<>();
        while (!cursors.isEmpty() && found.size() < limit) {
            BytesRef next = BytesRef.deepCopyOf(smallest());
            int skip = place != null && next.equals(start) ? place.number() : 0;
            addDocument(next, skip, limit, found);
        }
        return found;
    }

    private boolean isNarrow() {
        long seen = 0;
        boolean all = true;
        for (LeafReaderContext leaf : view.leaves()) {
            seen += view.mask(leaf).count();
            all &= view.mask(leaf).bits() == null;
        }
        return !all && seen <= FEW;
    }

    private List<Integer> afterAmongFew(@Nullable PassageId place, int limit) throws IOException {
        List<Integer> docs = new ArrayList<>();
        for (LeafReaderContext leaf : view.leaves()) {
            Bits live = leaf.reader().getLiveDocs();
            SegmentMask mask = view.mask(leaf);
            PostingsEnum passages = leaf.reader().postings(LuceneSchema.PASSAGES, PostingsEnum.NONE);
            DocIdSetIterator admitted = mask.bits() == null ? passages : new BitSetIterator(mask.bits(), mask.count());
            for (int doc = admitted == null ? DocIdSetIterator.NO_MORE_DOCS : admitted.nextDoc();
                    doc != DocIdSetIterator.NO_MORE_DOCS;
                    doc = admitted.nextDoc()) {
                if (live == null || live.get(doc)) {
                    docs.add(leaf.docBase + doc);
                }
            }
        }
        String[] ids = view.ids(docs.stream().mapToInt(Integer::intValue).toArray());
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            String id = ids[i];
            PassageId parsed = PassageId.parse(id).orElseThrow(() -> new IOException("'" + id + "' is no passage id"));
            seen.add(new Seen(new BytesRef(parsed.documentId()), parsed.number(), docs.get(i)));
        }
        return seen.stream()
                .filter(one -> place == null
                        || Seen.ORDER.compare(one, new Seen(new BytesRef(place.documentId()), place.number(), 0)) > 0)
                .sorted(Seen.ORDER)
                .limit(limit)
                .map(Seen::doc)
                .toList();
    }

    private BytesRef smallest() throws IOException {
        BytesRef smallest = cursors.getFirst().terms().term();
        for (Cursor cursor : cursors) {
            smallest = cursor.terms().term().compareTo(smallest) < 0
                    ? cursor.terms().term()
                    : smallest;
        }
        return smallest;
    }

    private void addDocument(BytesRef document, int skip, int limit, List<Integer> found) throws IOException {
        for (Cursor cursor : List.copyOf(cursors)) {
            if (cursor.terms().term().equals(document)) {
                PostingsEnum postings = cursor.terms().postings(null, PostingsEnum.NONE);
                var block = LuceneBlocks.live(cursor.leaf(), postings);
                if (block.isPresent()) {
                    addPassages(block.get(), skip, limit, found);
                }
                if (cursor.terms().next() == null) {
                    cursors.remove(cursor);
                }
            }
        }
    }

    private void addPassages(LuceneBlocks.Block block, int skip, int limit, List<Integer> found) {
        SegmentMask mask = view.mask(block.leaf());
        for (int doc = block.first() + skip; doc < block.record() && found.size() < limit; doc++) {
            if (mask.admits(doc)) {
                found.add(block.leaf().docBase + doc);
            }
        }
    }
}
