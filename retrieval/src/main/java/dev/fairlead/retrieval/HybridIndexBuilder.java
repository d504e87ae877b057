package dev.fairlead.retrieval;

import dev.fairlead.FairleadListener;
import dev.fairlead.IndexException;
import dev.fairlead.TextEncoder;
import dev.fairlead.retrieval.chunking.Chunker;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.engine.Language;
import dev.fairlead.retrieval.engine.PassageReader;
import dev.fairlead.retrieval.engine.TextAnalysis;
import dev.fairlead.retrieval.engine.VectorPrecision;
import dev.fairlead.retrieval.engine.WriteSettings;
import dev.fairlead.retrieval.ingestion.ContextWriter;
import dev.fairlead.retrieval.ingestion.IngestSettings;
import dev.fairlead.retrieval.lucene.LuceneEngine;
import dev.fairlead.retrieval.lucene.LuceneFollower;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link HybridIndex}. Not thread-safe. */
public final class HybridIndexBuilder {
    /** Most threads that cut and encode at once, unless said otherwise; encoders rarely admit more. */
    private static final int MAX_DEFAULT_THREADS = 8;

    private static final int MAX_THREADS = 256;
    private static final long DEFAULT_FILTER_CACHE_BYTES = 64L << 20;

    private final TextEncoder encoder;
    private @Nullable Path path;
    private Chunking chunking = Chunking.standard();
    private TextAnalysis analysis = Language.ENGLISH;
    private Optional<ContextWriter> contextWriter = Optional.empty();
    private boolean requireScope;
    private FairleadListener listener = new FairleadListener() {};
    private int ingestThreads =
            Math.min(MAX_DEFAULT_THREADS, Runtime.getRuntime().availableProcessors());
    private long filterCacheBytes = DEFAULT_FILTER_CACHE_BYTES;
    private WriteSettings writing = WriteSettings.standard();

    HybridIndexBuilder(TextEncoder encoder) {
        this.encoder = Objects.requireNonNull(encoder, "encoder");
    }

    /**
     * Keeps the index on disk; without it the index is in memory.
     *
     * @param directory its directory, made if missing
     * @return this
     */
    public HybridIndexBuilder path(Path directory) {
        this.path = Objects.requireNonNull(directory, "directory");
        return this;
    }

    /**
     * Cuts documents otherwise than by {@link Chunking#standard()}. Documents added earlier stay as they are until they
     * are added again.
     *
     * @param newChunking how to cut
     * @return this
     */
    public HybridIndexBuilder chunking(Chunking newChunking) {
        this.chunking = Objects.requireNonNull(newChunking, "newChunking");
        return this;
    }

    /**
     * How texts become words; the same each time an index is opened. {@link #rebuild} makes an index of another language
     * without encoding.
     *
     * @param newAnalysis a {@link Language}, or an expert's own; {@link Language#ENGLISH} unless said otherwise
     * @return this
     */
    public HybridIndexBuilder language(TextAnalysis newAnalysis) {
        this.analysis = Objects.requireNonNull(newAnalysis, "newAnalysis");
        return this;
    }

    /**
     * Lets a chat model say in a sentence what each document is, to be searched with each of its passages. What it cost and
     * what failed is in the {@link dev.fairlead.retrieval.ingestion.IngestReport}. Documents added earlier stay as they are
     * until they are added again. Opening refuses a writer beside a chunking without headers.
     *
     * @param writer the writer; none unless given
     * @return this
     */
    public HybridIndexBuilder contextWriter(ContextWriter writer) {
        this.contextWriter = Optional.of(writer);
        return this;
    }

    /**
     * Refuses reads without a scope, and hides documents without declared access from everybody. Once an index is
     * opened so, it stays so.
     *
     * @param required whether a scope is required; false unless said otherwise
     * @return this
     */
    public HybridIndexBuilder requireScope(boolean required) {
        this.requireScope = required;
        return this;
    }

    /**
     * Tells of progress.
     *
     * @param newListener told on the calling thread
     * @return this
     */
    public HybridIndexBuilder listener(FairleadListener newListener) {
        this.listener = Objects.requireNonNull(newListener, "newListener");
        return this;
    }

