package dev.fairlead.benchmarks.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.benchmarks.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A JSON object on a line of its own, whose fields are checked as they are read. */
final class JsonRow {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Lines.Line line;
    private final JsonNode object;

    private JsonRow(Lines.Line line, JsonNode object) {
        this.line = line;
        this.object = object;
    }

    static <T> List<T> readAll(Path file, Function<JsonRow, T> parser) {
        return Lines.read(file, line -> parser.apply(parse(line)));
    }

    private static JsonRow parse(Lines.Line line) {
        try {
            JsonNode node = JSON.readTree(line.text());
            if (node.isObject()) {
                return new JsonRow(line, node);
            }
        } catch (JsonProcessingException e) {
            throw line.wrong("not valid JSON: " + e.getOriginalMessage());
        }
        throw line.wrong("a JSON object is expected");
    }

    String text(String field) {
        return optionalText(field).orElseThrow(() -> wrong("\"" + field + "\" is missing"));
    }

    String filledText(String field) {
        String text = text(field);
        if (text.isBlank()) {
            throw wrong("\"" + field + "\" is blank");
        }
        return text;
    }

    Optional<String> optionalText(String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw wrong("\"" + field + "\" must be a string, was " + value.getNodeType());
        }
        return Optional.of(value.textValue());
    }

    int integer(String field) {
        JsonNode value = object.path(field);
        if (!value.isInt() || value.intValue() < 0) {
            throw wrong("\"" + field + "\" must be a whole number of at least 0");
        }
        return value.intValue();
    }

    List<JsonRow> objects(String field) {
        JsonNode value = object.path(field);
        if (!value.isArray()) {
            throw wrong("\"" + field + "\" must be an array");
        }
        List<JsonRow> rows = new ArrayList<>();
        for (JsonNode item : value) {
            if (!item.isObject()) {
                throw wrong("\"" + field + "\" must hold objects");
            }
            rows.add(new JsonRow(line, item));
        }
        return rows;
    }

    InputException wrong(String problem) {
        return line.wrong(problem);
    }
}
