package dev.fairlead.retrieval.lucene;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fairlead.Filter;
import dev.fairlead.retrieval.engine.Within;
import java.io.IOException;
import java.time.LocalDate;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/**
 * Compiles a {@link Within} to one bitset a segment, which both legs share. Bitsets are cached up to a number of bytes;
 * they leave deletions aside, so a change elsewhere in the index does not touch them. Thread-safe.
 */
final class LuceneMasks {
    private static final int BYTES_PER_CHARACTER = 2;

    private final boolean requireScope;
    private final Cache<Key, SegmentMask> cache;

    /** One bitset a segment: kept while the segment is, and no longer. */
    private final Cache<IndexReader.CacheKey, FixedBitSet> firsts =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    /** A segment's core and what was asked of it. */
    private record Key(IndexReader.CacheKey segment, Within within) {}

    LuceneMasks(boolean requireScope, long maxBytes) {
        this.requireScope = requireScope;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher(LuceneMasks::weight)
                .executor(Runnable::run)
                .build();
    }

    SegmentMask mask(IndexSearcher searcher, LeafReaderContext leaf, Within within) throws IOException {
        if (within.documents().isEmpty()) {
            return cached(searcher, leaf, within);
        }
        // Documents change from question to question: what is kept is the mask they are cut out of.
        SegmentMask all = cached(searcher, leaf, new Within(within.scope(), within.filter()));
        FixedBitSet bits = new FixedBitSet(leaf.reader().maxDoc());
        for (String id : within.documents()) {
            or(bits, leaf.reader(), LuceneSchema.documentTerm(id));
        }
        FixedBitSet admitted = all.bits();
        bits.and(admitted == null ? passages(leaf.reader()) : admitted);
        return SegmentMask.of(leaf.reader(), bits);
    }

    private SegmentMask cached(IndexSearcher searcher, LeafReaderContext leaf, Within within) throws IOException {
        IndexReader.CacheHelper core = leaf.reader().getCoreCacheHelper();
        if (core == null) {
            return build(searcher, leaf, within);
        }
        Key key = new Key(core.getKey(), within);
        SegmentMask known = cache.getIfPresent(key);
        if (known == null) {
            // Two callers may build the same mask at once: cheaper than one that waits inside the cache for another's
            // I/O.
            known = build(searcher, leaf, within);
            cache.put(key, known);
        }
        return known;
    }

    /** The first passage of each document of a segment, deleted ones among them. */
    FixedBitSet firsts(LeafReaderContext leaf) throws IOException {
        IndexReader.CacheHelper core = leaf.reader().getCoreCacheHelper();
        FixedBitSet known = core == null ? null : firsts.getIfPresent(core.getKey());
        if (known == null) {
            known = LuceneBlocks.firsts(leaf.reader());
            if (core != null) {
                firsts.put(core.getKey(), known);
            }
        }
        return known;
    }

    private static FixedBitSet passages(LeafReader reader) throws IOException {
        FixedBitSet bits = new FixedBitSet(reader.maxDoc());
        or(bits, reader, LuceneSchema.PASSAGES);
        return bits;
    }

    private static int weight(Key key, SegmentMask mask) {
        long names = (long) key.within.toString().length() * BYTES_PER_CHARACTER;
        return (int) Math.min(Integer.MAX_VALUE, mask.bytes() + names);
    }

    private SegmentMask build(IndexSearcher searcher, LeafReaderContext leaf, Within within) throws IOException {
        LeafReader reader = leaf.reader();
        int passages = reader.docFreq(LuceneSchema.PASSAGES);
        FixedBitSet bits = new FixedBitSet(reader.maxDoc());
        for (BytesRef term : LuceneTerms.of(within.scope())) {
            or(bits, reader, new Term(LuceneSchema.ACCESS, term));
        }
        if (!requireScope) {
            or(bits, reader, new Term(LuceneSchema.ACCESS, LuceneTerms.undeclared()));
        }
        if (!within.filter().equals(Filter.all())) {
            bits.and(matches(searcher, leaf, within.filter()));
        }
        return bits.cardinality() == passages ? SegmentMask.all(passages) : SegmentMask.of(reader, bits);
    }

    /** The passages a filter matches: leaves by postings and points, the rest by operations on whole bitsets. */
    static FixedBitSet matches(IndexSearcher searcher, LeafReaderContext leaf, Filter filter) throws IOException {
        FixedBitSet bits = new FixedBitSet(leaf.reader().maxDoc());
        switch (filter) {
            case Filter.In in -> {
                for (Object value : in.values()) {
                    or(bits, leaf.reader(), new Term(LuceneSchema.FACT, LuceneTerms.fact(in.key(), value)));
                }
            }
            case Filter.NumberRange range -> {
                if (range.min() <= range.max()) {
                    or(bits, searcher, leaf, numbers(range));
                }
            }
            case Filter.DateRange range -> {
                if (!range.from().isAfter(range.to())) {
                    or(bits, searcher, leaf, dates(range.key(), range.from(), range.to()));
                }
            }
            case Filter.And and -> {
                or(bits, leaf.reader(), LuceneSchema.PASSAGES);
                for (Filter part : and.filters()) {
                    bits.and(matches(searcher, leaf, part));
                }
            }
            case Filter.Or or -> {
                for (Filter part : or.filters()) {
                    bits.or(matches(searcher, leaf, part));
                }
            }
            case Filter.Not not -> {
                or(bits, leaf.reader(), LuceneSchema.PASSAGES);
                bits.andNot(matches(searcher, leaf, not.filter()));
            }
        }
        return bits;
    }

    private static Query numbers(Filter.NumberRange range) {
        return DoublePoint.newRangeQuery(LuceneSchema.numberField(range.key()), range.min() + 0.0, range.max() + 0.0);
    }

    private static Query dates(String key, LocalDate from, LocalDate to) {
        return LongPoint.newRangeQuery(LuceneSchema.dateField(key), from.toEpochDay(), to.toEpochDay());
    }

    private static void or(FixedBitSet bits, LeafReader reader, Term term) throws IOException {
        PostingsEnum postings = reader.postings(term, PostingsEnum.NONE);
        if (postings != null) {
            bits.or(postings);
        }
    }

    private static void or(FixedBitSet bits, IndexSearcher searcher, LeafReaderContext leaf, Query query)
            throws IOException {
        Scorer scorer = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1)
                .scorer(leaf);
        if (scorer != null) {
            bits.or(scorer.iterator());
        }
    }
}
