package dev.fairlead.routing;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The graph of a head: {@code vector[1, dimension] -> Gemm (-> Relu -> Gemm) (+ weight * nearest rows) -> logits -> Div ->
 * Softmax -> probabilities}, and the cosines to remembered examples beside it. Equal heads give equal graphs.
 */
final class IntentGraph {
    static final String INPUT = "vector";
    static final String LOGITS = "logits";
    static final String PROBABILITIES = "probabilities";

    /** The cosine to each remembered example, of a model that has a guard. */
    static final String COSINES = "cosines";

    private IntentGraph() {}

    /** A graph; with a guard it gives the cosines to its examples as well. */
    static OnnxMl.GraphProto of(IntentHead head, double temperature, Optional<IntentGuard> guard) {
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
}
