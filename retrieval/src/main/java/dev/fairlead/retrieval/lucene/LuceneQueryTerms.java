package dev.fairlead.retrieval.lucene;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * The words of a question as a bag, a word that stands twice counting twice, as Anserini does it. Only the analyzer reads
 * the text, so nothing in it is syntax.
 *
 * @param counts how often each word stands
 * @param dropped distinct words left out because there were too many
 */
record LuceneQueryTerms(Map<BytesRef, Integer> counts, int dropped) {
    /** More distinct words than any question needs; a bound for pasted texts. */
    static final int MAX_TERMS = 256;

    static LuceneQueryTerms of(Analyzer analyzer, String text) throws IOException {
        Map<BytesRef, Integer> counts = new LinkedHashMap<>();
        try (TokenStream stream = analyzer.tokenStream(LuceneSchema.TEXT, text)) {
            TermToBytesRefAttribute term = stream.getAttribute(TermToBytesRefAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                counts.merge(BytesRef.deepCopyOf(term.getBytesRef()), 1, Integer::sum);
            }
            stream.end();
        }
        int dropped = Math.max(0, counts.size() - MAX_TERMS);
        if (dropped > 0) {
            Map<BytesRef, Integer> first = new LinkedHashMap<>();
            counts.entrySet().stream().limit(MAX_TERMS).forEach(entry -> first.put(entry.getKey(), entry.getValue()));
            counts = first;
        }
        return new LuceneQueryTerms(counts, dropped);
    }

    /** What is searched for, and the score no passage reaches. Each term is looked up once. */
    record Weighed(Query query, double ceiling) {}

    Weighed weighed(IndexSearcher searcher) throws IOException {
        CollectionStatistics texts = searcher.collectionStatistics(LuceneSchema.TEXT);
        long count = texts == null ? 0 : texts.docCount();
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        double ceiling = 0;
        for (Map.Entry<BytesRef, Integer> entry : counts.entrySet()) {
            Term term = new Term(LuceneSchema.TEXT, entry.getKey());
            TermStates states = TermStates.build(searcher, term, true);
            Query one = new TermQuery(term, states);
            int times = entry.getValue();
            query.add(times == 1 ? one : new BoostQuery(one, times), BooleanClause.Occur.SHOULD);
            ceiling += times * inverseDocumentFrequency(states.docFreq(), count);
        }
        return new Weighed(query.build(), ceiling > 0 ? ceiling : 1);
    }

    /** As {@link org.apache.lucene.search.similarities.BM25Similarity} has it. */
    private static double inverseDocumentFrequency(long holding, long texts) {
        return Math.log(1 + (texts - holding + 0.5) / (holding + 0.5));
    }
}
