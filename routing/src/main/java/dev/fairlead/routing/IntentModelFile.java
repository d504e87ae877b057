package dev.fairlead.routing;

import ai.onnx.proto.OnnxMl;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.fairlead.RoutingException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The layout of an intent model: an ONNX graph {@code vector[1, dimension] -> Gemm (-> Relu -> Gemm) -> logits -> Div ->
 * Softmax -> probabilities} (operator set 13) with the card in its metadata. Equal heads and cards give equal bytes.
 */
final class IntentModelFile {
    static final String INPUT = "vector";
    static final String LOGITS = "logits";
    static final String PROBABILITIES = "probabilities";

    /** The cosine to each remembered example, of a model that has a guard. */
    static final String COSINES = "cosines";

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
                .setGraph(graph(head, card.temperature(), guard))
                .addOpsetImport(
                        OnnxMl.OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET));
        Map<String, String> metadata = metadata(card);
        guard.ifPresent(known -> metadata.putAll(metadata(known)));
        metadata.forEach((key, value) -> model.addMetadataProps(
                OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build().toByteArray();
    }

    private static OnnxMl.GraphProto graph(IntentHead head, double temperature, Optional<IntentGuard> guard) {
        OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder()
                .setName("intents")
                .addInput(value(INPUT, head.dimension()))
                .addOutput(value(LOGITS, head.classes()))
                .addOutput(value(PROBABILITIES, head.classes()));
        String values = INPUT;
        int last = head.layers().size() - 1;
        for (int i = 0; i <= last; i++) {
            LinearLayer layer = head.layers().get(i);
            graph.addInitializer(floats("weights" + i, layer.matrix(), layer.inputs(), layer.outputs()));
            graph.addInitializer(floats("bias" + i, layer.bias(), layer.outputs()));
            String sums = i < last || head.neighbours().isPresent() ? "sums" + i : LOGITS;
            graph.addNode(node("Gemm", sums, values, "weights" + i, "bias" + i));
            if (i < last) {
                values = "hidden" + i;
                graph.addNode(node("Relu", values, sums));
            }
        }
        String linear = "sums" + last;
        head.neighbours().ifPresent(rows -> addNeighbours(graph, rows, head, linear));
        guard.ifPresent(known -> addCosines(graph, INPUT, known.examples()));
        return graph.addInitializer(floats("temperature", new float[] {(float) temperature}, 1))
                .addNode(node("Div", "scaled", LOGITS, "temperature"))
                .addNode(node("Softmax", PROBABILITIES, "scaled"))
                .build();
    }

    /**
     * Lets a graph give the cosine to each example.
     *
     * @param vector the name of a text's vector in it, {@code float[1][dimension]} of length 1
     */
    static void addCosines(OnnxMl.GraphProto.Builder graph, String vector, Examples examples) {
        graph.addOutput(value(COSINES, examples.count()))
                .addInitializer(codes("examples", examples))
                .addInitializer(floats("examples.scale", new float[] {examples.scale()}))
                .addNode(node("DequantizeLinear", "examples.values", "examples", "examples.scale"))
                .addNode(node("MatMul", COSINES, vector, "examples.values"));
    }

    /** Adds to linear logits the largest cosine to a row of each label, at the head's weight. */
    private static void addNeighbours(
            OnnxMl.GraphProto.Builder graph, Neighbours neighbours, IntentHead head, String linear) {
        Examples rows = neighbours.rows();
        long[] shape = {head.classes(), neighbours.most()};
        graph.addInitializer(floats("rows.mean", neighbours.mean(), neighbours.mean().length))
                .addInitializer(codes("rows", rows))
                .addInitializer(floats("rows.scale", new float[] {rows.scale()}))
                .addInitializer(longs("rows.places", neighbours.places(), shape))
                .addInitializer(floats("rows.weight", new float[] {head.weight()}, 1))
                .addNode(node("Sub", "centred", INPUT, "rows.mean"))
                .addNode(node("LpNormalization", "centred.unit", "centred"))
                .addNode(node("DequantizeLinear", "rows.values", "rows", "rows.scale"))
                .addNode(node("MatMul", "rows.cosines", "centred.unit", "rows.values"))
                .addNode(node("Gather", "rows.byLabel", "rows.cosines", "rows.places").toBuilder()
                        .addAttribute(attribute("axis").setI(1).setType(OnnxMl.AttributeProto.AttributeType.INT)))
                .addNode(node("ReduceMax", "rows.nearest", "rows.byLabel").toBuilder()
                        .addAttribute(attribute("axes").addInts(2).setType(OnnxMl.AttributeProto.AttributeType.INTS))
                        .addAttribute(attribute("keepdims").setI(0).setType(OnnxMl.AttributeProto.AttributeType.INT)))
                .addNode(node("Mul", "rows.weighed", "rows.nearest", "rows.weight"))
                .addNode(node("Add", LOGITS, linear, "rows.weighed"));
    }

    private static OnnxMl.AttributeProto.Builder attribute(String name) {
        return OnnxMl.AttributeProto.newBuilder().setName(name);
    }

    private static OnnxMl.TensorProto codes(String name, Examples examples) {
        return OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(OnnxMl.TensorProto.DataType.INT8.getNumber())
                .addDims(examples.dimension())
                .addDims(examples.count())
                .setRawData(ByteString.copyFrom(examples.codes()))
                .build();
    }

    private static OnnxMl.TensorProto longs(String name, long[] values, long... shape) {
        return OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(OnnxMl.TensorProto.DataType.INT64.getNumber())
                .addAllDims(Arrays.stream(shape).boxed().toList())
                .addAllInt64Data(Arrays.stream(values).boxed().toList())
                .build();
    }

    private static OnnxMl.NodeProto node(String operator, String output, String... inputs) {
        return OnnxMl.NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }

    private static OnnxMl.ValueInfoProto value(String name, int width) {
        OnnxMl.TensorShapeProto shape = OnnxMl.TensorShapeProto.newBuilder()
                .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(1))
                .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(width))
                .build();
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                                .setShape(shape)))
                .build();
    }

    private static OnnxMl.TensorProto floats(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                .addAllDims(Arrays.stream(shape).boxed().toList())
                .setRawData(ByteString.copyFrom(bytes.array()))
                .build();
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
     * The texts of remembered examples, in the order of {@link #COSINES}.
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
