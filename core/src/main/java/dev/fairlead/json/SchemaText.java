package dev.fairlead.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.model.chat.request.json.JsonAnyOfSchema;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNullSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonReferenceSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.Map;

/** JSON Schema as text, https://json-schema.org/draft/2020-12. */
public final class SchemaText {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SchemaText() {}

    /**
     * Checks a schema.
     *
     * @param schema JSON Schema as text
     * @throws IllegalArgumentException if it is too long, too deep or too large once its references are followed, no JSON, no
     *     valid schema, refers to anything but its own definitions, contains itself, or describes no object; the message
     *     holds the JSON Pointer of the fault
     */
    public static void check(String schema) {
        Validator.of(schema);
    }

    /**
     * A langchain4j schema as text.
     *
     * @param schema the schema
     * @return the same as JSON Schema
     * @throws IllegalArgumentException if it holds an element of a type unknown here
     */
    public static String of(JsonSchema schema) {
        return element(schema.rootElement()).toString();
    }

    private static ObjectNode element(JsonSchemaElement element) {
        ObjectNode schema = switch (element) {
            case JsonObjectSchema object -> object(object);
            case JsonArraySchema array -> array(array);
            case JsonAnyOfSchema any -> anyOf(any);
            case JsonEnumSchema options -> options(options);
            case JsonStringSchema text -> typed("string");
            case JsonIntegerSchema integer -> typed("integer");
            case JsonNumberSchema number -> typed("number");
            case JsonBooleanSchema flag -> typed("boolean");
            case JsonNullSchema nothing -> typed("null");
            case JsonReferenceSchema reference ->
                empty().put("$ref", "#/$defs/" + InlinedSchema.escape(reference.reference()));
            case JsonRawSchema raw -> raw(raw);
            default ->
                throw new IllegalArgumentException(
                        "no JSON Schema for " + element.getClass().getName());
        };
        if (element.description() != null) {
            schema.put("description", element.description());
        }
        return schema;
    }

    private static ObjectNode object(JsonObjectSchema object) {
        ObjectNode schema = typed("object");
        schema.set("properties", elements(object.properties()));
        if (object.required() != null && !object.required().isEmpty()) {
            object.required().forEach(schema.putArray("required")::add);
        }
        if (object.additionalProperties() != null) {
            schema.put("additionalProperties", object.additionalProperties());
        }
        if (object.definitions() != null && !object.definitions().isEmpty()) {
            schema.set("$defs", elements(object.definitions()));
        }
        return schema;
    }

    private static ObjectNode elements(Map<String, JsonSchemaElement> elements) {
        ObjectNode schemas = empty();
        elements.forEach((name, element) -> schemas.set(name, element(element)));
        return schemas;
    }

    private static ObjectNode array(JsonArraySchema array) {
        ObjectNode schema = typed("array");
        return array.items() == null ? schema : schema.set("items", element(array.items()));
    }

    private static ObjectNode anyOf(JsonAnyOfSchema any) {
        ObjectNode schema = empty();
        var alternatives = schema.putArray("anyOf");
        any.anyOf().forEach(alternative -> alternatives.add(element(alternative)));
        return schema;
    }

    private static ObjectNode options(JsonEnumSchema options) {
        ObjectNode schema = typed("string");
        options.enumValues().forEach(schema.putArray("enum")::add);
        return schema;
    }

    private static ObjectNode raw(JsonRawSchema raw) {
        try {
            JsonNode schema = MAPPER.readTree(raw.schema());
            if (schema instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalArgumentException("a raw schema must be an object");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a raw schema is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static ObjectNode typed(String type) {
        return empty().put("type", type);
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
