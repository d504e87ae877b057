package dev.fairlead.routing;

import ai.onnx.proto.OnnxMl;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.fairlead.RoutingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The layout of an intent model: an {@link IntentGraph} of operator set 13 with the card in its metadata. Equal heads and cards
 * give equal bytes.
 */
final class IntentModelFile {
    private static final String PREFIX = "fairlead.";
    private static final String FORMAT = PREFIX + "format";
    private static final String LABELS = PREFIX + "labels";
    private static final String ENCODER = PREFIX + "encoder";
    private static final String TEMPERATURE = PREFIX + "temperature";
    private static final String DATA = PREFIX + "data.sha256";
    private static final String ROWS = PREFIX + "rows";
    private static final String SEED = PREFIX + "seed";
    private static final String HELD_OUT = PREFIX + "heldout.";
    private static final String CONFUSIONS = HELD_OUT + "confusions";
    private static final String THRESHOLD = PREFIX + "threshold";
    private static final String SETTING = PREFIX + "setting.";
    private static final String GUARD = PREFIX + "guard";
    private static final String EXAMPLES = PREFIX + "examples";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OPERATOR_SET = 13;
    private static final int INTERMEDIATE_REPRESENTATION = 8;

    private IntentModelFile() {}

    /** The bytes of a model file. */
    static byte[] write(IntentHead head, IntentModelCard card) {
        return write(head, card, Optional.empty());
    }

    /** The bytes of a model file whose graph gives the nearest example as well, where there is a guard. */
    static byte[] write(IntentHead head, IntentModelCard card, Optional<IntentGuard> guard) {
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder()
                .setIrVersion(INTERMEDIATE_REPRESENTATION)
                .setProducerName("fairlead")
                .setGraph(IntentGraph.of(head, card.temperature(), guard))
                .addOpsetImport(
                        OnnxMl.OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET));
        Map<String, String> metadata = metadata(card);
        guard.ifPresent(known -> metadata.putAll(metadata(known)));
        metadata.forEach((key, value) -> model.addMetadataProps(
                OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build().toByteArray();
    }

    /**
     * What an ONNX file says of itself.
     *
     * @param name the file's name, for messages
     * @throws RoutingException if this is no ONNX file
     */
    static Map<String, String> metadata(byte[] model, String name) {
        try {
            Map<String, String> metadata = new HashMap<>();
            OnnxMl.ModelProto.parseFrom(model)
                    .getMetadataPropsList()
                    .forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
            return metadata;
        } catch (InvalidProtocolBufferException e) {
            throw new RoutingException("intent model " + name + " is no ONNX file: " + e.getMessage(), e);
        }
    }

    /** A card as entries of a file's metadata. */
    static Map<String, String> metadata(IntentModelCard card) {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put(LABELS, json(card.labels()));
        metadata.put(FORMAT, Integer.toString(card.format()));
        metadata.put(ENCODER, card.encoder());
        metadata.put(TEMPERATURE, Double.toString(card.temperature()));
        metadata.put(DATA, card.dataHash());
        metadata.put(ROWS, Integer.toString(card.rows()));
        metadata.put(SEED, Long.toString(card.seed()));
        IntentModelCard.HeldOut heldOut = card.heldOut();
        metadata.put(HELD_OUT + "scheme", heldOut.scheme());
        metadata.put(HELD_OUT + "rows", Integer.toString(heldOut.rows()));
        metadata.put(HELD_OUT + "accuracy", Double.toString(heldOut.accuracy()));
        metadata.put(HELD_OUT + "ece", Double.toString(heldOut.calibrationError()));
        metadata.put(HELD_OUT + "logloss", Double.toString(heldOut.logLoss()));
        metadata.put(HELD_OUT + "logloss.raw", Double.toString(heldOut.rawLogLoss()));
        metadata.put(CONFUSIONS, json(heldOut.confusions()));
        metadata.put(THRESHOLD, Double.toString(card.threshold()));
        card.settings().forEach((setting, value) -> metadata.put(SETTING + setting, value));
        return metadata;
    }

    /** A guard as entries of a file's metadata, with the texts of its examples. */
    static Map<String, String> metadata(IntentGuard guard) {
        return Map.of(
                GUARD, GuardNumbers.text(guard), EXAMPLES, json(guard.examples().texts()));
    }

    private static String json(List<?> values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new AssertionError("strings and records of strings are always JSON", e);
        }
    }

