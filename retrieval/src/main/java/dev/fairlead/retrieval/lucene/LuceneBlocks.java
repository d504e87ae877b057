package dev.fairlead.retrieval.lucene;

import dev.fairlead.Document;
import dev.fairlead.Filter;
import dev.fairlead.Locator;
import dev.fairlead.Passage;
import dev.fairlead.retrieval.chunking.Chunk;
import dev.fairlead.retrieval.engine.PassageId;
import dev.fairlead.retrieval.engine.Prepared;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/** Finds and reads the block of a document. */
final class LuceneBlocks {
    private LuceneBlocks() {}

    /**
     * Where a document lies.
     *
     * @param leaf its segment
     * @param first its first passage, numbered in the segment
     * @param record its record, which follows its last passage
     */
    record Block(LeafReaderContext leaf, int first, int record) {
        int passages() {
            return record - first;
        }
    }

    static Optional<Block> find(IndexSearcher searcher, String documentId) throws IOException {
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            PostingsEnum postings = leaf.reader().postings(LuceneSchema.documentTerm(documentId), PostingsEnum.NONE);
            Optional<Block> block = postings == null ? Optional.empty() : live(leaf, postings);
            if (block.isPresent()) {
                return block;
            }
        }
        return Optional.empty();
    }

    /** The block that is not deleted; earlier versions of the document may still lie beside it. */
    static Optional<Block> live(LeafReaderContext leaf, PostingsEnum postings) throws IOException {
        Bits live = leaf.reader().getLiveDocs();
        int first = -1;
        int last = -1;
        for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
            if (live == null || live.get(doc)) {
                first = first < 0 ? doc : first;
                last = doc;
            }
        }
        return first < 0 ? Optional.empty() : Optional.of(new Block(leaf, first, last));
    }

    /** The first passage of each document that has one, whether deleted or not. */
    static FixedBitSet firsts(LeafReader reader) throws IOException {
        FixedBitSet firsts = new FixedBitSet(reader.maxDoc());
        BinaryDocValues records = reader.getBinaryDocValues(LuceneSchema.CONTENT_HASH);
        int first = 0;
        for (int record = records == null ? DocIdSetIterator.NO_MORE_DOCS : records.nextDoc();
                record != DocIdSetIterator.NO_MORE_DOCS;
                record = records.nextDoc()) {
            if (first < record) {
                firsts.set(first);
            }
            first = record + 1;
        }
        return firsts;
    }

    /** The documents of a segment that are not deleted, as they lie. */
    static List<Block> all(LeafReaderContext leaf) throws IOException {
        List<Block> blocks = new ArrayList<>();
        Bits live = leaf.reader().getLiveDocs();
        BinaryDocValues records = leaf.reader().getBinaryDocValues(LuceneSchema.CONTENT_HASH);
        int first = 0;
        int record = records == null ? DocIdSetIterator.NO_MORE_DOCS : records.nextDoc();
        while (record != DocIdSetIterator.NO_MORE_DOCS) {
            if (live == null || live.get(record)) {
                blocks.add(new Block(leaf, first, record));
            }
            first = record + 1;
            record = records == null ? DocIdSetIterator.NO_MORE_DOCS : records.nextDoc();
        }
        return blocks;
    }

    /** Ids of the documents that match a filter and a test, whoever may see them, in code point order. */
    static SortedSet<String> ids(IndexSearcher searcher, Filter among, Predicate<String> test) throws IOException {
        SortedSet<String> ids = new TreeSet<>(Comparator.comparing(BytesRef::new));
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            FixedBitSet matching = LuceneMasks.matches(searcher, leaf, among);
            for (Block block : all(leaf)) {
                if (matching.get(block.first())) {
                    String id = documentId(block);
                    if (test.test(id)) {
                        ids.add(id);
                    }
                }
            }
        }
        return ids;
    }

    private static String documentId(Block block) throws IOException {
        BinaryDocValues ids = block.leaf().reader().getBinaryDocValues(LuceneSchema.PASSAGE_ID);
        if (ids == null || !ids.advanceExact(block.first())) {
            throw new IOException("a document's first passage has no id");
        }
        return documentId(ids.binaryValue().utf8ToString());
    }

    static String documentId(String passageId) throws IOException {
        return PassageId.parse(passageId)
                .orElseThrow(() -> new IOException("a passage has the id " + passageId))
                .documentId();
    }

    static Document document(IndexSearcher searcher, Block block) throws IOException {
        return StoredForm.document(stored(searcher, block.leaf().docBase + block.record()));
    }

    static Passage passage(IndexSearcher searcher, int doc) throws IOException {
        return StoredForm.passage(stored(searcher, doc));
    }

    static String hash(Block block, String field) throws IOException {
        BinaryDocValues values = block.leaf().reader().getBinaryDocValues(field);
        if (values == null || !values.advanceExact(block.record())) {
            throw new IOException("a document record has no " + field);
        }
        return values.binaryValue().utf8ToString();
    }

    static List<float[]> vectors(Block block) throws IOException {
        List<float[]> vectors = new ArrayList<>();
        FloatVectorValues values = block.leaf().reader().getFloatVectorValues(LuceneSchema.VECTOR);
        if (values != null) {
            KnnVectorValues.DocIndexIterator iterator = values.iterator();
            for (int doc = block.first(); doc < block.record() && iterator.advance(doc) == doc; doc++) {
                vectors.add(values.vectorValue(iterator.index()).clone());
            }
        }
        if (vectors.size() != block.passages()) {
            throw new IOException(
                    "a document has " + block.passages() + " passages and " + vectors.size() + " vectors");
        }
        return vectors;
    }

    /** A stored document as it was written, so that it can be written again without encoding. */
    static Prepared prepared(IndexSearcher searcher, Block block) throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        for (int doc = block.first(); doc < block.record(); doc++) {
            var stored = searcher.storedFields().document(block.leaf().docBase + doc);
            Passage passage = StoredForm.passage(required(stored, LuceneSchema.STORED));
            Locator locator = passage.locator();
            String header = required(stored, LuceneSchema.HEADER).utf8ToString();
            chunks.add(new Chunk(locator.sectionPath(), locator.span(), header, locator.page(), passage.landmarks()));
        }
        Document document = document(searcher, block);
        return new Prepared(document, hash(block, LuceneSchema.CONTENT_HASH), chunks, vectors(block));
    }

    private static BytesRef stored(IndexSearcher searcher, int doc) throws IOException {
        return required(searcher.storedFields().document(doc, Set.of(LuceneSchema.STORED)), LuceneSchema.STORED);
    }

    private static BytesRef required(org.apache.lucene.document.Document stored, String field) throws IOException {
        BytesRef bytes = stored.getBinaryValue(field);
        if (bytes == null) {
            throw new IOException("an entry has no field " + field);
        }
        return bytes;
    }
}
