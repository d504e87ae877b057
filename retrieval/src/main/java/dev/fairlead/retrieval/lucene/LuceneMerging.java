package dev.fairlead.retrieval.lucene;

import dev.fairlead.retrieval.engine.VectorPrecision;
import dev.fairlead.retrieval.engine.WriteSettings;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.FilterMergePolicy;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.index.TieredMergePolicy;
import org.jspecify.annotations.Nullable;

/** How an index is written and merged. */
final class LuceneMerging {
    /** Merges that may wait for a thread before the writer itself has to wait. */
    private static final int WAITING = 5;

    private LuceneMerging() {}

    static IndexWriterConfig config(Analyzer analyzer, WriteSettings settings) {
        TieredMergePolicy merging = new TieredMergePolicy();
        merging.setSegmentsPerTier(settings.segmentsPerTier());
        // Asked for by a purge alone, which must leave none.
        merging.setForceMergeDeletesPctAllowed(0);
        ConcurrentMergeScheduler scheduler = new LuceneWriter.Merging();
        scheduler.setMaxMergesAndThreads(settings.mergeThreads() + WAITING, settings.mergeThreads());
        return new IndexWriterConfig(analyzer)
                .setSimilarity(LuceneReaders.BM25)
                .setCodec(LuceneVectors.codec(settings.vectors()))
                .setMergePolicy(merging)
                .setMergeScheduler(scheduler)
                .setRAMBufferSizeMB(settings.bufferMegabytes());
    }

    /**
     * Merges until there are at most so many segments, none of which holds vectors of another precision.
     *
     * @param leaves all there is, nothing having been written since
     */
    static void compact(IndexWriter writer, List<LeafReaderContext> leaves, int segments, VectorPrecision vectors)
            throws IOException {
        Set<String> others = new HashSet<>();
        for (LeafReaderContext leaf : leaves) {
            if (leaf.reader() instanceof SegmentReader segment && LuceneVectors.differ(segment, vectors)) {
                others.add(segment.getSegmentName());
            }
        }
        MergePolicy policy = writer.getConfig().getMergePolicy();
        writer.getConfig().setMergePolicy(new Converting(policy, others));
        try {
            writer.forceMerge(segments);
        } finally {
            writer.getConfig().setMergePolicy(policy);
        }
    }

    /** Rewrites segments that were left alone. */
    private static final class Converting extends FilterMergePolicy {
        private final Set<String> names;

        Converting(MergePolicy policy, Set<String> names) {
            super(policy);
            this.names = names;
        }

        @Override
        public @Nullable MergeSpecification findForcedMerges(
                SegmentInfos infos, int most, Map<SegmentCommitInfo, Boolean> segmentsToMerge, MergeContext context)
                throws IOException {
            MergeSpecification merges = super.findForcedMerges(infos, most, segmentsToMerge, context);
            if (merges != null) {
                return merges;
            }
            MergeSpecification rewrites = new MergeSpecification();
            for (SegmentCommitInfo info : infos) {
                if (names.contains(info.info.name)
                        && !context.getMergingSegments().contains(info)) {
                    rewrites.add(new OneMerge(List.of(info)));
                }
            }
            return rewrites.merges.isEmpty() ? null : rewrites;
        }
    }
}
