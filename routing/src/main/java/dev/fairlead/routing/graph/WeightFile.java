package dev.fairlead.routing.graph;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import dev.fairlead.EncodingException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An ONNX file as a table of named weights. A linear layer's matrix may have lost its name when the model was exported: it is
 * then found through the bias, which keeps its name, as the matrix of the product the bias is added to.
 */
final class WeightFile {
    private static final String WORDS = "embeddings.word_embeddings.weight";
    private static final int FLOAT = OnnxMl.TensorProto.DataType.FLOAT.getNumber();

    private final String name;
    private final String prefix;
    private final List<OnnxMl.NodeProto> nodes;
    private final Map<String, OnnxMl.TensorProto> tensors = new HashMap<>();
    private final Map<String, OnnxMl.NodeProto> producers = new HashMap<>();

    /**
     * Opens a file.
     *
     * @param content the file; not copied, not to be changed
     * @param name the file's name, for messages
     * @throws EncodingException if it is no ONNX file of a BERT encoder
     */
    WeightFile(byte[] content, String name) {
        this.name = name;
        OnnxMl.GraphProto graph = parse(content, name).getGraph();
        this.nodes = graph.getNodeList();
        for (OnnxMl.TensorProto tensor : graph.getInitializerList()) {
            tensors.put(tensor.getName(), tensor);
        }
        for (OnnxMl.NodeProto node : nodes) {
            node.getOutputList().forEach(output -> producers.put(output, node));
            if (node.getOpType().equals("Constant")) {
                tensors.put(node.getOutput(0), node.getAttribute(0).getT());
            }
        }
        this.prefix = tensors.keySet().stream()
                .filter(tensor -> tensor.endsWith(WORDS))
                .map(tensor -> tensor.substring(0, tensor.length() - WORDS.length()))
                .min(String::compareTo)
                .orElseThrow(() -> new EncodingException("file " + name + " holds no BERT encoder: it lacks " + WORDS));
    }

    private static OnnxMl.ModelProto parse(byte[] content, String name) {
        // Tensors share the array of the file: a second copy of the weights would be the largest thing on the heap.
        CodedInputStream in = UnsafeByteOperations.unsafeWrap(content).newCodedInput();
        in.enableAliasing(true);
        try {
            return OnnxMl.ModelProto.parseFrom(in);
        } catch (IOException e) {
            throw new EncodingException("file " + name + " is no ONNX model: " + e.getMessage(), e);
        }
    }

    /** Whether the graph has an operator. */
    boolean has(String operator) {
        return nodes.stream().anyMatch(node -> node.getOpType().equals(operator));
    }

    /** Whether there is a tensor of this name. */
    boolean holds(String weight) {
        return tensors.containsKey(prefix + weight);
    }

    /**
     * A tensor as it is stored.
     *
     * @throws EncodingException if there is none of this name, or it does not hold floats
     */
    Matrix stored(String weight) {
        return matrix(tensor(prefix + weight));
    }

    /**
     * A vector, as a matrix of one row.
     *
     * @throws EncodingException if there is none of this name and length
     */
    Matrix vector(String weight, int length) {
        Matrix vector = stored(weight);
        check(weight, vector, 1, length);
        return vector;
    }

    /**
     * Refuses a matrix of another shape.
     *
     * @throws EncodingException that names it
     */
    void check(String weight, Matrix matrix, int rows, int columns) {
        if (matrix.rows() != rows || matrix.columns() != columns) {
            throw new EncodingException("file " + name + " holds " + weight + " of " + matrix.rows() + " x "
                    + matrix.columns() + " values, not " + rows + " x " + columns);
        }
    }

