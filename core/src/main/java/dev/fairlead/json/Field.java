package dev.fairlead.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.json.value.Wanted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A place in the JSON a schema describes. */
sealed interface Field {
    /** JSON Pointer of the value. */
    String pointer();

    /**
     * An object.
     *
     * @param fields its fields by name, in the order of the schema
     * @param required names of those that must be there
     */
    record Group(String pointer, Map<String, Field> fields, Set<String> required) implements Field {
        /** The single value at a pointer into the JSON; items of a list are all alike. */
        Optional<Leaf> leaf(String at) {
            return Field.at(this, JsonPointer.compile(at)) instanceof Leaf leaf ? Optional.of(leaf) : Optional.empty();
        }

        /** Whether the schema leaves no choice for the value at a pointer. */
        boolean isConstant(String at) {
            return Field.at(this, JsonPointer.compile(at)) instanceof Constant;
        }
    }

    /**
     * A list.
     *
     * @param item what each item is; its pointer is that of the first
     */
    record Listed(String pointer, Field item) implements Field {}

    /**
     * A single value.
     *
     * @param inside names of the objects around it as words, outermost first
     * @param schema what the value must satisfy
     */
    record Leaf(String pointer, List<String> inside, Wanted wanted, ObjectNode schema) implements Field {
        /** Whether the schema asks for text, not merely leaves the type open. */
        boolean takesText() {
            return schema.has("type");
        }
    }

    /**
     * A value the schema leaves no choice for.
     *
     * @param value the value
     */
    record Constant(String pointer, JsonNode value) implements Field {}

    /** By the parts of the pointer: a number is an item of a list, or a property that is called so. */
    private static Field at(Field field, JsonPointer pointer) {
        if (pointer.matches()) {
            return field;
        }
        return switch (field) {
            case Group group -> {
                Field inner = group.fields().get(pointer.getMatchingProperty());
                yield inner == null ? field : at(inner, pointer.tail());
            }
            case Listed list -> at(list.item(), pointer.tail());
            case Leaf leaf -> leaf;
            case Constant constant -> constant;
        };
    }

    /** What a schema without references describes. */
    static Group of(ObjectNode root) {
        return group(root, "", List.of());
    }

    private static Group group(JsonNode schema, String pointer, List<String> inside) {
        Map<String, Field> fields = new LinkedHashMap<>();
        schema.path("properties").properties().forEach(property -> {
            String name = property.getKey();
            fields.put(
                    name,
                    field(property.getValue(), pointer + "/" + InlinedSchema.escape(name), words(name), "", inside));
        });
        Set<String> required = new LinkedHashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        return new Group(pointer, fields, required);
    }

    private static Field field(JsonNode given, String pointer, String name, String outer, List<String> inside) {
        JsonNode schema = chosen(given);
        String own = given.path("description").asText(schema.path("description").asText(""));
        String description = own.isBlank() ? outer : own;
        if (schema.has("const")) {
            return new Constant(pointer, schema.get("const"));
        }
        return switch (type(schema)) {
            case "object" -> {
                List<String> around = new ArrayList<>(inside);
                around.add(name);
                yield group(schema, pointer, around);
            }
            case "array" -> new Listed(pointer, field(schema.path("items"), pointer + "/0", name, description, inside));
            default -> {
                Wanted wanted = new Wanted(wanted(schema), name, description, options(schema));
                yield new Leaf(pointer, inside, wanted, schema instanceof ObjectNode object ? object : any());
            }
        };
    }

    private static ObjectNode any() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Of several alternatives the first that is not null. */
    private static JsonNode chosen(JsonNode schema) {
        for (String keyword : List.of("anyOf", "oneOf", "allOf")) {
            for (JsonNode alternative : schema.path(keyword)) {
                if (!schema.has("type") && !type(alternative).equals("null")) {
                    return chosen(alternative);
                }
            }
        }
        return schema;
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        for (JsonNode one : type) {
            if (!one.asText().equals("null")) {
                return one.asText();
            }
        }
        return type.asText(schema.has("properties") ? "object" : "string");
    }

    private static Wanted.Type wanted(JsonNode schema) {
        return switch (type(schema)) {
            case "integer" -> Wanted.Type.INTEGER;
            case "number" -> Wanted.Type.NUMBER;
            case "boolean" -> Wanted.Type.BOOLEAN;
            default ->
                switch (schema.path("format").asText()) {
                    case "date" -> Wanted.Type.DATE;
                    case "duration" -> Wanted.Type.DURATION;
                    default -> Wanted.Type.TEXT;
                };
        };
    }

    /** Options that are strings; others are left to the type. */
    private static List<String> options(JsonNode schema) {
        List<String> options = new ArrayList<>();
        schema.path("enum").forEach(option -> {
            if (option.isTextual()) {
                options.add(option.asText());
            }
        });
        return options;
    }

    /** {@code effectiveDate}, {@code effective_date} and {@code EFFECTIVE-DATE} are "effective date". */
    static String words(String name) {
        return name.replaceAll("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})", " ")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
