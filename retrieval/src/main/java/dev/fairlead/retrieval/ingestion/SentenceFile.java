package dev.fairlead.retrieval.ingestion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sentences by key in a file that only grows: a line each, key, tab, sentence. A line that a crash left unfinished is
 * skipped. Read on first use, kept in memory. Thread-safe.
 */
final class SentenceFile {
    private static final int KEY_LENGTH = 64;

    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Map<String, String> known;

    SentenceFile(Path file) {
        this.file = file;
    }

    Optional<String> get(String key) {
        lock.lock();
        try {
            return Optional.ofNullable(known().get(key));
        } catch (IOException e) {
            throw new UncheckedIOException("'" + file + "' cannot be read", e);
        } finally {
            lock.unlock();
        }
    }

    void put(String key, String sentence) {
        lock.lock();
        try {
            known().put(key, sentence);
            Files.writeString(file, key + "\t" + sentence + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("'" + file + "' cannot be written", e);
        } finally {
            lock.unlock();
        }
    }

    private Map<String, String> known() throws IOException {
        if (known == null) {
            known = Files.exists(file) ? read() : new HashMap<>();
        }
        return known;
    }

    private Map<String, String> read() throws IOException {
        Map<String, String> read = new HashMap<>();
        String all = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        int end = all.lastIndexOf('\n') + 1;
        all.substring(0, end)
                .lines()
                .filter(line -> line.length() > KEY_LENGTH + 1 && line.charAt(KEY_LENGTH) == '\t')
                .forEach(line -> read.put(line.substring(0, KEY_LENGTH), line.substring(KEY_LENGTH + 1)));
        if (end < all.length()) {
            // What follows must not be read as the rest of this line.
            Files.writeString(file, "\n", StandardOpenOption.APPEND);
        }
        return read;
    }
}
