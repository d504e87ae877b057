package dev.fairlead.retrieval.lucene;

import dev.fairlead.IndexException;
import java.io.Closeable;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/** The readers of an open index: one is current, and who took an earlier one keeps it until letting go. Thread-safe. */
final class LuceneReaders implements Closeable {
    static final Similarity BM25 = new BM25Similarity(0.9f, 0.4f);

    private final String name;
    private final SearcherManager searchers;

    /**
     * Tells readers of different openings apart: after a crash, Lucene's own numbers are used again for other content.
     */
    private final String opening =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());

    /** Reads from one reader. */
    @FunctionalInterface
    interface Reading<T> {
        T from(IndexSearcher searcher) throws IOException;
    }

    /** Looks at a new reader before anyone may use it, and may refuse it. */
    @FunctionalInterface
    interface Check {
        void of(DirectoryReader reader) throws IOException;
    }

    private LuceneReaders(String name, SearcherManager searchers) {
        this.name = name;
        this.searchers = searchers;
    }

    /** Readers that see what the writer has written. */
    static LuceneReaders of(String name, IndexWriter writer) throws IOException {
        return new LuceneReaders(name, new SearcherManager(writer, factory(reader -> {})));
    }

    /** Readers that see what was committed, by whichever process. */
    static LuceneReaders of(String name, Directory directory, Check check) throws IOException {
        return new LuceneReaders(name, new SearcherManager(directory, factory(check)));
    }

    IndexSearcher acquire() {
        try {
            return searchers.acquire();
        } catch (AlreadyClosedException e) {
            throw new IndexException(name + " is closed", e);
        } catch (IOException e) {
            throw new IndexException("reading " + name + " failed", e);
        }
    }

    void release(IndexSearcher searcher) {
        try {
            searchers.release(searcher);
        } catch (IOException e) {
            throw new IndexException("letting go of a reader of " + name + " failed", e);
        }
    }

    <T> T read(Reading<T> reading) throws IOException {
        IndexSearcher searcher = acquire();
        try {
            return reading.from(searcher);
        } finally {
            release(searcher);
        }
    }

    /** Takes the current reader; the settings are asked for once it is taken, since a newer reader may change them. */
    LuceneSnapshot snapshot(String indexId, Supplier<LuceneSnapshot.Settings> settings) {
        IndexSearcher searcher = acquire();
        long version = ((DirectoryReader) searcher.getIndexReader()).getVersion();
        String shown = indexId + ":" + version + ":" + opening;
        return new LuceneSnapshot(searcher, settings.get(), shown, () -> release(searcher));
    }

    /** Makes the newest reader there is the current one. */
    void follow() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    @Override
    public void close() throws IOException {
        searchers.close();
    }

    private static SearcherFactory factory(Check check) {
        return new SearcherFactory() {
            @Override
            public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) throws IOException {
                check.of((DirectoryReader) reader);
                IndexSearcher searcher = new IndexSearcher(reader);
                searcher.setSimilarity(BM25);
                // Constraints are cached as bitsets of ours, and questions rarely repeat.
                searcher.setQueryCache(null);
                return searcher;
            }
        };
    }
}
