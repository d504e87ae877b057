package dev.fairlead.benchmarks.dataset;

import dev.fairlead.benchmarks.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads a file line by line; blank lines are skipped, every mistake names file and line. */
final class Lines {
    private Lines() {}

    /** One line and where it stands. */
    record Line(Path file, long number, String text) {
        InputException wrong(String problem) {
            return InputException.at(file, number, problem);
        }
    }

    static <T> List<T> read(Path file, Function<Line, T> parser) {
        if (!Files.isRegularFile(file)) {
            throw new InputException("there is no file '" + file + "'");
        }
        List<T> rows = new ArrayList<>();
        long number = 1;
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                if (!text.isBlank()) {
                    rows.add(parser.apply(new Line(file, number, text)));
                }
                number++;
            }
        } catch (MalformedInputException e) {
            throw InputException.at(file, number, "not UTF-8");
        } catch (IOException e) {
            throw InputException.at(file, number, "cannot be read: " + e.getMessage());
        }
        if (rows.isEmpty()) {
            throw new InputException(file + " has no rows");
        }
        return rows;
    }
}
