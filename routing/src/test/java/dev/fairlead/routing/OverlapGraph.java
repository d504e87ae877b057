package dev.fairlead.routing;

import ai.onnx.proto.OnnxMl;
import java.util.Arrays;
import java.util.List;

/**
 * A small cross-encoder: its logit is how many pairs of equal tokens question and passage have, told apart by the token types
 * alone. Of two logits the first is always 1.
 */
final class OverlapGraph {
    private final OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder();

    private OverlapGraph() {}

    static byte[] of(int logits) {
        OverlapGraph overlap = new OverlapGraph();
        overlap.input("input_ids");
        overlap.input("attention_mask");
        overlap.input("token_type_ids");
        overlap.build(logits);
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(7)
                .setGraph(overlap.graph.setName("overlap"))
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(13))
                .build()
                .toByteArray();
    }

    private void build(int logits) {
        constant("rows", 1);
        constant("columns", 2);
        constant("one", 1);
        node("Cast", "types", "token_type_ids").addAttribute(attribute("to", OnnxMl.TensorProto.DataType.FLOAT_VALUE));
        node("Unsqueeze", "down", "input_ids", "columns");
        node("Unsqueeze", "across", "input_ids", "rows");
        node("Equal", "same", "down", "across");
        node("Cast", "equal", "same").addAttribute(attribute("to", OnnxMl.TensorProto.DataType.FLOAT_VALUE));
        node("Unsqueeze", "passage", "types", "rows");
        node("Unsqueeze", "typesDown", "types", "columns");
        node("Cast", "unit", "one").addAttribute(attribute("to", OnnxMl.TensorProto.DataType.FLOAT_VALUE));
        node("Sub", "question", "unit", "typesDown");
        node("Mul", "asked", "equal", "question");
        node("Mul", "held", "asked", "passage");
        node("ReduceSum", "overPassage", "held", "columns").addAttribute(attribute("keepdims", 0));
        node("ReduceSum", "match", "overPassage", "rows").addAttribute(attribute("keepdims", 1));
        if (logits == 1) {
            node("Identity", "logits", "match");
        } else {
            node("Div", "none", "match", "match");
            String[] parts = new String[logits];
            Arrays.fill(parts, "none");
            parts[logits - 1] = "match";
            node("Concat", "logits", parts).addAttribute(attribute("axis", 1));
        }
        graph.addOutput(value("logits", OnnxMl.TensorProto.DataType.FLOAT, logits));
    }

    private void input(String name) {
        graph.addInput(OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(OnnxMl.TensorProto.DataType.INT64_VALUE)
                                .setShape(OnnxMl.TensorShapeProto.newBuilder()
                                        .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder()
                                                .setDimValue(1))
                                        .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder()
                                                .setDimParam("tokens"))))));
    }

    private static OnnxMl.ValueInfoProto value(String name, OnnxMl.TensorProto.DataType type, int columns) {
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(OnnxMl.TensorShapeProto.newBuilder()
                                        .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder()
                                                .setDimValue(1))
                                        .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder()
                                                .setDimValue(columns)))))
                .build();
    }

    private void constant(String name, long value) {
        graph.addInitializer(OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(OnnxMl.TensorProto.DataType.INT64_VALUE)
                .addDims(1)
                .addInt64Data(value));
    }

    private OnnxMl.NodeProto.Builder node(String type, String output, String... inputs) {
        return graph.addNodeBuilder()
                .setOpType(type)
                .setName(output)
                .addAllInput(List.of(inputs))
                .addOutput(output);
    }

    private static OnnxMl.AttributeProto attribute(String name, long value) {
        return OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }
}
