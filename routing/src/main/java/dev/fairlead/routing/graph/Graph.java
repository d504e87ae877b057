package dev.fairlead.routing.graph;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An ONNX model under construction. What is added in the same order gives the same bytes. Not thread-safe. */
final class Graph {
    private static final int INTERMEDIATE_REPRESENTATION = 9;
    private static final int OPERATOR_SET = 18;
    private static final String MICROSOFT = "com.microsoft";

    private final OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder();

    /** An input of integers, {@code int32[1][tokens]}. */
    String tokenIds(String name) {
        graph.addInput(value(name, OnnxMl.TensorProto.DataType.INT32, dimension(1), dimension("tokens")));
        return name;
    }

    /** An output, {@code float[1][tokens][columns]}. */
    void tokenOutput(String name, int columns) {
        graph.addOutput(
                value(name, OnnxMl.TensorProto.DataType.FLOAT, dimension(1), dimension("tokens"), dimension(columns)));
    }

    /** An output, {@code float[1][columns]}. */
    void output(String name, int columns) {
        graph.addOutput(value(name, OnnxMl.TensorProto.DataType.FLOAT, dimension(1), dimension(columns)));
    }

    /** A constant vector or matrix of floats. */
    String floats(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant(name, OnnxMl.TensorProto.DataType.FLOAT, bytes.array(), shape);
    }

    /** A constant matrix. */
    String matrix(String name, Matrix matrix) {
        return floats(name, matrix.values(), matrix.rows(), matrix.columns());
    }

    /** A constant vector. */
    String vector(String name, Matrix row) {
        return floats(name, row.values(), row.columns());
    }

    /** A constant matrix of eight-bit codes. */
    String codes(String name, Int8Matrix matrix) {
        return constant(name, OnnxMl.TensorProto.DataType.INT8, matrix.codes(), matrix.rows(), matrix.columns());
    }

    /** A constant of integers. */
    String longs(String name, long value, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return constant(
                name, OnnxMl.TensorProto.DataType.INT64, bytes.putLong(value).array(), shape);
    }

    private String constant(String name, OnnxMl.TensorProto.DataType type, byte[] bytes, long... shape) {
        graph.addInitializer(OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addAllDims(Arrays.stream(shape).boxed().toList())
                .setRawData(UnsafeByteOperations.unsafeWrap(bytes)));
        return name;
    }

    /** An operator of ONNX. Its first output is named like the node. */
    Node operator(String type, String name, String... inputs) {
        return new Node(graph.addNodeBuilder(), type, name, inputs);
    }

    /** An operator of ONNX Runtime's own. */
    Node fused(String type, String name, String... inputs) {
        Node node = operator(type, name, inputs);
        node.node.setDomain(MICROSOFT);
        return node;
    }

    /** A node in the graph, whose attributes and further outputs can be set. */
    static final class Node {
        private final OnnxMl.NodeProto.Builder node;

        private Node(OnnxMl.NodeProto.Builder node, String type, String name, String... inputs) {
            this.node = node.setOpType(type)
                    .setName(name)
                    .addAllInput(List.of(inputs))
                    .addOutput(name);
        }

        Node with(String attribute, long value) {
            node.addAttributeBuilder()
                    .setName(attribute)
                    .setType(OnnxMl.AttributeProto.AttributeType.INT)
                    .setI(value);
            return this;
        }

        Node with(String attribute, float value) {
            node.addAttributeBuilder()
                    .setName(attribute)
                    .setType(OnnxMl.AttributeProto.AttributeType.FLOAT)
                    .setF(value);
            return this;
        }

        Node output(String name) {
            node.addOutput(name);
            return this;
        }

        /** The name of the first output. */
        String name() {
            return node.getName();
        }
    }

    private static OnnxMl.TensorShapeProto.Dimension dimension(long size) {
        return OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(size).build();
    }

    private static OnnxMl.TensorShapeProto.Dimension dimension(String name) {
        return OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam(name).build();
    }

    private static OnnxMl.ValueInfoProto value(
            String name, OnnxMl.TensorProto.DataType type, OnnxMl.TensorShapeProto.Dimension... shape) {
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(OnnxMl.TensorShapeProto.newBuilder().addAllDim(List.of(shape)))))
                .build();
    }

    /** The file. */
    byte[] bytes(String name) {
        return bytes(name, Map.of());
    }

    /** The file, with what it says of itself. */
    byte[] bytes(String name, Map<String, String> metadata) {
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder();
        new TreeMap<>(metadata)
                .forEach((key, value) ->
                        model.addMetadataPropsBuilder().setKey(key).setValue(value));
        return model.setIrVersion(INTERMEDIATE_REPRESENTATION)
                .setProducerName("fairlead")
                .setGraph(graph.setName(name))
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder()
                        .setDomain(MICROSOFT)
                        .setVersion(1))
                .build()
                .toByteArray();
    }
}
