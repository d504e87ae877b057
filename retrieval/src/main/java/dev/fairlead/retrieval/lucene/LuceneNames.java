package dev.fairlead.retrieval.lucene;

import dev.fairlead.retrieval.engine.NamedDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;

/**
 * Finds documents by words of their names, which lie on each document's first passage. Weight of a word: BM25's inverse
 * document frequency over the names that may be seen: what others keep in the same index changes nothing.
 */
final class LuceneNames {
    /** A word on more names than this, or than one name in so many, tells documents apart only among those found otherwise. */
    private static final int COMMON = 20;

    private static final int COMMON_SHARE = 50;

    /** A document whose name holds words looked for. */
    private record Found(String documentId, Map<String, Double> words, double total) {}

    /** A word of many names: looked for last, and only among documents found otherwise. */
    private record Common(Term term, double weight) {}

    private final LuceneView view;
    private final Map<Integer, Map<String, Double>> found = new TreeMap<>();

    LuceneNames(LuceneView view) {
        this.view = view;
    }

    List<NamedDocument> of(List<String> words, Analyzer analyzer, int limit) throws IOException {
        int names = view.documents();
        Map<String, Common> common = new LinkedHashMap<>();
        for (String word : words) {
            for (var term : LuceneQueryTerms.of(analyzer, word).counts().keySet()) {
                Term name = new Term(LuceneSchema.NAME, term);
                int held = held(name);
                if (held > Math.max(COMMON, names / COMMON_SHARE)) {
                    common.put(word, new Common(name, weight(held, names)));
                } else if (held > 0) {
                    collect(word, name, weight(held, names), true);
                }
            }
        }
        for (Map.Entry<String, Common> word : common.entrySet()) {
            collect(word.getKey(), word.getValue().term(), word.getValue().weight(), false);
        }
        return best(limit);
    }

    /** Ranked by ids out of doc values: in a large index a word may stand in thousands of names. */
    private List<NamedDocument> best(int limit) throws IOException {
        int[] firsts = found.keySet().stream().mapToInt(Integer::intValue).toArray();
        String[] ids = view.ids(firsts);
        List<Found> ranked = new ArrayList<>(firsts.length);
        for (int i = 0; i < firsts.length; i++) {
            Map<String, Double> words = found.getOrDefault(firsts[i], Map.of());
            ranked.add(new Found(LuceneBlocks.documentId(ids[i]), words, total(words)));
        }
        ranked.sort(Comparator.comparingDouble(Found::total).reversed().thenComparing(Found::documentId));
        List<NamedDocument> documents = new ArrayList<>();
        for (Found one : ranked.subList(0, Math.min(limit, ranked.size()))) {
            documents.add(document(one));
        }
        return List.copyOf(documents);
    }

    /** Added up in rising order, so that equal words give equal sums. */
    private static double total(Map<String, Double> words) {
        return words.values().stream().sorted().mapToDouble(weight -> weight).sum();
    }

    private static double weight(int held, int names) {
        return Math.log(1 + (names - held + 0.5) / (held + 0.5));
    }

    /** How many names that may be seen hold a word. */
    private int held(Term term) throws IOException {
        int held = 0;
        for (LeafReaderContext leaf : view.leaves()) {
            held += view.seesAll(leaf) ? leaf.reader().docFreq(term) : seen(leaf, term);
        }
        return held;
    }

    private int seen(LeafReaderContext leaf, Term term) throws IOException {
        PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
        Bits live = leaf.reader().getLiveDocs();
        SegmentMask mask = view.mask(leaf);
        int seen = 0;
        for (int doc = postings == null ? DocIdSetIterator.NO_MORE_DOCS : postings.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS;
                doc = postings.nextDoc()) {
            seen += mask.admits(doc) && (live == null || live.get(doc)) ? 1 : 0;
        }
        return seen;
    }

    /** Adds a word to the documents that have it: to any, or only to those found already. */
    private void collect(String word, Term term, double weight, boolean any) throws IOException {
        for (LeafReaderContext leaf : view.leaves()) {
            PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
            Bits live = leaf.reader().getLiveDocs();
            SegmentMask mask = view.mask(leaf);
            for (int doc = postings == null ? DocIdSetIterator.NO_MORE_DOCS : postings.nextDoc();
                    doc != DocIdSetIterator.NO_MORE_DOCS;
                    doc = postings.nextDoc()) {
                int number = leaf.docBase + doc;
                if (mask.admits(doc) && (live == null || live.get(doc)) && (any || found.containsKey(number))) {
                    found.computeIfAbsent(number, unseen -> new HashMap<>()).put(word, weight);
                }
            }
        }
    }

    private NamedDocument document(Found one) throws IOException {
        int passages = LuceneBlocks.find(view.searcher(), one.documentId())
                .map(LuceneBlocks.Block::passages)
                .orElse(0);
        return new NamedDocument(one.documentId(), passages, one.words());
    }
}
