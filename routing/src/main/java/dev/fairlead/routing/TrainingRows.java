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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Examples that can be trained on, each with the place it came from. Immutable. */
final class TrainingRows {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String EXTENSION = ".jsonl";

    private final List<LabelledText> rows;
    private final List<String> labels;

    private TrainingRows(List<LabelledText> rows, List<String> labels) {
        this.rows = List.copyOf(rows);
        this.labels = List.copyOf(labels);
    }

    /**
     * Takes examples as they are.
     *
     * @throws IllegalArgumentException naming the row, counted from 1, if they cannot be trained on
     */
    static TrainingRows of(List<LabelledText> rows) {
        List<String> places = new ArrayList<>();
        for (int i = 1; i <= rows.size(); i++) {
            places.add("row " + i);
        }
        return checked(rows, places);
    }

    /**
     * Reads lines of {@code {"text": .., "label": ..}}, UTF-8; blank lines are skipped, further fields ignored.
     *
     * @param path a file, or a folder whose files ending in {@code .jsonl} are read in order of name
     * @throws IllegalArgumentException naming file and line, if a line is malformed or the rows cannot be trained on
     * @throws IOException if a file cannot be read
     */
    static TrainingRows read(Path path) throws IOException {
        List<LabelledText> rows = new ArrayList<>();
        List<String> places = new ArrayList<>();
        for (Path file : files(path)) {
            int number = 0;
            for (String line : utf8(file).split("\n", -1)) {
                number++;
                if (!line.isBlank()) {
                    String place = file.getFileName() + " line " + number;
                    rows.add(parse(line, place));
                    places.add(place);
                }
            }
        }
        return checked(rows, places);
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
                        + rows.get(before).label() + "'");
            }
            byLabel.computeIfAbsent(row.label(), label -> new ArrayList<>()).add(i);
        }
        if (byLabel.size() < 2) {
            throw new IllegalArgumentException("at least two labels are needed, found " + byLabel.keySet());
        }
        byLabel.forEach((label, members) -> {
            if (members.size() < 2) {
                throw new IllegalArgumentException(places.get(members.getFirst()) + ": label '" + label
                        + "' has one example; at least two are needed");
            }
        });
        return new TrainingRows(rows, new ArrayList<>(byLabel.keySet()));
    }

    List<LabelledText> rows() {
        return rows;
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
