package dev.fairlead.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.model.output.structured.Description;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The JSON Schema of a record. */
public final class RecordSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<Class<?>> INTEGERS = Set.of(int.class, Integer.class, long.class, Long.class);
    private static final Set<Class<?>> NUMBERS = Set.of(double.class, Double.class, BigDecimal.class);
    private static final Set<Class<?>> BOOLEANS = Set.of(boolean.class, Boolean.class);

    private RecordSchema() {}

    /**
     * The schema of a record.
     *
     * @param type the record
     * @return JSON Schema as text
     * @throws IllegalArgumentException if a component is of a type JSON has no form for, or the record contains itself
     */
    public static String of(Class<? extends Record> type) {
        return object(type, Set.of()).toString();
    }

    private static ObjectNode object(Class<?> type, Set<Class<?>> inside) {
        if (inside.contains(type)) {
            throw new IllegalArgumentException("record " + type.getName() + " must not contain itself");
        }
        Set<Class<?>> around = new HashSet<>(inside);
        around.add(type);
        ObjectNode schema = NODES.objectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        var required = schema.putArray("required");
        for (RecordComponent component : type.getRecordComponents()) {
            boolean optional = component.getType() == Optional.class;
            ObjectNode property =
                    of(optional ? argument(component.getGenericType()) : component.getGenericType(), around);
            description(type, component).ifPresent(description -> property.put("description", description));
            properties.set(component.getName(), property);
            if (!optional) {
                required.add(component.getName());
            }
        }
        return schema;
    }

    /** The annotation may stand on fields only, which is where the compiler then puts it. */
    private static Optional<String> description(Class<?> type, RecordComponent component) {
        try {
            java.lang.reflect.Field field = type.getDeclaredField(component.getName());
            return Optional.ofNullable(field.getAnnotation(Description.class))
                    .map(description -> String.join(" ", description.value()));
        } catch (NoSuchFieldException e) {
            throw new IllegalArgumentException("record " + type.getName() + " must have a field for each component", e);
        }
    }

    private static ObjectNode of(Type type, Set<Class<?>> around) {
        ObjectNode schema = NODES.objectNode();
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            schema.put("type", "array").set("items", of(argument(type), around));
        } else if (type instanceof Class<?> raw && raw.isRecord()) {
            return object(raw, around);
        } else if (type instanceof Class<?> raw && raw.isEnum()) {
            var names = schema.put("type", "string").putArray("enum");
            for (Object constant : raw.getEnumConstants()) {
                names.add(((Enum<?>) constant).name());
            }
        } else if (type == String.class) {
            schema.put("type", "string");
        } else if (type == LocalDate.class) {
            schema.put("type", "string").put("format", "date");
        } else if (type == Period.class) {
            schema.put("type", "string").put("format", "duration");
        } else if (INTEGERS.contains(type)) {
            schema.put("type", "integer");
        } else if (NUMBERS.contains(type)) {
            schema.put("type", "number");
        } else if (BOOLEANS.contains(type)) {
            schema.put("type", "boolean");
        } else {
            throw new IllegalArgumentException("no JSON form for " + type.getTypeName()
                    + "; use strings, numbers, booleans, LocalDate, Period, enumerations, records, or lists of them");
        }
        return schema;
    }

    private static Type argument(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return parameterized.getActualTypeArguments()[0];
        }
        throw new IllegalArgumentException(type.getTypeName() + " must say what it holds");
    }
}
