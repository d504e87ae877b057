package dev.fairlead.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.AnswerContract;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;

/**
 * Puts what a schema refers to in the place of the reference. What comes out refers to nothing, so it can neither send us
 * elsewhere nor round in circles, and its size bounds the work of checking against it.
 */
final class InlinedSchema {
    /** The most schemas, counted once the references are followed. */
    static final int MAX_SCHEMAS = 2_000;

    static final int MAX_DEPTH = 64;

    private static final Set<String> ONE = Set.of(
            "items",
            "additionalProperties",
            "not",
            "if",
            "then",
            "else",
            "contains",
            "propertyNames",
            "unevaluatedItems",
            "unevaluatedProperties");
    private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> MAPS = Set.of("properties", "patternProperties", "dependentSchemas");
    /** No longer needed, or meant for whoever edits the schema. */
    private static final Set<String> LEFT_OUT = Set.of("$defs", "definitions", "$schema", "$comment", "$id");

    private static final Set<String> REFUSED =
            Set.of("$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor", "$anchor", "$vocabulary");

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode root;
    private final Deque<String> following = new ArrayDeque<>();
    private int schemas;

    private InlinedSchema(JsonNode root) {
        this.root = root;
    }

    /**
     * Reads a schema.
     *
     * @throws IllegalArgumentException if it is too long, too deep or no JSON, or refers to anything but its own definitions
     */
    static ObjectNode of(String schema) {
        if (schema.length() > AnswerContract.Json.MAX_LENGTH) {
            throw new IllegalArgumentException("schema must have at most " + AnswerContract.Json.MAX_LENGTH
                    + " characters, had " + schema.length());
        }
        JsonNode root;
        try {
            root = MAPPER.readTree(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("schema is no JSON: " + e.getOriginalMessage(), e);
        }
        if (new InlinedSchema(root).schema(root, "", 0) instanceof ObjectNode inlined
                && inlined.path("type").asText().equals("object")) {
            return inlined;
        }
        throw new IllegalArgumentException("schema must have \"type\": \"object\" at its root, at /type");
    }

    private JsonNode schema(JsonNode schema, String pointer, int depth) {
        if (++schemas > MAX_SCHEMAS) {
            throw new IllegalArgumentException("schema must have at most " + MAX_SCHEMAS
                    + " parts once its references are followed; had more at " + pointer);
        }
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "schema must be at most " + MAX_DEPTH + " deep; was deeper at " + pointer);
        }
        if (!schema.isObject()) {
            return schema;
        }
        ObjectNode inlined = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            String name = keyword.getKey();
            if (REFUSED.contains(name)) {
                throw new IllegalArgumentException("schema must not use " + name + ", at " + pointer + "/" + name);
            }
            if (!name.equals("$ref") && !LEFT_OUT.contains(name)) {
                inlined.set(name, keyword(name, keyword.getValue(), pointer + "/" + escape(name), depth));
            }
        }
        return schema.has("$ref") ? joined(inlined, target(schema.get("$ref"), pointer, depth)) : inlined;
    }

    private JsonNode keyword(String name, JsonNode value, String pointer, int depth) {
        if (ONE.contains(name)) {
            return schema(value, pointer, depth + 1);
        }
        if (MAPS.contains(name) && value.isObject()) {
            ObjectNode map = JsonNodeFactory.instance.objectNode();
            value.properties()
                    .forEach(entry -> map.set(
                            entry.getKey(),
                            schema(entry.getValue(), pointer + "/" + escape(entry.getKey()), depth + 1)));
            return map;
        }
        if (LISTS.contains(name) && value.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < value.size(); i++) {
                list.add(schema(value.get(i), pointer + "/" + i, depth + 1));
            }
            return list;
        }
        return value;
    }

    private JsonNode target(JsonNode reference, String pointer, int depth) {
        String to = reference.asText();
        if (!to.startsWith("#/")) {
            throw new IllegalArgumentException(
                    "schema must refer to its own definitions only, such as #/$defs/name, at " + pointer + "/$ref");
        }
        JsonNode target = at(to.substring(1), pointer);
        if (target.isMissingNode()) {
            throw new IllegalArgumentException("schema refers to what it does not hold, at " + pointer + "/$ref");
        }
        if (following.contains(to)) {
            throw new IllegalArgumentException("schema must not contain itself, at " + pointer + "/$ref");
        }
        following.push(to);
        JsonNode inlined = schema(target, to.substring(1), depth + 1);
        following.pop();
        return inlined;
    }

    private JsonNode at(String target, String pointer) {
        try {
            return root.at(JsonPointer.compile(target));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("schema refers by no JSON Pointer, at " + pointer + "/$ref", e);
        }
    }

    /** A reference may have neighbours: what they describe is taken over, what they demand holds as well. */
    private static JsonNode joined(ObjectNode neighbours, JsonNode target) {
        if (neighbours.isEmpty()) {
            return target;
        }
        Set<String> describing = Set.of("title", "description", "default", "examples", "deprecated");
        if (target instanceof ObjectNode object
                && neighbours.properties().stream().allMatch(keyword -> describing.contains(keyword.getKey()))) {
            return object.deepCopy().setAll(neighbours);
        }
        ArrayNode all = neighbours.withArray("allOf");
        all.add(target);
        return neighbours;
    }

    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
