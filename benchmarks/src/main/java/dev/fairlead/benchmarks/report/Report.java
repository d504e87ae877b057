package dev.fairlead.benchmarks.report;

import dev.fairlead.benchmarks.metric.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** Collects the measurements of one set. Not thread-safe. */
public final class Report {
    private static final String HEADER = "set,configuration,metric,value,n";

    private final String set;
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Measurement> details = new ArrayList<>();

    /**
     * An empty report.
     *
     * @param set the data
     */
    public Report(String set) {
        this.set = set;
    }

    /**
     * The data.
     *
     * @return the set's name
     */
    public String set() {
        return set;
    }

    /**
     * What was measured so far.
     *
     * @return the measurements, in order
     */
    public List<Measurement> measurements() {
        return List.copyOf(measurements);
    }

    /**
     * Adds a value.
     *
     * @param configuration what was measured
     * @param metric the measure
     * @param value its value
     * @param n how many questions, rows or draws it rests on
     */
    public void add(String configuration, String metric, double value, long n) {
        measurements.add(new Measurement(set, configuration, metric, value, n, Optional.empty()));
    }

    /**
     * Adds a measurement.
     *
     * @param measurement the measurement
     */
    public void add(Measurement measurement) {
        measurements.add(measurement);
    }

    /**
     * Adds a value that stands in the CSV file but not in the table.
     *
     * @param configuration what was measured
     * @param metric the measure
     * @param value its value
     * @param n how many questions, rows or draws it rests on
     */
    public void addDetail(String configuration, String metric, double value, long n) {
        details.add(new Measurement(set, configuration, metric, value, n, Optional.empty()));
    }

    /**
     * Adds a mean over questions with its bootstrap interval; adds nothing where there is no question.
     *
     * @param configuration what was measured
     * @param metric the measure
     * @param values one value a question
     */
    public void addMean(String configuration, String metric, List<Double> values) {
        if (values.isEmpty()) {
            return;
        }
        double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
        double sum = 0;
        for (double value : array) {
            sum += value;
        }
        measurements.add(new Measurement(
                set, configuration, metric, sum / array.length, array.length, Optional.of(Bootstrap.mean(array))));
    }

    /**
     * Prints a table: a line a metric, a column a configuration.
     *
     * @param out where to
     */
    public void print(PrintStream out) {
        List<String> configurations =
                measurements.stream().map(Measurement::configuration).distinct().toList();
        Map<String, Map<String, Measurement>> lines = new LinkedHashMap<>();
        for (Measurement one : measurements) {
            lines.computeIfAbsent(one.metric(), unseen -> new LinkedHashMap<>()).put(one.configuration(), one);
        }
        List<List<String>> table = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(set));
        head.addAll(configurations);
        head.add("n");
        table.add(head);
        lines.forEach((metric, cells) -> table.add(line(metric, cells, configurations)));
        printAligned(table, out);
    }

    private static List<String> line(String metric, Map<String, Measurement> cells, List<String> configurations) {
        List<String> line = new ArrayList<>(List.of(metric));
        for (String configuration : configurations) {
            Measurement cell = cells.get(configuration);
            line.add(cell == null ? "" : cell.shown());
        }
        StringJoiner sizes = new StringJoiner(" / ");
        cells.values().stream().map(Measurement::n).distinct().forEach(n -> sizes.add(String.valueOf(n)));
        line.add(sizes.toString());
        return line;
    }

    private static void printAligned(List<List<String>> table, PrintStream out) {
        int columns = table.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> line : table) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : table) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                text.append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length() + 2));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    /**
     * Writes the file anew: a header, a row a value, and for intervals two more rows whose metric ends in
     * {@code .low95} and {@code .high95}.
     *
     * @param file the file; missing folders are made
     * @throws IOException if it cannot be written
     */
    public void writeCsv(Path file) throws IOException {
        List<String> rows = new ArrayList<>(List.of(HEADER));
        for (Measurement one :
                Stream.concat(measurements.stream(), details.stream()).toList()) {
            rows.add(row(one, "", one.value()));
            one.interval().ifPresent(ends -> {
                rows.add(row(one, ".low95", ends.low()));
                rows.add(row(one, ".high95", ends.high()));
            });
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(file, rows);
    }

    private static String row(Measurement one, String suffix, double value) {
        return String.format(
                Locale.ROOT,
                "%s,%s,%s%s,%.6f,%d",
                one.set(),
                one.configuration(),
                one.metric(),
                suffix,
                value,
                one.n());
    }
}
