package dev.fairlead.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.json.value.Reading;
import dev.fairlead.json.value.ValueReader;
import dev.fairlead.json.value.Wanted;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns values into the type a schema asks for where that changes their form and not what they say: {@code "5"} into 5, an
 * option in other letters, a written date into ISO 8601, one value into a list of one, null into nothing. What cannot be
 * turned stays as it is, for the check to refuse.
 */
final class Coercion {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> YES = Set.of("true", "yes", "y");
    private static final Pattern JOINT =
            Pattern.compile("(?<=[\\p{L}\\p{N}])[\\s_.,/\\p{Pd}]+(?=[\\p{L}\\p{N}])|(?<=\\p{L})\\.$");
    private static final Set<String> NO = Set.of("false", "no", "n");

    private Coercion() {}

    static JsonNode coerce(JsonNode value, Field field) {
        return switch (field) {
            case Field.Group group -> value instanceof ObjectNode object ? object(object, group) : value;
            case Field.Listed list -> list(value, list);
            case Field.Leaf leaf -> leaf(value, leaf);
            case Field.Constant constant -> value;
        };
    }

    private static JsonNode object(ObjectNode object, Field.Group group) {
        ObjectNode coerced = NODES.objectNode();
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            String name = property.getKey();
            Field field = group.fields().get(name);
            JsonNode value = field == null ? property.getValue() : coerce(property.getValue(), field);
            boolean nothing =
                    value.isNull() && field != null && !group.required().contains(name);
            if (!nothing) {
                coerced.set(name, value);
            }
        }
        return coerced;
    }

    private static JsonNode list(JsonNode value, Field.Listed list) {
        if (value.isNull()) {
            return value;
        }
        ArrayNode items = NODES.arrayNode();
        if (value instanceof ArrayNode array) {
            array.forEach(item -> items.add(coerce(item, list.item())));
        } else {
            items.add(coerce(value, list.item()));
        }
        return items;
    }

    private static JsonNode leaf(JsonNode value, Field.Leaf leaf) {
        Wanted wanted = leaf.wanted();
        if (value.isNull() || value.isContainerNode()) {
            return value;
        }
        String written = value.asText().strip();
        if (!wanted.options().isEmpty()) {
            return option(written, wanted.options())
                    .<JsonNode>map(NODES::textNode)
                    .orElse(value);
        }
        return switch (wanted.type()) {
            case TEXT -> leaf.takesText() && !value.isTextual() ? NODES.textNode(written) : value;
            case BOOLEAN -> value.isTextual() ? truth(written, value) : value;
            case NUMBER, INTEGER -> number(written, value);
            case DATE, DURATION ->
                only(written, wanted).<JsonNode>map(NODES::textNode).orElse(value);
        };
    }

    /** Signs other than what joins words count: "C#" is not "C", ">=" is not ">". */
    private static Optional<String> option(String written, List<String> options) {
        if (options.contains(written)) {
            return Optional.of(written);
        }
        String plain = plain(written);
        List<String> alike =
                options.stream().filter(option -> plain(option).equals(plain)).toList();
        return alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty();
    }

    private static String plain(String option) {
        return JOINT.matcher(option.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static JsonNode truth(String written, JsonNode value) {
        String lower = written.toLowerCase(Locale.ROOT);
        return YES.contains(lower) || NO.contains(lower) ? NODES.booleanNode(YES.contains(lower)) : value;
    }

    private static JsonNode number(String written, JsonNode value) {
        String plain = written.replace(",", "");
        if (value.isNumber() || (value.isTextual() && plain.matches("[+-]?\\d{1,15}(?:\\.\\d{1,6})?"))) {
            return value.isNumber() ? number(value) : Assembly.json(new BigDecimal(plain));
        }
        return value;
    }

    /** A number too large for a double is none that JSON could carry on; the check refuses it as text. */
    private static JsonNode number(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value;
        }
        return Double.isFinite(value.doubleValue())
                ? Assembly.json(value.decimalValue())
                : NODES.textNode(value.asText());
    }

    /** The one value a text states, if it is in another form already wanted. */
    private static Optional<String> only(String written, Wanted wanted) {
        List<Reading> readings = ValueReader.of(wanted).read(written);
        return readings.size() == 1 ? Optional.of(readings.getFirst().value().toString()) : Optional.empty();
    }

    /** Nothing, as JSON writes it. */
    static boolean isNothing(JsonNode node) {
        return node.isMissingNode() || node.equals(NullNode.getInstance());
    }
}
