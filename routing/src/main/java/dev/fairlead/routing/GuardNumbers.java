package dev.fairlead.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.StringJoiner;

/** The numbers of an {@link IntentGuard} as JSON, its examples left out: those lie in the graph. */
final class GuardNumbers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GuardNumbers() {}

    static String text(IntentGuard guard) {
        return "{\"logit\":" + array(guard.logit().mean(), guard.logit().deviation()) + ",\"nearest\":"
                + array(guard.nearest().mean(), guard.nearest().deviation())
                + guard.outside().map(GuardNumbers::outside).orElse("") + ",\"typical\":" + array(guard.typical())
                + ",\"misfit\":" + array(guard.misfit()) + "}";
    }

    private static String outside(IntentGuard.Outside outside) {
        return ",\"outside\":" + outside.label() + ",\"gap\":"
                + array(outside.gap().mean(), outside.gap().deviation());
    }

    private static String array(float... values) {
        StringJoiner array = new StringJoiner(",", "[", "]");
        for (float value : values) {
            array.add(Float.toString(value));
        }
        return array.toString();
    }

    /** Reads them back: {@code IllegalArgumentException} where one is missing, or a label is none of so many. */
    static IntentGuard read(String text, int labels) throws JsonProcessingException {
        JsonNode numbers = JSON.readTree(text);
        return new IntentGuard(
                Examples.none(),
                spread(numbers.required("logit")),
                spread(numbers.required("nearest")),
                outside(numbers, labels),
                floats(numbers.required("typical")),
                floats(numbers.required("misfit")));
    }

    private static Optional<IntentGuard.Outside> outside(JsonNode numbers, int labels) {
        if (!numbers.has("outside")) {
            return Optional.empty();
        }
        int label = numbers.get("outside").asInt(-1);
        if (label < 0 || label >= labels) {
            throw new IllegalArgumentException("outside must be in [0, " + labels + "), was " + numbers.get("outside"));
        }
        return Optional.of(new IntentGuard.Outside(label, spread(numbers.required("gap"))));
    }

    private static IntentGuard.Spread spread(JsonNode pair) {
        return new IntentGuard.Spread(
                (float) pair.required(0).asDouble(), (float) pair.required(1).asDouble());
    }

    private static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) array.get(i).asDouble();
        }
        return values;
    }
}
