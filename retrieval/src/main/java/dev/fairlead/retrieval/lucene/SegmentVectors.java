package dev.fairlead.retrieval.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsReader;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/**
 * The vectors of a segment and the graph over them, by ordinal: the number of a vector among those of its segment. The public
 * way into Lucene translates ordinals to documents and back for each vector it looks at; here it is done once for each
 * mask and each hit.
 */
final class SegmentVectors {
    private final LeafReader reader;
    private final Lucene99HnswVectorsReader vectors;

    private SegmentVectors(LeafReader reader, Lucene99HnswVectorsReader vectors) {
        this.reader = reader;
        this.vectors = vectors;
    }

    static SegmentVectors of(LeafReader reader) throws IOException {
        KnnVectorsReader vectors = reader instanceof CodecReader segment ? segment.getVectorReader() : null;
        if (vectors instanceof PerFieldKnnVectorsFormat.FieldsReader fields) {
            vectors = fields.getFieldReader(LuceneSchema.VECTOR);
        }
        if (vectors instanceof Lucene99HnswVectorsReader hnsw) {
            return new SegmentVectors(reader, hnsw);
        }
        throw new IOException("a segment has no vectors");
    }

    /** Scores of the segment's own precision, for any number of questions one after another. */
    RandomVectorScorer near(float[] query) throws IOException {
        return vectors.getFlatVectorsReader().getRandomVectorScorer(LuceneSchema.VECTOR, query);
    }

    /** Whether {@link #near} is as exact as {@link #exact}: the segment keeps nothing shorter than whole vectors. */
    boolean whole() throws IOException {
        return LuceneVectors.encoding(vectors).isEmpty();
    }

    /** Empty where the segment is so small that it has none. */
    HnswGraph graph() throws IOException {
        return vectors.getGraph(LuceneSchema.VECTOR);
    }

    /** Exact scores. */
    VectorScorer exact(float[] query) throws IOException {
        return values().rescorer(query);
    }

    /** The vectors of some documents, all of which have one. */
    FixedBitSet ordinals(FixedBitSet docs) throws IOException {
        FloatVectorValues values = values();
        FixedBitSet ordinals = new FixedBitSet(values.size());
        KnnVectorValues.DocIndexIterator iterator = values.iterator();
        for (int doc = next(docs, 0); doc != DocIdSetIterator.NO_MORE_DOCS; doc = next(docs, doc + 1)) {
            if (iterator.advance(doc) != doc) {
                throw new IOException("passage " + doc + " has no vector");
            }
            ordinals.set(iterator.index());
        }
        return ordinals;
    }

    private FloatVectorValues values() throws IOException {
        FloatVectorValues values = reader.getFloatVectorValues(LuceneSchema.VECTOR);
        if (values == null) {
            throw new IOException("a segment has no vectors");
        }
        return values;
    }

    private static int next(FixedBitSet set, int from) {
        return from >= set.length() ? DocIdSetIterator.NO_MORE_DOCS : set.nextSetBit(from);
    }
}
