package dev.fairlead.benchmarks.report;

import dev.fairlead.benchmarks.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The band a value must stay in: {@code expected - tolerance} to {@code expected + tolerance}, both ends included.
 *
 * @param set the data
 * @param configuration what is measured
 * @param metric the measure
 * @param expected the value seen before
 * @param tolerance how far the next one may lie from it
 */
public record Expectation(String set, String configuration, String metric, double expected, double tolerance) {
    private static final String HEADER = "set,configuration,metric,expected,tolerance";
    /** Values are written with six digits. */
    private static final double ROUNDING = 1e-6;

    /**
     * Reads {@code set,configuration,metric,expected,tolerance} a line, after that header; lines that start with
     * {@code #} are remarks.
     *
     * @param file the file
     * @return the expectations
     * @throws InputException if the file cannot be read or a row is malformed
     */
    public static List<Expectation> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new InputException("'" + file + "' cannot be read: " + e.getMessage());
        }
        List<Expectation> expectations = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#") && !line.equals(HEADER)) {
                expectations.add(parse(file, i + 1, line));
            }
        }
        return expectations;
    }

    private static Expectation parse(Path file, int number, String line) {
        String[] fields = line.split(",", -1);
        if (fields.length == 5) {
            try {
                return new Expectation(
                        fields[0], fields[1], fields[2], Double.parseDouble(fields[3]), Double.parseDouble(fields[4]));
            } catch (NumberFormatException e) {
                throw InputException.at(file, number, "expected and tolerance must be numbers");
            }
        }
        throw InputException.at(file, number, "five fields are expected: " + HEADER);
    }

    /**
     * Compares a report with what was expected of its set.
     *
     * @param expectations of this and other sets
     * @param report what was measured
     * @return one line for each value that is missing or outside its band
     * @throws InputException if nothing is expected of the report's set
     */
    public static List<String> violations(List<Expectation> expectations, Report report) {
        List<Expectation> ofSet = expectations.stream()
                .filter(expectation -> expectation.set().equals(report.set()))
                .toList();
        if (ofSet.isEmpty()) {
            throw new InputException("nothing is expected of set '" + report.set() + "'");
        }
        return ofSet.stream()
                .flatMap(expectation -> expectation.violation(report).stream())
                .toList();
    }

    private Optional<String> violation(Report report) {
        String name = set + " " + configuration + " " + metric;
        Optional<Measurement> found = report.measurements().stream()
                .filter(one -> one.configuration().equals(configuration)
                        && one.metric().equals(metric))
                .findFirst();
        if (found.isEmpty()) {
            return Optional.of(name + " was not measured");
        }
        double value = found.get().value();
        return Math.abs(value - expected) <= tolerance + ROUNDING
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT, "%s is %.4f, expected %.4f within %.4f", name, value, expected, tolerance));
    }
}
