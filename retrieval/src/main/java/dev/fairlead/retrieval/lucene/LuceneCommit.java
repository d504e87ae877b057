package dev.fairlead.retrieval.lucene;

import dev.fairlead.IndexException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;

/**
 * What an index says about itself in each commit.
 *
 * @param id made anew for each index
 * @param encoder fingerprint of the encoder whose vectors it holds
 * @param chunking fingerprint of the chunking used last
 * @param requireScope whether reads need a scope; once set it stays
 */
record LuceneCommit(String id, String encoder, String chunking, boolean requireScope) {
    /**
     * Raised when older versions of this library could not read what is written. 2: names of documents are searched. 3:
     * layout of documents, pages and landmarks of passages; what was stored earlier reads as having none.
     */
    private static final int FORMAT = 3;

    /** How texts become words: an index made otherwise would not find them. */
    private static final String ANALYSIS = "lucene-english/1, bm25 k1=0.9 b=0.4";

    private static final String PREFIX = "fairlead.";

    static LuceneCommit create(String encoder, String chunking, boolean requireScope) {
        return new LuceneCommit(UUID.randomUUID().toString(), encoder, chunking, requireScope);
    }

    /** Reads and checks what an existing index says; empty where there is no index yet. */
    static Optional<LuceneCommit> read(Directory directory, String name, String encoder) throws IOException {
        if (!DirectoryReader.indexExists(directory)) {
            return Optional.empty();
        }
        Map<String, String> data = userData(directory, name);
        String format = data.get(PREFIX + "format");
        if (format == null) {
            throw new IndexException(name + " is a Lucene index, but not one of Fairlead; choose another directory");
        }
        requireFormat(format, name);
        require(data, "analysis", ANALYSIS, name);
        require(data, "encoder", encoder, name);
        return Optional.of(new LuceneCommit(
                data.getOrDefault(PREFIX + "id", ""),
                encoder,
                data.getOrDefault(PREFIX + "chunking", ""),
                Boolean.parseBoolean(data.getOrDefault(PREFIX + "require-scope", "true"))));
    }

    LuceneCommit with(String newChunking, boolean alsoRequireScope) {
        return new LuceneCommit(id, encoder, newChunking, requireScope || alsoRequireScope);
    }

    Map<String, String> data() {
        Map<String, String> data = new HashMap<>();
        data.put(PREFIX + "format", Integer.toString(FORMAT));
        data.put(PREFIX + "analysis", ANALYSIS);
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

    private static void requireFormat(String format, String name) {
        boolean known = format.matches("\\d{1,6}") && Integer.parseInt(format) <= FORMAT;
        if (!known) {
            throw new IndexException(name + " has format " + format + ", this version reads up to format " + FORMAT
                    + "; use the version of Fairlead that made it, or make the index anew");
        }
    }

    private static void require(Map<String, String> data, String what, String expected, String name) {
        String found = data.getOrDefault(PREFIX + what, "none");
        if (!found.equals(expected)) {
            throw new IndexException(name + " was made with " + what + " '" + found + "', opened with '" + expected
                    + "'; open it with the same " + what + ", or make a new index in another directory");
        }
    }
}