    /**
     * The matrix of a linear layer, {@code [inputs][outputs]}.
     *
     * @param layer such as {@code encoder.layer.0.output.dense}
     * @throws EncodingException if it is not found
     */
    Matrix linear(String layer) {
        String weight = prefix + layer + ".weight";
        if (tensors.containsKey(weight)) {
            return matrix(tensor(weight)).transposed(); // stored as [outputs][inputs]
        }
        return added(layer)
                .flatMap(this::matrixOf)
                .orElseThrow(() -> new EncodingException("file " + name + " lacks " + weight
                        + ", and no product is added to " + prefix + layer + ".bias"));
    }

    /**
     * How many attention heads there are: the third of four numbers that the queries are reshaped to.
     *
     * @throws EncodingException if no such reshaping is found
     */
    int heads(String queries) {
        return added(queries)
                .map(sum -> sum.getOutput(0))
                .flatMap(sum -> consumer("Reshape", sum))
                .flatMap(reshape -> number(reshape.getInput(1), 2))
                .orElseThrow(() -> new EncodingException("file " + name + " does not say how many heads " + queries
                        + " has: they are not reshaped to four dimensions"));
    }

    /** The sum with a layer's bias. */
    private Optional<OnnxMl.NodeProto> added(String layer) {
        return consumer("Add", prefix + layer + ".bias");
    }

    private Optional<OnnxMl.NodeProto> consumer(String operator, String input) {
        return nodes.stream()
                .filter(node ->
                        node.getOpType().equals(operator) && node.getInputList().contains(input))
                .findFirst();
    }

    private Optional<Matrix> matrixOf(OnnxMl.NodeProto sum) {
        return sum.getInputList().stream()
                .map(producers::get)
                .filter(node -> node != null && node.getOpType().equals("MatMul"))
                .map(product -> matrix(tensor(product.getInput(1))))
                .findFirst();
    }

    /** One number of a shape, which is a tensor, or concatenated from several of one number. */
    private Optional<Integer> number(String shape, int index) {
        if (tensors.containsKey(shape)) {
            return Optional.of((int) longs(tensor(shape))[index]);
        }
        OnnxMl.NodeProto parts = producers.get(shape);
        if (parts == null || !parts.getOpType().equals("Concat") || parts.getInputCount() <= index) {
            return Optional.empty();
        }
        String part = parts.getInput(index);
        return tensors.containsKey(part) ? Optional.of((int) longs(tensor(part))[0]) : Optional.empty();
    }

    private OnnxMl.TensorProto tensor(String tensor) {
        OnnxMl.TensorProto found = tensors.get(tensor);
        if (found == null) {
            throw new EncodingException("file " + name + " lacks " + tensor);
        }
        return found;
    }

    private Matrix matrix(OnnxMl.TensorProto tensor) {
        if (tensor.getDataType() != FLOAT || tensor.getDimsCount() < 1 || tensor.getDimsCount() > 2) {
            throw new EncodingException("file " + name + " holds " + tensor.getName() + " as type "
                    + OnnxMl.TensorProto.DataType.forNumber(tensor.getDataType()) + " of dimensions "
                    + tensor.getDimsList() + ", not as a matrix of 32-bit floats");
        }
        int columns = Math.toIntExact(tensor.getDims(tensor.getDimsCount() - 1));
        float[] values = floats(tensor);
        return new Matrix(values.length / columns, columns, values);
    }

    private static float[] floats(OnnxMl.TensorProto tensor) {
        ByteString raw = tensor.getRawData();
        FloatBuffer buffer =
                raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[] values = new float[raw.isEmpty() ? tensor.getFloatDataCount() : buffer.remaining()];
        if (!raw.isEmpty()) {
            buffer.get(values);
            return values;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.getFloatData(i);
        }
        return values;
    }

    private static long[] longs(OnnxMl.TensorProto tensor) {
        ByteString raw = tensor.getRawData();
        if (raw.isEmpty()) {
            return tensor.getInt64DataList().stream().mapToLong(Long::longValue).toArray();
        }
        long[] values = new long[raw.size() / Long.BYTES];
        raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(values);
        return values;
    }
}
