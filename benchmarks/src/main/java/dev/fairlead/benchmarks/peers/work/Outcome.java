package dev.fairlead.benchmarks.peers.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a peer did: figures by name, and ids found by question. Kept as tab-separated lines. Not thread-safe. */
public final class Outcome {
    private static final String FIGURE = "figure";

    private final Map<String, Double> figures = new LinkedHashMap<>();
    private final Map<String, Map<String, List<String>>> rankings = new LinkedHashMap<>();

    /** Starts empty. */
    public Outcome() {}

    /**
     * Keeps a figure.
     *
     * @param name its name
     * @param value its value; not a number where the library refuses
     */
    public void figure(String name, double value) {
        figures.put(name, value);
    }

    /**
     * Keeps what was found for a question.
     *
     * @param list which way it was asked
     * @param questionId the question
     * @param ids passages, best first
     */
    public void ranking(String list, String questionId, List<String> ids) {
        rankings.computeIfAbsent(list, unseen -> new LinkedHashMap<>()).put(questionId, List.copyOf(ids));
    }

    /**
     * The figures.
     *
     * @return value by name, in the order they were kept
     */
    public Map<String, Double> figures() {
        return Map.copyOf(figures);
    }

    /**
     * What was found.
     *
     * @param list which way it was asked
     * @return ids by question, best first
     */
    public Map<String, List<String>> rankings(String list) {
        return Map.copyOf(rankings.getOrDefault(list, Map.of()));
    }

    /**
     * Writes it.
     *
     * @param file the file
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        figures.forEach((name, value) -> lines.add(String.join("\t", FIGURE, name, value.toString())));
        rankings.forEach((list, questions) -> questions.forEach(
                (question, ids) -> lines.add(String.join("\t", list, question, String.join("\t", ids)))));
        Files.write(file, lines);
    }

    /**
     * Reads what a peer left.
     *
     * @param file the file
     * @return the outcome
     * @throws IOException if it cannot be read
     */
    public static Outcome read(Path file) throws IOException {
        Outcome outcome = new Outcome();
        for (String line : Files.readAllLines(file)) {
            List<String> fields = List.of(line.split("\t"));
            if (fields.getFirst().equals(FIGURE)) {
                outcome.figure(fields.get(1), Double.parseDouble(fields.get(2)));
            } else {
                outcome.ranking(fields.getFirst(), fields.get(1), fields.subList(2, fields.size()));
            }
        }
        return outcome;
    }
}
