package dev.fairlead.benchmarks.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A question of an evaluation set.
 *
 * @param id its id
 * @param text its text
 * @param doc the one document it asks about, where the row names one
 * @param site the title the searched documents must have, where the row names one
 * @param category its kind, where the row names one
 */
public record Query(String id, String text, Optional<String> doc, Optional<String> site, Optional<String> category) {
    /**
     * Reads {@code {"_id", "text"}} a line, with {@code doc}, {@code site} and {@code category} where they stand.
     *
     * @param file the file
     * @return the questions, in order
     */
    public static List<Query> read(Path file) {
        return JsonRow.readAll(
                file,
                row -> new Query(
                        row.filledText("_id"),
                        row.filledText("text"),
                        row.optionalText("doc"),
                        row.optionalText("site"),
                        row.optionalText("category")));
    }
}
