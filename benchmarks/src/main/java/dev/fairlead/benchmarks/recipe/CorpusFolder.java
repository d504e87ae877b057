package dev.fairlead.benchmarks.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.dataset.CorpusText;
import dev.fairlead.benchmarks.dataset.Query;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder of a prepared corpus: {@code passages.jsonl}, {@code questions.jsonl}, {@code README.txt} with what it was
 * made from, {@code vectors}, {@code encoder.txt} with the
 * fingerprint of the encoder, and an index for each {@link IndexState}.
 *
 * @param root the folder
 */
public record CorpusFolder(Path root) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Where vectors are kept.
     *
     * @return the folder
     */
    public Path vectors() {
        return root.resolve("vectors");
    }

    Path index(IndexState state) {
        return root.resolve("index-" + state.name().toLowerCase(Locale.ROOT));
    }

    /** An index under way; moved when it is finished. */
    Path unfinished() {
        return root.resolve("index-unfinished");
    }

    /**
     * The fingerprint of the encoder the indexes were made with.
     *
     * @return the fingerprint
     * @throws InputException if there are none
     */
    public String fingerprint() {
        try {
            return Files.readString(root.resolve("encoder.txt"));
        } catch (IOException e) {
            throw new InputException("'" + root + "' has no indexes: " + e.getMessage());
        }
    }

    void writeFingerprint(String fingerprint) throws IOException {
        Files.writeString(root.resolve("encoder.txt"), fingerprint);
    }

    private Path passagesFile() {
        return root.resolve("passages.jsonl");
    }

    boolean written() {
        return Files.isRegularFile(passagesFile());
    }

    String remarks() throws IOException {
        return Files.readString(root.resolve("README.txt"));
    }

    /**
     * The passages; the title is the kind of source.
     *
     * @return the passages, in order
     * @throws InputException if the corpus was not prepared
     */
    public List<CorpusText> passages() {
        requireWritten();
        return CorpusText.read(passagesFile());
    }

    /**
     * The first passages, without reading the others.
     *
     * @param limit how many at most
     * @return the passages, in order
     * @throws InputException if the corpus was not prepared
     */
    public List<CorpusText> first(int limit) {
        requireWritten();
        try (Stream<String> lines = Files.lines(passagesFile())) {
            return lines.limit(limit).map(CorpusFolder::passage).toList();
        } catch (IOException e) {
            throw new InputException("'" + passagesFile() + "' cannot be read: " + e.getMessage());
        }
    }

    private static CorpusText passage(String line) {
        try {
            JsonNode row = JSON.readTree(line);
            return new CorpusText(
                    row.path("_id").asText(),
                    row.path("title").asText(),
                    row.path("text").asText());
        } catch (JsonProcessingException e) {
            throw new InputException("no passage: " + e.getMessage());
        }
    }

    private void requireWritten() {
        if (!written()) {
            throw new InputException(
                    "'" + root + "' has no corpus; make one with: benchmarks.jar corpus --data DIR --out " + root);
        }
    }

    /**
     * How many passages there are, without reading them into memory.
     *
     * @return their number
     * @throws InputException if the corpus was not prepared
     */
    public long size() {
        requireWritten();
        try (Stream<String> lines = Files.lines(passagesFile())) {
            return lines.count();
        } catch (IOException e) {
            throw new InputException("'" + passagesFile() + "' cannot be read: " + e.getMessage());
        }
    }

    /**
     * The questions.
     *
     * @return the questions, in order
     */
    public List<Query> questions() {
        return Query.read(root.resolve("questions.jsonl"));
    }

    /** Passages last, under another name first: their file says that all is there. */
    void write(List<SourceText> passages, List<String> questions, String remarks) throws IOException {
        Files.createDirectories(root);
        Files.writeString(root.resolve("README.txt"), remarks);
        List<Map<String, String>> rows = new ArrayList<>();
        questions.forEach(question -> rows.add(row("q" + rows.size(), "", question)));
        write(root.resolve("questions.jsonl"), rows);
        rows.clear();
        passages.forEach(passage -> rows.add(row("p" + rows.size(), passage.source(), passage.text())));
        Path unfinished = root.resolve("passages.jsonl.part");
        write(unfinished, rows);
        Files.move(unfinished, passagesFile(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Map<String, String> row(String id, String title, String text) {
        return new TreeMap<>(Map.of("_id", id, "title", title, "text", text));
    }

    private static void write(Path file, List<Map<String, String>> rows) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (Map<String, String> row : rows) {
                writer.write(JSON.writeValueAsString(row));
                writer.write('\n');
            }
        }
    }
}
