package dev.fairlead.retrieval.lucene;

import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;

/** A directory that outlives the engines opened on it, as a disk does. */
final class KeptOpen extends FilterDirectory {
    KeptOpen(Directory in) {
        super(in);
    }

    @Override
    public void close() {}
}