    /**
     * How many threads cut and encode during a call of {@code add}.
     *
     * @param threads in [1, 256]; by default as many as there are processors, at most 8
     * @return this
     * @throws IllegalArgumentException if {@code threads} is out of range
     */
    public HybridIndexBuilder ingestThreads(int threads) {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException("threads must be in [1, " + MAX_THREADS + "], was " + threads);
        }
        this.ingestThreads = threads;
        return this;
    }

    /**
     * Bounds the cache of compiled scopes and filters, of which each takes one bit for each passage.
     *
     * @param bytes at least 0; 64 MB unless said otherwise
     * @return this
     * @throws IllegalArgumentException if {@code bytes} is negative
     */
    public HybridIndexBuilder filterCacheBytes(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must be at least 0, was " + bytes);
        }
        this.filterCacheBytes = bytes;
        return this;
    }

    /**
     * Compares vectors otherwise while searching; every score given is exact all the same. What is there already keeps the
     * form it was written in until it is merged, as {@link HybridIndex#compact()} does with all of it.
     *
     * @param precision {@link VectorPrecision#FLOAT} unless said otherwise
     * @return this
     */
    public HybridIndexBuilder vectors(VectorPrecision precision) {
        this.writing = writing.withVectors(Objects.requireNonNull(precision, "precision"));
        return this;
    }

    /**
     * Bounds what writing may cost, and says in what form it leaves the index.
     *
     * @param settings {@link WriteSettings#standard()} unless said otherwise
     * @return this
     */
    public HybridIndexBuilder writing(WriteSettings settings) {
        this.writing = Objects.requireNonNull(settings, "settings");
        return this;
    }

    /**
     * Opens the index, or makes one where there is none.
     *
     * @return the index
     * @throws IndexException as {@link HybridIndex#open}
     */
    public HybridIndex build() {
        return index(LuceneEngine.open(Optional.ofNullable(path), opening(), chunking.fingerprint()));
    }

    /**
     * Opens the last commit of an index for reading only, as {@link HybridIndex#openReadOnly} does.
     *
     * @return the index
     * @throws IllegalStateException if no path was given
     * @throws IndexException as {@link HybridIndex#openReadOnly}
     */
    public HybridIndex readOnly() {
        if (path == null) {
            throw new IllegalStateException("an index in memory cannot be opened for reading only: give a path");
        }
        return index(LuceneFollower.open(path, opening()));
    }

    /**
     * Makes an index of what another one holds, from its stored texts and vectors, without encoding: after an update that
     * changed the format, or to store it otherwise. Reads all formats since 1, while others may read the old one and even
     * write to it; what is read is its last commit. An index that requires a scope makes one that does. Cut short, it
     * leaves the new one empty, and may be run again. O(index); passages stay as they were cut.
     *
     * @param from directory of the other one, which stays as it is
     * @return the new index, committed
     * @throws IndexException if the new index holds documents already, the other one does not exist or was made with another
     *     encoder, or one of them cannot be used
     */
    public HybridIndex rebuild(Path from) {
        return index(LuceneEngine.rebuild(from, Optional.ofNullable(path), opening(), chunking.fingerprint()));
    }

    private HybridIndex index(PassageReader engine) {
        Chunker chunker = new Chunker(chunking, encoder);
        return new HybridIndex(engine, new IngestSettings(encoder, chunker, contextWriter, listener, ingestThreads));
    }

    private LuceneEngine.Opening opening() {
        if (contextWriter.isPresent() && chunking.header() == Chunking.Header.NONE) {
            throw new IllegalArgumentException("a contextWriter needs a chunking with headers, had " + chunking);
        }
        String name = path == null ? "the index in memory" : "the index at " + path;
        return new LuceneEngine.Opening(
                name,
                new LuceneEngine.Texts(analysis, encoder.fingerprint(), encoder.dimension()),
                requireScope,
                filterCacheBytes,
                writing);
    }
}
