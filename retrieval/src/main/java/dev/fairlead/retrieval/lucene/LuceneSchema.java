package dev.fairlead.retrieval.lucene;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.Locator;
import dev.fairlead.Metadata;
import dev.fairlead.Passage;
import dev.fairlead.retrieval.chunking.Chunk;
import dev.fairlead.retrieval.engine.DocumentName;
import dev.fairlead.retrieval.engine.PassageId;
import dev.fairlead.retrieval.engine.Prepared;
import dev.fairlead.retrieval.exact.ExactTerms;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/**
 * How a document lies in the index: one block of neighbouring Lucene documents, first its passages in the order of the
 * text, last its record. The block is replaced as a whole, so a passage's neighbours are its neighbours in the segment.
 */
final class LuceneSchema {
    /** The document's id, on passages and record. */
    static final String DOCUMENT = "document";

    static final String KIND = "kind";
    static final String PASSAGE_ID = "passage-id";
    static final String TEXT = "text";

    /** What must match to the letter: {@link ExactTerms}. */
    static final String EXACT = "exact";

    /** What the document is called, on its first passage. */
    static final String NAME = "name";

    static final String VECTOR = "vector";
    static final String ACCESS = "access";
    static final String FACT = "fact";
    static final String STORED = "stored";
    static final String HEADER = "header";
    static final String CONTENT_HASH = "content-hash";
    static final String FACTS_HASH = "facts-hash";

    static final Term PASSAGES = new Term(KIND, "passage");

    private static final FieldType WORDS = words(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    private static final FieldType NAMES = words(IndexOptions.DOCS);

    private LuceneSchema() {}

    static String numberField(String key) {
        return "number/" + key;
    }

    static String dateField(String key) {
        return "date/" + key;
    }

    static Term documentTerm(String documentId) {
        return new Term(DOCUMENT, documentId);
    }

    static String factsHash(Metadata metadata, Access access) throws IOException {
        return HexFormat.of().formatHex(LuceneTerms.sha256(StoredForm.facts(metadata, access)));
    }

    static List<List<IndexableField>> block(Prepared prepared) throws IOException {
        Document document = prepared.document();
        List<List<IndexableField>> block = new ArrayList<>();
        for (int i = 0; i < prepared.chunks().size(); i++) {
            Chunk chunk = prepared.chunks().get(i);
            Locator locator =
                    new Locator(document.id(), document.title(), chunk.sectionPath(), chunk.span(), chunk.page());
            String text = chunk.span().of(document.text());
            Passage passage = new Passage(
                    PassageId.of(document.id(), i + 1), locator, text, document.metadata(), chunk.landmarks());
            block.add(passage(passage, chunk, prepared.vectors().get(i), document.access()));
        }
        if (!block.isEmpty()) {
            block.getFirst().add(new Field(NAME, DocumentName.of(document), NAMES));
        }
        block.add(record(document, prepared.contentHash()));
        return block;
    }

    private static List<IndexableField> passage(Passage passage, Chunk chunk, float[] vector, Access access)
            throws IOException {
        List<IndexableField> fields = new ArrayList<>();
        fields.add(new StringField(DOCUMENT, passage.locator().documentId(), Field.Store.NO));
        fields.add(new StringField(KIND, PASSAGES.bytes(), Field.Store.NO));
        fields.add(new BinaryDocValuesField(PASSAGE_ID, new BytesRef(passage.id())));
        fields.add(new Field(TEXT, chunk.withHeader(passage.text()), WORDS));
        fields.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
        fields.add(new StoredField(STORED, StoredForm.of(passage)));
        fields.add(new StoredField(HEADER, new BytesRef(chunk.header())));
        ExactTerms.of(chunk.sectionPath(), passage.text())
                .forEach(term -> fields.add(new StringField(EXACT, term, Field.Store.NO)));
        LuceneTerms.of(access).forEach(term -> fields.add(new StringField(ACCESS, term, Field.Store.NO)));
        addFacts(fields, passage.metadata());
        return fields;
    }

    private static void addFacts(List<IndexableField> fields, Metadata metadata) {
        for (Map.Entry<String, Object> fact : metadata.values().entrySet()) {
            String key = fact.getKey();
            List<?> values = fact.getValue() instanceof List<?> list ? list : List.of(fact.getValue());
            for (Object value : values) {
                fields.add(new StringField(FACT, LuceneTerms.fact(key, value), Field.Store.NO));
            }
            if (fact.getValue() instanceof Double number) {
                // Adding zero turns -0.0 into 0.0: equal for a range, but apart in the order of a point.
                fields.add(new DoublePoint(numberField(key), number + 0.0));
            } else if (fact.getValue() instanceof LocalDate date) {
                fields.add(new LongPoint(dateField(key), date.toEpochDay()));
            }
        }
    }

    private static List<IndexableField> record(Document document, String contentHash) throws IOException {
        return List.of(
                new StringField(DOCUMENT, document.id(), Field.Store.NO),
                new BinaryDocValuesField(CONTENT_HASH, new BytesRef(contentHash)),
                new BinaryDocValuesField(FACTS_HASH, new BytesRef(factsHash(document.metadata(), document.access()))),
                new StoredField(STORED, StoredForm.of(document)));
    }

    /** Positions serve quoted phrases; names need none. */
    private static FieldType words(IndexOptions options) {
        FieldType type = new FieldType();
        type.setTokenized(true);
        type.setOmitNorms(options == IndexOptions.DOCS);
        type.setIndexOptions(options);
        type.freeze();
        return type;
    }
}
