package dev.fairlead.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.text.ContentHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Examples that can be trained on, each with the place it came from. Immutable. */
final class TrainingRows {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String EXTENSION = ".jsonl";

    private final List<LabelledText> rows;
    private final List<String> places;
    private final List<String> labels;

    private TrainingRows(List<LabelledText> rows, List<String> places, List<String> labels) {
        this.rows = List.copyOf(rows);
        this.places = List.copyOf(places);
        this.labels = List.copyOf(labels);
    }

    /** Rows with nothing checked but each by itself. */
    static final class Raw {
        private final List<LabelledText> rows = new ArrayList<>();
        private final List<String> places = new ArrayList<>();

        private void add(LabelledText row, String place) {
            rows.add(row);
            places.add(place);
        }

        /**
         * Rows to train on.
         *
         * @throws IllegalArgumentException naming the row, if they cannot be trained on
         */
        TrainingRows toTrainOn() {
            return checked(rows, places);
        }

        /**
         * Rows to judge by what was trained on others.
         *
         * @param trained the others
         * @throws IllegalArgumentException naming the row, if its label or text forbids that
         */
        TrainingRows toJudge(TrainingRows trained) {
            if (rows.isEmpty()) {
                throw new IllegalArgumentException("the held-out rows must not be empty");
            }
            Map<String, String> places = new HashMap<>();
            for (int i = 0; i < trained.rows.size(); i++) {
                places.putIfAbsent(trained.rows.get(i).text().strip(), trained.places.get(i));
            }
            for (int i = 0; i < rows.size(); i++) {
                String place = "held-out " + this.places.get(i);
                if (!trained.labels.contains(rows.get(i).label())) {
                    throw new IllegalArgumentException(place + ": label '"
                            + rows.get(i).label() + "' is none of the " + trained.labels.size()
                            + " that are trained; correct it, or add examples of it to the training rows");
                }
                String twin = places.get(rows.get(i).text().strip());
                if (twin != null) {
                    throw new IllegalArgumentException(place + ": the same text is trained on (" + twin
                            + "), which makes the figures too good; remove it from one of the two");
                }
            }
            return new TrainingRows(
                    rows, this.places.stream().map(place -> "held-out " + place).toList(), trained.labels);
        }
    }

    /** Takes examples as they are, each named by its number, counted from 1. */
    static Raw raw(List<LabelledText> rows) {
        Raw raw = new Raw();
        rows.forEach(row -> raw.add(row, "row " + (raw.rows.size() + 1)));
        return raw;
    }

    /** As {@link #raw}, to train on. */
    static TrainingRows of(List<LabelledText> rows) {
        return raw(rows).toTrainOn();
    }

    /** As {@link #raw(Path)}, to train on. */
    static TrainingRows read(Path path) throws IOException {
        return raw(path).toTrainOn();
    }

    /**
     * Reads lines of {@code {"text": .., "label": ..}}, UTF-8; blank lines are skipped, further fields ignored.
     *
     * @param path a file, or a folder whose files ending in {@code .jsonl} are read in order of name
     * @throws IllegalArgumentException naming file and line, if a line is malformed
     * @throws IOException if a file cannot be read
     */
    static Raw raw(Path path) throws IOException {
        Raw raw = new Raw();
        for (Path file : files(path)) {
            int number = 0;
            for (String line : utf8(file).split("\n", -1)) {
                number++;
                if (!line.isBlank()) {
                    String place = file.getFileName() + " line " + number;
                    raw.add(parse(line, place), place);
                }
            }
        }
        return raw;
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> inside = Files.list(path)) {
            List<Path> files = inside.filter(file -> file.toString().endsWith(EXTENSION))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new IllegalArgumentException("folder " + path + " holds no file ending in " + EXTENSION);
            }
            return files;
        }
    }

    private static String utf8(Path file) throws IOException {
        byte[] bytes = ModelFile.read(file);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("file " + file + " is not valid UTF-8", e);
        }
    }

    private static LabelledText parse(String line, String place) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(place + ": not valid JSON: " + e.getOriginalMessage(), e);
        }
        return new LabelledText(field(node, "text", place), field(node, "label", place));
    }

    private static String field(JsonNode node, String name, String place) {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(place + ": needs a text field \"" + name + "\"");
        }
        if (value.textValue().isBlank()) {
            throw new IllegalArgumentException(place + ": \"" + name + "\" is empty");
        }
        return value.textValue();
    }

    private static TrainingRows checked(List<LabelledText> rows, List<String> places) {
        Map<String, Integer> seen = new HashMap<>();
        Map<String, List<Integer>> byLabel = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            LabelledText row = rows.get(i);
            Integer before = seen.putIfAbsent(row.text().strip(), i);
            if (before != null && !rows.get(before).label().equals(row.label())) {
                throw new IllegalArgumentException(places.get(i) + ": label '" + row.label() + "' conflicts with "
                        + places.get(before) + ", where the same text is '"
                        + rows.get(before).label() + "'; keep the one that is right");
            }
            byLabel.computeIfAbsent(row.label(), label -> new ArrayList<>()).add(i);
        }
        if (byLabel.size() < 2) {
            throw new IllegalArgumentException("at least two labels are needed, found " + byLabel.keySet()
                    + "; add rows of another, such as of what is out of scope");
        }
        byLabel.forEach((label, members) -> {
            if (members.size() < 2) {
                throw new IllegalArgumentException(places.get(members.getFirst()) + ": label '" + label
                        + "' has one example; at least two are needed: write more, or give the row another label");
            }
        });
        return new TrainingRows(rows, places, new ArrayList<>(byLabel.keySet()));
    }

    List<LabelledText> rows() {
        return rows;
    }

    /** Where a row came from, for messages. */
    String place(int row) {
        return places.get(row);
    }

    /** Some of the rows, with the labels of all. */
    TrainingRows at(List<Integer> positions) {
        return new TrainingRows(
                positions.stream().map(rows::get).toList(),
                positions.stream().map(places::get).toList(),
                labels);
    }

    /** The other rows, with the labels of all. */
    TrainingRows except(List<Integer> positions) {
        Set<Integer> left = new HashSet<>(positions);
        return at(IntStream.range(0, rows.size())
                .filter(i -> !left.contains(i))
                .boxed()
                .toList());
    }

    /** A row that a model would have to cut is answered by its place. */
    IllegalArgumentException tooLong(int row, int maxTokens, String remedy) {
        return new IllegalArgumentException(
                place(row) + ": the text has more than " + maxTokens + " tokens; " + remedy);
    }

    /** The labels in their natural order. */
    List<String> labels() {
        return labels;
    }

    /** The position of each row's label in {@link #labels()}. */
    int[] targets() {
        Map<String, Integer> position = new HashMap<>();
        for (int k = 0; k < labels.size(); k++) {
            position.put(labels.get(k), k);
        }
        return rows.stream().mapToInt(row -> position.get(row.label())).toArray();
    }

    /** SHA-256 over all texts and labels in their order. */
    String hash() {
        MessageDigest digest = ContentHash.sha256();
        for (LabelledText row : rows) {
            digest.update((row.text() + '\u0000' + row.label() + '\n').getBytes(StandardCharsets.UTF_8));
        }
        return ModelFile.hex(digest);
    }
}
