package dev.fairlead.retrieval.lucene;

import dev.fairlead.retrieval.exact.ExactParts;
import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** Exact parts as a query whose score is the number of parts a passage holds: a sum of ones, so exact in a float. */
final class LuceneExactQuery {
    private LuceneExactQuery() {}

    static Query of(ExactParts parts, Analyzer analyzer) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (String term : parts.terms()) {
            add(query, new TermQuery(new Term(LuceneSchema.EXACT, term)));
        }
        for (String phrase : parts.phrases()) {
            // A phrase of stop words only has no term: as a query it matches nothing.
            add(query, phrase(phrase, analyzer));
        }
        return query.build();
    }

    private static void add(BooleanQuery.Builder query, Query part) {
        query.add(new ConstantScoreQuery(part), BooleanClause.Occur.SHOULD);
    }

    /** The words in their places; where the analyzer leaves one out, any word may stand there. */
    private static Query phrase(String text, Analyzer analyzer) throws IOException {
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        try (TokenStream stream = analyzer.tokenStream(LuceneSchema.TEXT, text)) {
            TermToBytesRefAttribute term = stream.getAttribute(TermToBytesRefAttribute.class);
            PositionIncrementAttribute increment = stream.getAttribute(PositionIncrementAttribute.class);
            stream.reset();
            int position = -1;
            while (stream.incrementToken()) {
                position += increment.getPositionIncrement();
                phrase.add(new Term(LuceneSchema.TEXT, BytesRef.deepCopyOf(term.getBytesRef())), position);
            }
            stream.end();
        }
        return phrase.build();
    }
}
