package dev.fairlead.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

/**
 * Checks JSON against a schema of draft 2020-12, formats included. Nothing is ever fetched: the schema refers to nothing once
 * it is inlined, and the draft's own schemas come with the library.
 */
final class Validator {
    private static final SchemaRegistryConfig CONFIG = SchemaRegistryConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .formatAssertionsEnabled(true)
            .locale(Locale.ENGLISH)
            .regularExpressionFactory(SafePattern::new)
            .build();
    private static final Schema DRAFT =
            registry().getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

    private final ObjectNode root;
    private final Schema schema;

    private Validator(ObjectNode root) {
        this.root = root;
        this.schema = registry().getSchema(root);
    }

    /**
     * A validator.
     *
     * @throws IllegalArgumentException if {@code schema} is none, or uses what a contract must not
     */
    static Validator of(String schema) {
        ObjectNode root = InlinedSchema.of(schema);
        for (Error error : DRAFT.validate(root)) {
            throw new IllegalArgumentException(
                    "schema is invalid at " + error.getInstanceLocation() + ": " + error.getMessage());
        }
        checkPatterns(root, "");
        return new Validator(root);
    }

    /** A validator for a part of a schema that was checked as a whole. */
    static Validator ofPart(ObjectNode part) {
        return new Validator(part);
    }

    /** A registry of its own for each schema: the library keeps what it has seen. */
    private static SchemaRegistry registry() {
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(CONFIG).schemaCacheEnabled(false));
    }

    /** The schema without references. */
    ObjectNode root() {
        return root;
    }

    /** What is wrong, in the order of the check; none where the JSON satisfies the schema. */
    List<Violation> check(JsonNode json) {
        return schema.validate(json).stream()
                .map(error -> new Violation(pointer(error), error.getMessage()))
                .distinct()
                .toList();
    }

    /** A missing property is pointed at where it should stand. */
    private static String pointer(Error error) {
        String at = error.getInstanceLocation().toString();
        String missing = error.getProperty();
        return error.getKeyword().equals("required") && missing != null ? at + "/" + InlinedSchema.escape(missing) : at;
    }

    private static void checkPatterns(JsonNode node, String pointer) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String at = pointer + "/" + InlinedSchema.escape(entry.getKey());
            if (entry.getKey().equals("pattern") && entry.getValue().isTextual()) {
                compile(entry.getValue().asText(), at);
            } else if (entry.getKey().equals("patternProperties")) {
                entry.getValue().properties().forEach(one -> compile(one.getKey(), at));
            }
            checkPatterns(entry.getValue(), at);
        }
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            checkPatterns(node.get(i), pointer + "/" + i);
        }
    }

    private static void compile(String pattern, String at) {
        try {
            new SafePattern(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("schema is invalid at " + at + ": " + e.getDescription(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("schema is invalid at " + at + ": " + e.getMessage(), e);
        }
    }
}
