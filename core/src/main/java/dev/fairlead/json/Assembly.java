package dev.fairlead.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.Citation;
import dev.fairlead.json.extract.Found;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts found values into the shape a schema describes, and numbers what they rest on. One JSON long. */
final class Assembly {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, List<Found>> found;
    private final List<Citation> citations = new ArrayList<>();

    Assembly(Map<String, List<Found>> found) {
        this.found = found;
    }

    /** The root, whatever is missing in it. */
    ObjectNode object(Field.Group root) {
        ObjectNode object = NODES.objectNode();
        root.fields().forEach((name, field) -> {
            int before = citations.size();
            node(field, root.required().contains(name))
                    .ifPresentOrElse(
                            value -> object.set(name, value),
                            () -> citations.subList(before, citations.size()).clear());
        });
        return object;
    }

    List<Citation> citations() {
        return citations;
    }

    private Optional<JsonNode> node(Field field, boolean required) {
        return switch (field) {
            case Field.Group group -> group(group, required);
            case Field.Listed list -> list(list);
            case Field.Leaf leaf ->
                values(leaf.pointer()).stream().findFirst().map(value -> cited(value, leaf.pointer()));
            case Field.Constant constant -> Optional.of(constant.value());
        };
    }

    /** An object that may be left out is, unless something was found for it and nothing it requires is missing. */
    private Optional<JsonNode> group(Field.Group group, boolean required) {
        int before = citations.size();
        ObjectNode object = object(group);
        boolean whole = group.required().stream().allMatch(object::has);
        return required || (whole && citations.size() > before) ? Optional.of(object) : Optional.empty();
    }

    private Optional<JsonNode> list(Field.Listed list) {
        ArrayNode array = NODES.arrayNode();
        if (list.item() instanceof Field.Leaf) {
            for (Found value : values(list.pointer())) {
                array.add(cited(value, list.pointer() + "/" + array.size()));
            }
        } else {
            node(list.item(), false).ifPresent(array::add);
        }
        return array.isEmpty() ? Optional.empty() : Optional.of(array);
    }

    private List<Found> values(String pointer) {
        return found.getOrDefault(pointer, List.of());
    }

    private JsonNode cited(Found value, String pointer) {
        citations.add(ExtractiveFiller.citation(citations.size() + 1, value.source(), pointer));
        return json(value.value());
    }

    /** A whole number is written without a fraction, whatever it was read as. */
    static JsonNode json(Object value) {
        return switch (value) {
            case Boolean flag -> NODES.booleanNode(flag);
            case Long number -> NODES.numberNode(number);
            case BigDecimal number ->
                number.stripTrailingZeros().scale() <= 0 && number.precision() - number.scale() <= 18
                        ? NODES.numberNode(number.longValueExact())
                        : NODES.numberNode(number.doubleValue());
            default -> NODES.textNode(value.toString());
        };
    }
}
