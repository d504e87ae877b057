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
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;

/**
 * Finds documents by words of their names, which lie on each document's first passage. Weight of a word: BM25's inverse
 * document frequency over names.
 */
final class LuceneNames {
    /** A word on more names than this, or than one name in so many, tells documents apart only among those found otherwise. */
    private static final int COMMON = 20;

    private static final int COMMON_SHARE = 50;

    private final LuceneView view;
    private final IndexReader reader;
    private final Map<Integer, Map<String, Double>> found = new TreeMap<>();

    LuceneNames(LuceneView view) {
        this.view = view;
        this.reader = view.searcher().getIndexReader();
    }

    List<NamedDocument> of(List<String> words, Analyzer analyzer, int limit) throws IOException {
        int names = reader.getDocCount(LuceneSchema.NAME);
        Map<String, Term> common = new LinkedHashMap<>();
        for (String word : words) {
            for (var term : LuceneQueryTerms.of(analyzer, word).counts().keySet()) {
                Term name = new Term(LuceneSchema.NAME, term);
                int held = reader.docFreq(name);
                if (held > Math.max(COMMON, names / COMMON_SHARE)) {
                    common.put(word, name);
                } else if (held > 0) {
                    collect(word, name, weight(held, names), true);
                }
            }
        }
        for (Map.Entry<String, Term> word : common.entrySet()) {
            collect(word.getKey(), word.getValue(), weight(reader.docFreq(word.getValue()), names), false);
        }
        List<NamedDocument> documents = new ArrayList<>();
        for (Map.Entry<Integer, Map<String, Double>> entry : found.entrySet()) {
            documents.add(document(entry.getKey(), entry.getValue()));
        }
        documents.sort(Comparator.<NamedDocument>comparingDouble(document -> -total(document))
                .thenComparing(NamedDocument::documentId));
        return List.copyOf(documents.subList(0, Math.min(limit, documents.size())));
    }

    private static double total(NamedDocument document) {
        return document.words().values().stream()
                .sorted()
                .mapToDouble(weight -> weight)
                .sum();
    }

    private static double weight(int held, int names) {
        return Math.log(1 + (names - held + 0.5) / (held + 0.5));
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

    private NamedDocument document(int first, Map<String, Double> words) throws IOException {
        String id = LuceneBlocks.passage(view.searcher(), first).locator().documentId();
        int passages = LuceneBlocks.find(view.searcher(), id)
                .map(LuceneBlocks.Block::passages)
                .orElse(0);
        return new NamedDocument(id, passages, words);
    }
}
