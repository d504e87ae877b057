package dev.fairlead.benchmarks.dataset;

import dev.fairlead.benchmarks.InputException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Relevance judgements.
 *
 * @param grades grade by document by question; a grade of 0 or less is not relevant
 */
public record Qrels(Map<String, Map<String, Integer>> grades) {
    private static final String HEADER = "query-id";

    /** Copies. */
    public Qrels {
        grades = Map.copyOf(grades);
    }

    /**
     * Reads {@code query TAB document TAB grade} a line, with or without a header line.
     *
     * @param file the file
     * @return the judgements
     */
    public static Qrels read(Path file) {
        Map<String, Map<String, Integer>> grades = new HashMap<>();
        List<Boolean> judged = Lines.read(file, line -> add(line, grades));
        if (!judged.contains(true)) {
            throw new InputException(file + " has no judgements");
        }
        return new Qrels(grades);
    }

    private static boolean add(Lines.Line line, Map<String, Map<String, Integer>> grades) {
        String[] fields = line.text().split("\t", -1);
        if (line.number() == 1 && fields[0].equals(HEADER)) {
            return false;
        }
        if (fields.length != 3) {
            throw line.wrong("three tab-separated fields are expected, there are " + fields.length);
        }
        try {
            grades.computeIfAbsent(fields[0], unseen -> new HashMap<>())
                    .put(fields[1], Integer.parseInt(fields[2].strip()));
        } catch (NumberFormatException e) {
            throw line.wrong("the grade must be a whole number, was '" + fields[2] + "'");
        }
        return true;
    }

    /**
     * The judgements of one question.
     *
     * @param queryId the question
     * @return grade by document, possibly none
     */
    public Map<String, Integer> of(String queryId) {
        return grades.getOrDefault(queryId, Map.of());
    }
}
