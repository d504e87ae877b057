package dev.fairlead.benchmarks.peers.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A store of passages that is searched. What a library cannot do it refuses by {@link UnsupportedOperationException}. */
public interface Peer extends AutoCloseable {
    /** Opens a store in a process of its own. */
    @FunctionalInterface
    interface Opener {
        /**
         * Opens.
         *
         * @param folder where it was saved, or an empty folder
         * @return the store
         * @throws IOException if it cannot be read
         */
        Peer open(Path folder) throws IOException;
    }

    /**
     * Adds passages under their own ids.
     *
     * @param passages the passages
     * @throws IOException if they cannot be kept
     */
    void add(List<KnownText> passages) throws IOException;

    /**
     * Searches as the library would for an application that has a question in words and its vector.
     *
     * @param question the question
     * @param k how many passages at most
     * @param tenant whose passages only, through the library's own filter
     * @return what was found, best first
     */
    List<Found> search(KnownText question, int k, Optional<String> tenant);

    /**
     * Deletes by the library's own filter.
     *
     * @param tenant whose passages
     */
    void delete(String tenant);

    /**
     * Makes what was added durable.
     *
     * @throws IOException if it cannot be written
     */
    void save() throws IOException;

    @Override
    void close() throws IOException;
}
