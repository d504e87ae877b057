package dev.fairlead.routing.graph;

import ai.onnx.proto.OnnxMl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A BERT encoder small enough for a test, of random weights. */
public final class TinyBert {
    /** How many tokens it knows. */
    public static final int VOCABULARY = 40;

    /** How long a text may be. */
    public static final int POSITIONS = 24;

    private static final int INNER = 20;

    private final Random random;

    private TinyBert(long seed) {
        this.random = new Random(seed);
    }

    /** Makes one of two heads a layer. */
    public static BertWeights of(int dimension, int layers, long seed) {
        TinyBert tiny = new TinyBert(seed);
        List<BertLayer> made = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            made.add(tiny.layer(dimension));
        }
        return new BertWeights(
                tiny.matrix(VOCABULARY, dimension), tiny.matrix(POSITIONS, dimension), tiny.norm(dimension), made, 2);
    }

    /** The weights as an ONNX file, under PyTorch's names, with as much of a graph around them as says what they are. */
    public static byte[] file(BertWeights weights) {
        OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder();
        graph.addNodeBuilder().setOpType("Gelu").addOutput("active");
        graph.addNodeBuilder()
                .setOpType("Add")
                .addInput("encoder.layer.0.attention.self.query.bias")
                .addOutput("queries");
        graph.addNodeBuilder().setOpType("Reshape").addInput("queries").addInput("shape");
        graph.addInitializerBuilder()
                .setName("shape")
                .setDataType(OnnxMl.TensorProto.DataType.INT64.getNumber())
                .addDims(4)
                .addAllInt64Data(List.of(0L, 0L, (long) weights.heads(), -1L));
        int dimension = weights.dimension();
        add(graph, "embeddings.word_embeddings.weight", weights.words());
        add(graph, "embeddings.position_embeddings.weight", weights.positions());
        add(graph, "embeddings.token_type_embeddings.weight", new Matrix(1, dimension, new float[dimension]));
        Map<String, Matrix> named = new TreeMap<>();
        weights.norm().name("embeddings.LayerNorm", named);
        for (int i = 0; i < weights.depth(); i++) {
            weights.layers().get(i).name(i, named);
        }
        // PyTorch keeps the matrix of a linear layer as [outputs][inputs].
        named.forEach((name, matrix) -> add(graph, name, matrix.rows() == 1 ? matrix : matrix.transposed()));
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static void add(OnnxMl.GraphProto.Builder graph, String name, Matrix matrix) {
        OnnxMl.TensorProto.Builder tensor =
                graph.addInitializerBuilder().setName(name).setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber());
        if (matrix.rows() > 1 || name.contains("token_type")) {
            tensor.addDims(matrix.rows());
        }
        tensor.addDims(matrix.columns());
        for (float value : matrix.values()) {
            tensor.addFloatData(value);
        }
    }

    private BertLayer layer(int dimension) {
        return new BertLayer(
                linear(dimension, dimension),
                linear(dimension, dimension),
                linear(dimension, dimension),
                linear(dimension, dimension),
                norm(dimension),
                linear(dimension, INNER),
                linear(INNER, dimension),
                norm(dimension));
    }

    private BertLayer.Linear linear(int inputs, int outputs) {
        return new BertLayer.Linear(matrix(inputs, outputs), matrix(1, outputs));
    }

    private BertLayer.Norm norm(int dimension) {
        Matrix scale = matrix(1, dimension);
        for (int i = 0; i < dimension; i++) {
            scale.values()[i] += 1;
        }
        return new BertLayer.Norm(scale, matrix(1, dimension));
    }

    private Matrix matrix(int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.3 * random.nextGaussian());
        }
        return new Matrix(rows, columns, values);
    }
}
