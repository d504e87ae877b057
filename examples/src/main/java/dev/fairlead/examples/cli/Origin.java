package dev.fairlead.examples.cli;

import dev.fairlead.Filter;
import dev.fairlead.Metadata;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where documents came from, kept as a fact of each, so that those of one folder can be told from those of another.
 *
 * @param folder an absolute path, below which a document's id is its path
 */
record Origin(Path folder) {
    private static final String KEY = "origin";

    Metadata fact() {
        return Metadata.of(KEY, folder.toString());
    }

    Filter filter() {
        return Filter.equalTo(KEY, folder.toString());
    }

    /** Whether the document's file is known to be gone: one that cannot be looked at is not. */
    boolean isGone(String documentId) {
        try {
            return Files.notExists(folder.resolve(documentId));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
