package dev.fairlead.benchmarks.dataset;

import dev.fairlead.RoutePath;
import dev.fairlead.benchmarks.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A text and what it should be taken for.
 *
 * @param <L> the labels
 * @param text the text
 * @param label its label
 */
public record LabelledText<L>(String text, L label) {
    /**
     * Reads {@code {"text", "label"}} a line.
     *
     * @param file the file
     * @return the rows, in order
     */
    public static List<LabelledText<String>> intents(Path file) {
        return JsonRow.readAll(file, row -> new LabelledText<>(row.filledText("text"), row.filledText("label")));
    }

    /**
     * Reads {@code {"text", "route"}} a line, the route in any case.
     *
     * @param source a file, or a folder whose {@code *.jsonl} files are read in the order of their names
     * @return the rows, in order
     */
    public static List<LabelledText<RoutePath>> routes(Path source) {
        List<LabelledText<RoutePath>> rows = new ArrayList<>();
        for (Path file : jsonlFiles(source)) {
            rows.addAll(JsonRow.readAll(file, row -> new LabelledText<>(row.filledText("text"), route(row))));
        }
        return rows;
    }

    private static RoutePath route(JsonRow row) {
        String route = row.text("route");
        try {
            return RoutePath.valueOf(route.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw row.wrong(
                    "\"route\" must be one of " + Arrays.toString(RoutePath.values()) + ", was '" + route + "'");
        }
    }

    static List<Path> jsonlFiles(Path source) {
        if (!Files.isDirectory(source)) {
            return List.of(source);
        }
        try (Stream<Path> entries = Files.list(source)) {
            List<Path> files = entries.filter(path -> path.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new InputException("folder '" + source + "' has no .jsonl file");
            }
            return files;
        } catch (IOException e) {
            throw new InputException("folder '" + source + "' cannot be read: " + e.getMessage());
        }
    }
}
