package dev.fairlead.retrieval.langchain4j;

import dev.fairlead.Metadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * langchain4j's metadata as facts and back. Facts know one kind of number and no UUID, so a fact of its own says which values
 * were of which type; it also tells segments of the store from documents that came otherwise.
 */
final class SegmentMetadata {
    /** Holds one entry for each value that is no string: the type's first letter, a colon, the key. */
    static final String TYPES = "langchain4j.types";

    /** Beyond it a double no longer tells whole numbers apart. */
    private static final long EXACT = 1L << 53;

    private SegmentMetadata() {}

    /**
     * Facts of a segment.
     *
     * @throws IllegalArgumentException if a value cannot be a fact, or a key is the one that is reserved here
     */
    static Metadata toFacts(Map<String, Object> metadata) {
        Map<String, Object> facts = new LinkedHashMap<>();
        List<String> types = new ArrayList<>();
        metadata.forEach((key, value) -> {
            if (key.equals(TYPES)) {
                throw new IllegalArgumentException("metadata key '" + TYPES + "' is reserved");
            }
            facts.put(key, fact(key, value));
            if (!(value instanceof String)) {
                types.add(value.getClass().getSimpleName().charAt(0) + ":" + key);
            }
        });
        facts.put(TYPES, types);
        return new Metadata(facts);
    }

    /**
     * A value as a fact: numbers as doubles by their decimal form, as langchain4j compares them, everything else as text.
     *
     * @throws IllegalArgumentException if it is a whole number a double cannot hold, or of no type langchain4j knows
     */
    static Object fact(String key, Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag;
            case UUID uuid -> uuid.toString();
            case Long number -> exact(key, number);
            // Adding zero turns -0.0 into 0.0, which langchain4j holds for equal.
            case Number number -> Double.parseDouble(number.toString()) + 0.0;
            default ->
                throw new IllegalArgumentException("metadata value of '" + key + "' cannot be a "
                        + value.getClass().getName());
        };
    }

    private static double exact(String key, long number) {
        if (Math.abs(number) > EXACT) {
            throw new IllegalArgumentException("metadata value of '" + key
                    + "' must be a whole number of at most 2^53, was " + number + "; give it as text");
        }
        return number;
    }

    /** A segment's metadata as it was given; a document's facts as numbers and texts. */
    static dev.langchain4j.data.document.Metadata ofFacts(Metadata facts) {
        List<?> types = facts.value(TYPES).orElse(List.of()) instanceof List<?> list ? list : List.of();
        var metadata = new dev.langchain4j.data.document.Metadata();
        facts.values().forEach((key, value) -> {
            if (key.equals(TYPES)) {
                return;
            }
            switch (value) {
                case Double number -> putNumber(metadata, types, key, number);
                case String text -> putText(metadata, types, key, text);
                default -> metadata.put(key, String.valueOf(value));
            }
        });
        return metadata;
    }

    private static void putNumber(
            dev.langchain4j.data.document.Metadata metadata, List<?> types, String key, double number) {
        if (types.contains("I:" + key)) {
            metadata.put(key, (int) number);
        } else if (types.contains("L:" + key)) {
            metadata.put(key, (long) number);
        } else if (types.contains("F:" + key)) {
            metadata.put(key, (float) number);
        } else {
            metadata.put(key, number);
        }
    }

    private static void putText(
            dev.langchain4j.data.document.Metadata metadata, List<?> types, String key, String text) {
        if (types.contains("U:" + key)) {
            metadata.put(key, UUID.fromString(text));
        } else {
            metadata.put(key, text);
        }
    }
}
