package dev.fairlead.retrieval.lucene;

import dev.fairlead.retrieval.engine.VectorPrecision;
import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;
import org.apache.lucene.util.quantization.QuantizedVectorsReader;

/** The form vectors are written in. A segment is read in its own, so an index may hold several until it is merged. */
final class LuceneVectors {
    private LuceneVectors() {}

    /** Lucene's codec with vectors of a precision. Its name is Lucene's own: reading needs nothing of ours. */
    static Codec codec(VectorPrecision precision) {
        KnnVectorsFormat format = format(precision);
        return new Lucene104Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return format;
            }
        };
    }

    private static KnnVectorsFormat format(VectorPrecision precision) {
        Optional<ScalarEncoding> encoding = encoding(precision);
        return encoding.isEmpty()
                ? new Lucene99HnswVectorsFormat()
                : new Lucene104HnswScalarQuantizedVectorsFormat(
                        encoding.get(),
                        Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN,
                        Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH);
    }

    private static Optional<ScalarEncoding> encoding(VectorPrecision precision) {
        return switch (precision) {
            case FLOAT -> Optional.empty();
            case INT8 -> Optional.of(ScalarEncoding.UNSIGNED_BYTE);
            case ONE_BIT -> Optional.of(ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE);
        };
    }

    /** Whether a segment holds vectors of another precision. */
    static boolean differ(LeafReader reader, VectorPrecision precision) throws IOException {
        KnnVectorsReader vectors = reader instanceof CodecReader segment ? segment.getVectorReader() : null;
        if (vectors instanceof PerFieldKnnVectorsFormat.FieldsReader fields) {
            vectors = fields.getFieldReader(LuceneSchema.VECTOR);
        }
        return vectors != null && !encoding(vectors).equals(encoding(precision));
    }

    /** What a segment keeps beside whole vectors; empty where that is nothing. */
    static Optional<ScalarEncoding> encoding(KnnVectorsReader vectors) throws IOException {
        return vectors instanceof QuantizedVectorsReader quantized
                        && quantized.getQuantizedVectorValues(LuceneSchema.VECTOR)
                                instanceof QuantizedByteVectorValues values
                ? Optional.of(values.getScalarEncoding())
                : Optional.empty();
    }
}