    /**
     * The texts of remembered examples, in the order of {@link IntentGraph#COSINES}.
     *
     * @param metadata the metadata of an ONNX file
     * @param name the file's name, for messages
     * @return none where the file does not hold them
     * @throws RoutingException if they are broken
     */
    static List<LabelledText> examples(Map<String, String> metadata, String name) {
        try {
            return List.of(JSON.readValue(metadata.getOrDefault(EXAMPLES, "[]"), LabelledText[].class));
        } catch (JsonProcessingException e) {
            throw new RoutingException("intent model " + name + " has broken metadata: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a guard back, its examples left in the graph.
     *
     * @param labels how many the model has
     * @throws RoutingException if it is broken
     */
    static Optional<IntentGuard> guard(Map<String, String> metadata, String name, int labels) {
        try {
            String numbers = metadata.get(GUARD);
            return numbers == null ? Optional.empty() : Optional.of(GuardNumbers.read(numbers, labels));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw new RoutingException("intent model " + name + " has broken metadata: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a card back.
     *
     * @param metadata the metadata of an ONNX file
     * @param name the file's name, for messages
     * @throws RoutingException if this is no intent model, or one of a newer layout
     */
    static IntentModelCard card(Map<String, String> metadata, String name) {
        try {
            int format = Integer.parseInt(entry(metadata, FORMAT, name));
            if (format > IntentModelCard.FORMAT) {
                throw new RoutingException("intent model " + name + " has format " + format
                        + ", this version of Fairlead reads up to format " + IntentModelCard.FORMAT);
            }
            List<String> labels = List.of(JSON.readValue(entry(metadata, LABELS, name), String[].class));
            return new IntentModelCard(
                    format,
                    labels,
                    entry(metadata, ENCODER, name),
                    Double.parseDouble(entry(metadata, TEMPERATURE, name)),
                    entry(metadata, DATA, name),
                    Integer.parseInt(entry(metadata, ROWS, name)),
                    Long.parseLong(entry(metadata, SEED, name)),
                    heldOut(metadata, name),
                    Double.parseDouble(metadata.getOrDefault(THRESHOLD, "0")),
                    settings(metadata));
        } catch (NumberFormatException | JsonProcessingException e) {
            throw new RoutingException("intent model " + name + " has broken metadata: " + e.getMessage(), e);
        }
    }

    private static IntentModelCard.HeldOut heldOut(Map<String, String> metadata, String name)
            throws JsonProcessingException {
        String confusions = metadata.getOrDefault(CONFUSIONS, "[]");
        return new IntentModelCard.HeldOut(
                entry(metadata, HELD_OUT + "scheme", name),
                Integer.parseInt(entry(metadata, HELD_OUT + "rows", name)),
                Double.parseDouble(entry(metadata, HELD_OUT + "accuracy", name)),
                Double.parseDouble(entry(metadata, HELD_OUT + "ece", name)),
                Double.parseDouble(entry(metadata, HELD_OUT + "logloss", name)),
                Double.parseDouble(entry(metadata, HELD_OUT + "logloss.raw", name)),
                List.of(JSON.readValue(confusions, IntentModelCard.Confusion[].class)));
    }

    private static Map<String, String> settings(Map<String, String> metadata) {
        Map<String, String> settings = new TreeMap<>();
        metadata.forEach((key, value) -> {
            if (key.startsWith(SETTING)) {
                settings.put(key.substring(SETTING.length()), value);
            }
        });
        return settings;
    }

    private static String entry(Map<String, String> metadata, String key, String name) {
        String value = metadata.get(key);
        if (value == null) {
            throw new RoutingException("model " + name + " is no intent model of Fairlead: its metadata lacks " + key);
        }
        return value;
    }
}
