package dev.fairlead.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.json.repair.JsonRepair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model's reply taken apart.
 *
 * @param answer the form, coerced to the schema; missing where the reply holds none
 * @param sources numbers of passages by the JSON Pointer of a field, as the reply gave them
 * @param repaired whether the reply was no JSON as it stood
 */
record Envelope(JsonNode answer, Map<String, Set<Integer>> sources, boolean repaired) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

    static Envelope of(String reply, Field.Group root) {
        JsonNode whole = strictly(reply);
        boolean repaired = whole.isMissingNode();
        JsonNode read =
                repaired ? JsonRepair.repair(reply).map(Envelope::strictly).orElse(whole) : whole;
        // Some models leave the envelope out; a form may have a field called "answer" itself.
        boolean enveloped =
                read.has("answer") && (read.has("sources") || !root.fields().containsKey("answer"));
        JsonNode answer = enveloped ? read.get("answer") : read;
        return new Envelope(Coercion.coerce(answer, root), sources(read.path("sources")), repaired);
    }

    private static JsonNode strictly(String text) {
        try {
            JsonNode read = MAPPER.readTree(text);
            return read.isContainerNode() ? read : MAPPER.missingNode();
        } catch (JsonProcessingException e) {
            return MAPPER.missingNode();
        }
    }

    private static Map<String, Set<Integer>> sources(JsonNode given) {
        Map<String, Set<Integer>> sources = new LinkedHashMap<>();
        given.properties().forEach(entry -> {
            Set<Integer> numbers = sources.computeIfAbsent(pointer(entry.getKey()), key -> new LinkedHashSet<>());
            Matcher number = NUMBER.matcher(entry.getValue().toString());
            while (number.find()) {
                numbers.add(Integer.parseInt(number.group()));
            }
        });
        return sources;
    }

    /** {@code effectiveDate}, {@code #/effectiveDate}, {@code /answer/effectiveDate} and {@code $.effectiveDate} all mean the same. */
    private static String pointer(String key) {
        String plain = key.strip().replaceFirst("^[#$]", "").replaceFirst("^/?answer(?=/)", "");
        if (plain.startsWith("/")) {
            return plain;
        }
        String path = plain.replaceFirst("^\\.", "").replace('.', '/').replaceAll("\\[(\\d+)]", "/$1");
        return path.isEmpty() ? "" : "/" + path;
    }

    /** The numbers given for a field, or for what holds it. */
    Set<Integer> sources(String pointer) {
        for (String at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
            Set<Integer> numbers = sources.get(at);
            if (numbers != null) {
                return numbers;
            }
        }
        return sources.getOrDefault("", Set.of());
    }

    /** JSON Pointers of the answer's single values, in the order they stand. */
    List<String> leaves() {
        List<String> leaves = new ArrayList<>();
        collect(answer, "", leaves);
        return leaves;
    }

    private static void collect(JsonNode node, String pointer, List<String> leaves) {
        if (node.isObject()) {
            node.properties()
                    .forEach(property -> collect(
                            property.getValue(), pointer + "/" + InlinedSchema.escape(property.getKey()), leaves));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), pointer + "/" + i, leaves);
            }
        } else if (!Coercion.isNothing(node)) {
            leaves.add(pointer);
        }
    }
}
