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
 * @param nothing whether the reply says in so many words that there is no answer
 */
record Envelope(JsonNode answer, Map<String, Set<Integer>> sources, boolean repaired, boolean nothing) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> NUMBERED = List.of("passage", "passages", "number", "numbers", "source", "id");
    private static final Pattern LISTED =
            Pattern.compile("(?i)[\\s\\[(#]*(?:(?:passages?|sources?|no\\.?)[\\s\\[(#:]*)?\\d{1,4}"
                    + "(?:[\\s,;&()\\[\\]#]+(?:and\\s+)?\\d{1,4}){0,30}[\\s\\])]*");
    private static final Pattern SAID_NULL = Pattern.compile("\\{\\s*[\"']?answer[\"']?\\s*:\\s*(?:null|None)\\s*[,}]");
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
        // A reply that was cut off before its answer is repaired to null as well.
        boolean nothing =
                answer.isNull() && (!repaired || SAID_NULL.matcher(reply).find());
        return new Envelope(Coercion.coerce(answer, root), sources(read.path("sources"), root), repaired, nothing);
    }

    private static JsonNode strictly(String text) {
        try {
            JsonNode read = MAPPER.readTree(text);
            return read.isContainerNode() ? read : MAPPER.missingNode();
        } catch (JsonProcessingException e) {
            return MAPPER.missingNode();
        }
    }

    private static Map<String, Set<Integer>> sources(JsonNode given, Field.Group root) {
        Map<String, Set<Integer>> sources = new LinkedHashMap<>();
        given.properties().forEach(entry -> {
            Set<Integer> numbers = sources.computeIfAbsent(pointer(entry.getKey(), root), key -> new LinkedHashSet<>());
            numbers(entry.getValue(), numbers);
        });
        return sources;
    }

    /** {@code effectiveDate}, {@code #/effectiveDate}, {@code /answer/effectiveDate} and {@code $.effectiveDate} all mean the same. */
    private static String pointer(String key, Field.Group root) {
        if (root.fields().containsKey(key)) {
            return "/" + InlinedSchema.escape(key);
        }
        String plain = key.strip().replaceFirst("^[#$]", "");
        if (!plain.startsWith("/") && !plain.isEmpty()) {
            plain = "/" + plain.replaceFirst("^\\.", "").replace('.', '/').replaceAll("\\[(\\d+)]", "/$1");
        }
        // A form may have a field called "answer" itself.
        return root.fields().containsKey("answer") ? plain : plain.replaceFirst("^/answer(?=/|$)", "");
    }

    /** Whole numbers, alone or in short text such as "passage 2"; those inside a quote are no passages. */
    private static void numbers(JsonNode given, Set<Integer> numbers) {
        if (given.isArray()) {
            given.forEach(item -> numbers(item, numbers));
        } else if (given.isObject()) {
            NUMBERED.forEach(name -> numbers(given.path(name), numbers));
        } else if (given.isIntegralNumber() && given.canConvertToInt()) {
            numbers.add(given.intValue());
        } else if (given.isTextual() && LISTED.matcher(given.asText()).matches()) {
            Matcher number = NUMBER.matcher(given.asText());
            while (number.find()) {
                numbers.add(Integer.parseInt(number.group()));
            }
        }
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
