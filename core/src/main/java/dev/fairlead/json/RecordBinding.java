package dev.fairlead.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes records of JSON: the counterpart of {@link RecordSchema}. */
public final class RecordBinding {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RecordBinding() {}

    /**
     * Makes a record of a JSON text. Properties the record lacks are ignored.
     *
     * @param text an answer's text
     * @param type the record, of components {@link RecordSchema} knows
     * @param <T> the record
     * @return the record
     * @throws IllegalStateException if the text is no JSON object
     * @throws IllegalArgumentException if it does not fit the record
     */
    public static <T extends Record> T bind(String text, Class<T> type) {
        JsonNode root;
        try {
            root = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw prose(type, e);
        }
        if (!root.isObject()) {
            throw prose(type, null);
        }
        return type.cast(record(root, type, ""));
    }

    private static IllegalStateException prose(Class<?> type, @Nullable Throwable cause) {
        return new IllegalStateException(
                "this answer is prose; ask with AnswerContract.of(" + type.getSimpleName() + ".class) to get JSON",
                cause);
    }

    private static Object record(JsonNode node, Class<?> type, String pointer) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " must be a record");
        }
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            values[i] = component(
                    node.path(name), components[i].getGenericType(), pointer + "/" + InlinedSchema.escape(name));
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            // A record may be private to the host's class.
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    type.getName() + " refused what stands at " + (pointer.isEmpty() ? "/" : pointer), e.getCause());
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            throw new IllegalArgumentException(type.getName() + " cannot be made", e);
        }
    }

    private static Object component(JsonNode node, Type type, String pointer) {
        boolean absent = node.isMissingNode() || node.isNull();
        if (type instanceof ParameterizedType parameterized) {
            Type argument = parameterized.getActualTypeArguments()[0];
            if (parameterized.getRawType() == Optional.class) {
                return absent ? Optional.empty() : Optional.of(component(node, argument, pointer));
            }
            if (parameterized.getRawType() == List.class) {
                return absent ? List.of() : items(node, argument, pointer);
            }
        }
        if (absent || !(type instanceof Class<?> raw)) {
            throw new IllegalArgumentException(
                    absent ? "nothing stands at " + pointer : "no JSON form for " + type.getTypeName());
        }
        return raw.isRecord() ? record(node, raw, pointer) : scalar(node, raw, pointer);
    }

    private static List<Object> items(JsonNode node, Type type, String pointer) {
        if (!node.isArray()) {
            throw misfit(node, "a list", pointer);
        }
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            items.add(component(node.get(i), type, pointer + "/" + i));
        }
        return List.copyOf(items);
    }

    private static Object scalar(JsonNode node, Class<?> type, String pointer) {
        if (type.isEnum()) {
            return constant(node, type, pointer);
        }
        if (type == String.class && node.isTextual()) {
            return node.asText();
        }
        if ((type == boolean.class || type == Boolean.class) && node.isBoolean()) {
            return node.asBoolean();
        }
        if ((type == LocalDate.class || type == Period.class) && node.isTextual()) {
            return time(node, type, pointer);
        }
        if (node.isNumber()) {
            return number(node, type, pointer);
        }
        throw misfit(node, type.getSimpleName(), pointer);
    }

    private static Object time(JsonNode node, Class<?> type, String pointer) {
        try {
            return type == LocalDate.class ? LocalDate.parse(node.asText()) : Period.parse(node.asText());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no " + type.getSimpleName() + " stands at " + pointer, e);
        }
    }

    private static Object constant(JsonNode node, Class<?> type, String pointer) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equalsIgnoreCase(node.asText())) {
                return constant;
            }
        }
        throw misfit(node, type.getSimpleName(), pointer);
    }

    private static Object number(JsonNode node, Class<?> type, String pointer) {
        if (type == double.class || type == Double.class) {
            return node.doubleValue();
        }
        if (type == BigDecimal.class) {
            return node.decimalValue();
        }
        boolean whole = node.canConvertToExactIntegral();
        if ((type == int.class || type == Integer.class) && whole && node.canConvertToInt()) {
            return node.intValue();
        }
        if ((type == long.class || type == Long.class) && whole && node.canConvertToLong()) {
            return node.longValue();
        }
        throw misfit(node, type.getSimpleName(), pointer);
    }

    private static IllegalArgumentException misfit(JsonNode node, String wanted, String pointer) {
        return new IllegalArgumentException("no " + wanted + " stands at " + pointer + ", but "
                + (node.isTextual()
                        ? "a string"
                        : "a " + node.getNodeType().name().toLowerCase(Locale.ROOT)));
    }
}
