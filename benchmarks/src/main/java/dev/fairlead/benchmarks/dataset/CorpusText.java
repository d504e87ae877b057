package dev.fairlead.benchmarks.dataset;

import java.nio.file.Path;
import java.util.List;

/**
 * A document of a corpus.
 *
 * @param id its id
 * @param title its title, possibly empty
 * @param text its text
 */
public record CorpusText(String id, String title, String text) {
    /**
     * Reads {@code {"_id", "title", "text"}} a line.
     *
     * @param file the file
     * @return the documents, in order
     */
    public static List<CorpusText> read(Path file) {
        return JsonRow.readAll(
                file,
                row -> new CorpusText(
                        row.filledText("_id"), row.optionalText("title").orElse(""), row.text("text")));
    }
}
