package dev.fairlead.retrieval.lucene;

import dev.fairlead.IndexException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what a failure of writing was, and what it left. */
final class WriteFailure {
    /** How operating systems say it: Java has no exception of its own for a full disk. */
    private static final List<String> FULL =
            List.of("no space left on device", "not enough space on the disk", "disk quota exceeded");

    private WriteFailure() {}

    /** One after which everything is as it was. */
    static IndexException of(String name, Throwable cause) {
        return new IndexException(what(name, cause), cause);
    }

    /** One that threw away what was not yet committed. */
    static IndexException toLastCommit(String name, Throwable cause) {
        return new IndexException(
                what(name, cause) + "; the index is intact as of its last commit, what was written since must be"
                        + " written again",
                cause);
    }

    private static String what(String name, Throwable cause) {
        List<String> messages = Stream.iterate(
                        Optional.of(cause), Optional::isPresent, one -> one.map(Throwable::getCause))
                .flatMap(Optional::stream)
                .map(one -> String.valueOf(one.getMessage()))
                .toList();
        boolean full = messages.stream()
                .map(message -> message.toLowerCase(Locale.ROOT))
                .anyMatch(message -> FULL.stream().anyMatch(message::contains));
        return full
                ? "the disk of " + name + " is full: " + messages.getLast()
                : "writing to " + name + " failed: " + messages.getFirst();
    }
}
