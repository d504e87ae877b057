package dev.fairlead.benchmarks.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text with its label and, where it plainly belongs to one, the domain it is from.
 *
 * @param text the text
 * @param label its label
 * @param domain such as {@code law}; empty where the text might be from any
 */
public record DomainRow(String text, String label, Optional<String> domain) {
    /**
     * Reads {@code {"text", "label"}} a line, with {@code "domain"} or without.
     *
     * @param source a file, or a folder whose {@code *.jsonl} files are read in the order of their names
     * @return the rows, in order
     * @throws dev.fairlead.benchmarks.InputException if a line does not have the layout
     */
    public static List<DomainRow> read(Path source) {
        List<DomainRow> rows = new ArrayList<>();
        for (Path file : LabelledText.jsonlFiles(source)) {
            rows.addAll(JsonRow.readAll(file, DomainRow::of));
        }
        return rows;
    }

    private static DomainRow of(JsonRow row) {
        Optional<String> domain = row.optionalText("domain");
        if (domain.filter(String::isBlank).isPresent()) {
            throw row.wrong("\"domain\" is blank");
        }
        return new DomainRow(row.filledText("text"), row.filledText("label"), domain);
    }
}
