package dev.fairlead.retrieval.lucene;

import dev.fairlead.retrieval.engine.PassageId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Lists passages in the order of document ids, merging the segments' sorted dictionaries. */
final class LuceneListing {
    private final LuceneView view;
    private final List<Cursor> cursors = new ArrayList<>();

    private record Cursor(LeafReaderContext leaf, TermsEnum terms) {}

    LuceneListing(LuceneView view) {
        this.view = view;
    }

    /** Numbers of the next passages after a place; all from the start where it is null. */
    List<Integer> after(@Nullable PassageId place, int limit) throws IOException {
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
