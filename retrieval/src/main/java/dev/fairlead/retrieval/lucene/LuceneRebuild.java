package dev.fairlead.retrieval.lucene;

import dev.fairlead.IndexException;
import dev.fairlead.retrieval.engine.Prepared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/**
 * Reads an index of this or an earlier format, document by document, from its stored texts and vectors. Takes no lock: what
 * is read is the last commit.
 */
final class LuceneRebuild {
    private final Path path;
    private final String name;

    LuceneRebuild(Path path) {
        this.path = path;
        this.name = "the index at " + path;
    }

    /** Takes one document. */
    @FunctionalInterface
    interface Writing {
        void write(Prepared prepared) throws IOException;
    }

    /**
     * What the index says about itself.
     *
     * @param encoder whose vectors it must hold
     */
    LuceneCommit commit(String encoder) {
        if (!Files.isDirectory(path)) {
            throw new IndexException(name + " does not exist");
        }
        try (Directory directory = new MMapDirectory(path)) {
            return LuceneCommit.ofAnyFormat(directory, name, encoder);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Hands over every document, in the order in which they lie. */
    void read(Writing writing) {
        try (Directory directory = new MMapDirectory(path);
                DirectoryReader reader = DirectoryReader.open(directory)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            for (LeafReaderContext leaf : reader.leaves()) {
                for (LuceneBlocks.Block block : LuceneBlocks.all(leaf)) {
                    writing.write(LuceneBlocks.prepared(searcher, block));
                }
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private IndexException failure(IOException cause) {
        return switch (cause) {
            case IndexNotFoundException none -> new IndexException(name + " does not exist", none);
            case IndexFormatTooOldException old ->
                new IndexException(name + " was written by a Lucene too old to be read; make the index anew", old);
            default -> new IndexException("reading " + name + " failed: " + cause.getMessage(), cause);
        };
    }
}
