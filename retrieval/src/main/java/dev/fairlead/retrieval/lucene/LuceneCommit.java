package dev.fairlead.retrieval.lucene;

import dev.fairlead.IndexException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;

/**
 * What an index says about itself in each commit.
 *
 * @param id made anew for each index
 * @param analysis how texts become words: an index made otherwise would not find them
 * @param encoder fingerprint of the encoder whose vectors it holds
 * @param chunking fingerprint of the chunking used last
 * @param requireScope whether reads need a scope; once set it stays
 */
record LuceneCommit(String id, String analysis, String encoder, String chunking, boolean requireScope) {
    /**
     * Raised when older versions of this library could not read what is written, or this one would search what was written
     * earlier otherwise. 2: names of documents are searched. 3: layout of documents, pages and landmarks of passages. 4:
     * positions and exact terms, forms of vectors, contextual headers.
     */
    private static final int FORMAT = 4;

    /** What follows the analysis's fingerprint: norms depend on it. */
    private static final String SIMILARITY = ", bm25 k1=0.9 b=0.4";

    private static final String PREFIX = "fairlead.";

    static LuceneCommit create(LuceneEngine.Texts texts, String chunking, boolean requireScope) {
        return new LuceneCommit(UUID.randomUUID().toString(), analysis(texts), texts.encoder(), chunking, requireScope);
    }

    /** Reads and checks what an existing index says; empty where there is no index yet. */
    static Optional<LuceneCommit> read(Directory directory, String name, LuceneEngine.Texts texts) throws IOException {
        return DirectoryReader.indexExists(directory)
                ? Optional.of(of(userData(directory, name), name, texts))
                : Optional.empty();
    }

    /** Checks what a commit says of an index that is to be opened. */
    static LuceneCommit of(Map<String, String> data, String name, LuceneEngine.Texts texts) {
        int format = format(data, name);
        if (format < FORMAT) {
            throw new IndexException(name + " has format " + format + ", this version writes format " + FORMAT
                    + "; make a new index of it with HybridIndex.builder(encoder).path(other).rebuild(this), which"
                    + " encodes nothing");
        }
        require(data, "analysis", analysis(texts), name);
        return stored(data, name, texts.encoder());
    }

    /** What an index of any earlier format and analysis says, whose stored texts and vectors are to be read. */
    static LuceneCommit ofAnyFormat(Directory directory, String name, String encoder) throws IOException {
        Map<String, String> data = userData(directory, name);
        format(data, name);
        return stored(data, name, encoder);
    }

    private static String analysis(LuceneEngine.Texts texts) {
        return texts.analysis().fingerprint() + SIMILARITY;
    }

    static String id(Map<String, String> data) {
        return data.getOrDefault(PREFIX + "id", "");
    }

    private static LuceneCommit stored(Map<String, String> data, String name, String encoder) {
        require(data, "encoder", encoder, name);
        return new LuceneCommit(
                id(data),
                data.getOrDefault(PREFIX + "analysis", ""),
                encoder,
                data.getOrDefault(PREFIX + "chunking", ""),
                Boolean.parseBoolean(data.getOrDefault(PREFIX + "require-scope", "true")));
    }

    LuceneCommit with(String newChunking, boolean alsoRequireScope) {
        return new LuceneCommit(id, analysis, encoder, newChunking, requireScope || alsoRequireScope);
    }

    /** Whether the index says so already: then opening it need not write. */
    boolean isSaidBy(IndexWriter writer) {
        Map<String, String> said = new HashMap<>();
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        if (data != null) {
            data.forEach(entry -> said.put(entry.getKey(), entry.getValue()));
        }
        return said.equals(data());
    }

    Map<String, String> data() {
        Map<String, String> data = new HashMap<>();
        data.put(PREFIX + "format", Integer.toString(FORMAT));
        data.put(PREFIX + "analysis", analysis);
        data.put(PREFIX + "id", id);
        data.put(PREFIX + "encoder", encoder);
        data.put(PREFIX + "chunking", chunking);
        data.put(PREFIX + "require-scope", Boolean.toString(requireScope));
        return data;
    }

    private static Map<String, String> userData(Directory directory, String name) throws IOException {
        try {
            return SegmentInfos.readLatestCommit(directory).getUserData();
        } catch (IndexFormatTooNewException e) {
            throw new IndexException(
                    name + " was written by a newer Lucene than this one; use the version of Fairlead that made it", e);
        }
    }

    private static int format(Map<String, String> data, String name) {
        String format = data.get(PREFIX + "format");
        if (format == null) {
            throw new IndexException(name + " is a Lucene index, but not one of Fairlead; choose another directory");
        }
        if (!format.matches("\\d{1,6}") || Integer.parseInt(format) > FORMAT) {
            throw new IndexException(name + " has format " + format + ", this version reads up to format " + FORMAT
                    + "; use the version of Fairlead that made it, or make the index anew");
        }
        return Integer.parseInt(format);
    }

    private static void require(Map<String, String> data, String what, String expected, String name) {
        String found = data.getOrDefault(PREFIX + what, "none");
        if (!found.equals(expected)) {
            throw new IndexException(name + " was made with " + what + " '" + found + "', opened with '" + expected
                    + "'; open it with the same " + what + ", or make a new index in another directory");
        }
    }
}
