package dev.fairlead.retrieval.engine;

/**
 * What writing an index may cost, and what form it leaves. Each may differ from one opening to the next.
 *
 * @param vectors how vectors are compared while searching; what was written earlier keeps its precision until it is merged
 * @param bufferMegabytes memory written to before a segment goes to disk, in [16, 1024]
 * @param segmentsPerTier how many segments of like size there may be before they are merged, in [2, 20]: fewer are faster to
 *     search and dearer to write
 * @param mergeThreads threads that merge beside the writer, in [1, 16]
 */
public record WriteSettings(VectorPrecision vectors, int bufferMegabytes, int segmentsPerTier, int mergeThreads) {
    private static final int MIN_BUFFER = 16;
    private static final int MAX_BUFFER = 1_024;
    private static final int MIN_SEGMENTS = 2;
    private static final int MAX_SEGMENTS = 20;
    private static final int MAX_THREADS = 16;

    /**
     * Of 100,000 passages in one segment the search for the nearest costs least on whole vectors, which Lucene compares in
     * the mapped file: CPU of the dense leg .58 ms with .951 of the ten nearest found, against 1.12 and .956 by a byte a
     * component, .96 and .925 by a bit (200 questions, 200 candidates, one run on a busy machine, all on graphs built over bits;
     * the index takes 222, 260 and 229 MB). Recall: {@code corpus --vectors FLOAT|INT8|ONE_BIT --recall 200}.
     */
    private static final VectorPrecision STANDARD_VECTORS = VectorPrecision.FLOAT;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public WriteSettings {
        require("bufferMegabytes", bufferMegabytes, MIN_BUFFER, MAX_BUFFER);
        require("segmentsPerTier", segmentsPerTier, MIN_SEGMENTS, MAX_SEGMENTS);
        require("mergeThreads", mergeThreads, 1, MAX_THREADS);
    }

    /**
     * The settings of an index unless said otherwise: whole vectors, 128 MB, five segments a tier, one thread.
     *
     * @return the settings
     */
    public static WriteSettings standard() {
        return new WriteSettings(STANDARD_VECTORS, 128, 5, 1);
    }

    /**
     * With another precision.
     *
     * @param other the precision
     * @return new settings
     */
    public WriteSettings withVectors(VectorPrecision other) {
        return new WriteSettings(other, bufferMegabytes, segmentsPerTier, mergeThreads);
    }

    /**
     * With another buffer.
     *
     * @param megabytes in [16, 1024]
     * @return new settings
     * @throws IllegalArgumentException if out of range
     */
    public WriteSettings withBufferMegabytes(int megabytes) {
        return new WriteSettings(vectors, megabytes, segmentsPerTier, mergeThreads);
    }

    /**
     * With other merging.
     *
     * @param segments in [2, 20]
     * @return new settings
     * @throws IllegalArgumentException if out of range
     */
    public WriteSettings withSegmentsPerTier(int segments) {
        return new WriteSettings(vectors, bufferMegabytes, segments, mergeThreads);
    }

    /**
     * With other threads.
     *
     * @param threads in [1, 16]
     * @return new settings
     * @throws IllegalArgumentException if out of range
     */
    public WriteSettings withMergeThreads(int threads) {
        return new WriteSettings(vectors, bufferMegabytes, segmentsPerTier, threads);
    }

    private static void require(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be in [" + min + ", " + max + "], was " + value);
        }
    }
}
