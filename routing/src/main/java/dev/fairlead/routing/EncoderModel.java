package dev.fairlead.routing;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.fairlead.EncodingException;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A sentence encoder's graph: token ids in; out come token vectors, {@code float[1][tokens][dimension]}, or, of a graph that
 * pools inside, their one vector, {@code sentence_embedding float[1][dimension]}. Feeds only the inputs the graph declares.
 * Or, of a cross-encoder or a classifier, logits, and one more row where it is asked for. Thread-safe; runs on the caller's thread.
 */
final class EncoderModel implements AutoCloseable {
    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";
    private static final Set<String> INPUTS = Set.of(IDS, MASK, TYPES);
    // By this name alone: two dimensions may as well be the logits of a classifier.
    private static final String POOLED = "sentence_embedding";

    private final String name;
    private final OrtSession session;
    private final Map<String, OnnxJavaType> inputs;
    private final List<String> outputs;

    private EncoderModel(String name, OrtSession session, Output output) throws OrtException {
        this.name = name;
        this.session = session;
        this.inputs = declaredInputs(name, session);
        this.outputs = output.of(name, session);
    }

    /** Says which of a graph's outputs are wanted. */
    private interface Output {
        List<String> of(String name, OrtSession session) throws OrtException;
    }

    /**
     * Opens a model.
     *
     * @param model the file's content
     * @param name the file's name, for messages
     * @throws EncodingException if the content is no ONNX model, or not one of an encoder
     */
    static EncoderModel open(byte[] model, String name) {
        return open(model, name, (file, session) -> List.of(vectors(file, session)));
    }

    /**
     * Opens a model that gives logits, {@code float[1][logits]}, for a pair of texts.
     *
     * @param model the file's content
     * @param name the file's name, for messages
     * @throws EncodingException if the content is no ONNX model, or has no such output
     */
    static EncoderModel openScorer(byte[] model, String name) {
        return open(model, name, (file, session) -> List.of(logits(file, session)));
    }

    /**
     * As {@link #openScorer(byte[], String)}, of a model that gives another row of floats as well.
     *
     * @param other the name of that output
     */
    static EncoderModel openScorer(byte[] model, String name, String other) {
        return open(model, name, (file, session) -> {
            NodeInfo row = session.getOutputInfo().get(other);
            if (row == null || !isFloats(row, 2)) {
                throw new EncodingException("model " + file + " has no output '" + other + "'; its outputs are "
                        + session.getOutputNames());
            }
            return List.of(logits(file, session), other);
        });
    }

    private static EncoderModel open(byte[] model, String name, Output output) {
        OrtSession session;
        try {
            session = NativeRuntime.open(model);
        } catch (OrtException e) {
            throw new EncodingException("model " + name + " cannot be loaded: " + e.getMessage(), e);
        }
        try {
            return new EncoderModel(name, session, output);
        } catch (OrtException e) {
            close(session, name);
            throw new EncodingException("model " + name + " cannot be read: " + e.getMessage(), e);
        } catch (EncodingException e) {
            close(session, name);
            throw e;
        }
    }

    private static Map<String, OnnxJavaType> declaredInputs(String name, OrtSession session) throws OrtException {
        Map<String, OnnxJavaType> inputs = new HashMap<>();
        for (NodeInfo node : session.getInputInfo().values()) {
            if (!INPUTS.contains(node.getName())) {
                throw new EncodingException("model " + name + " wants an input '" + node.getName()
                        + "'; an encoder's inputs are " + IDS + ", " + MASK + " and " + TYPES);
            }
            OnnxJavaType type = node.getInfo() instanceof TensorInfo tensor ? tensor.type : OnnxJavaType.UNKNOWN;
            if (type != OnnxJavaType.INT64 && type != OnnxJavaType.INT32) {
                throw new EncodingException(
                        "model " + name + " wants input '" + node.getName() + "' as " + type + ", not as integers");
            }
            inputs.put(node.getName(), type);
        }
        if (!inputs.containsKey(IDS)) {
            throw new EncodingException("model " + name + " has no input '" + IDS + "'");
        }
        return inputs;
    }

    /** The output of token vectors, else that of a pooled one. */
    private static String vectors(String name, OrtSession session) throws OrtException {
        Map<String, NodeInfo> outputs = session.getOutputInfo();
        for (NodeInfo node : outputs.values()) {
            if (isFloats(node, 3)) {
                return node.getName();
            }
        }
        NodeInfo pooled = outputs.get(POOLED);
        if (pooled != null && isFloats(pooled, 2)) {
            return POOLED;
        }
        throw new EncodingException(
                "model " + name + " has no output of token vectors, float[batch][tokens][dimension]," + " and no "
                        + POOLED + ", float[batch][dimension]; its outputs are " + session.getOutputNames());
    }

    private static String logits(String name, OrtSession session) throws OrtException {
        for (NodeInfo node : session.getOutputInfo().values()) {
            if (isFloats(node, 2)) {
                return node.getName();
            }
        }
        throw new EncodingException("model " + name + " has no output of logits, float[batch][logits]; its outputs are "
                + session.getOutputNames());
    }

    private static boolean isFloats(NodeInfo node, int dimensions) {
        return node.getInfo() instanceof TensorInfo tensor
                && tensor.type == OnnxJavaType.FLOAT
                && tensor.getShape().length == dimensions;
    }

    /** What the file says of itself. */
    Map<String, String> metadata() throws OrtException {
        return session.getMetadata().getCustomMetadata();
    }

    /**
     * Runs one text.
     *
     * @param ids token ids, special tokens included
     * @return {@code float[ids.length][dimension]}, or a row for each output of a graph that pools or scores inside
     * @throws OrtException if the run failed or was ended
     */
    float[][] run(long[] ids, OrtSession.RunOptions options) throws OrtException {
        return run(ids, new long[ids.length], options);
    }

    /** As {@link #run(long[], OrtSession.RunOptions)}, with the type of each token: 0 in a first text, 1 in a second. */
    float[][] run(long[] ids, long[] types, OrtSession.RunOptions options) throws OrtException {
        Map<String, OnnxTensor> feed = new HashMap<>();
        try {
            for (Map.Entry<String, OnnxJavaType> input : inputs.entrySet()) {
                feed.put(input.getKey(), tensor(values(input.getKey(), ids, types), input.getValue()));
            }
            try (OrtSession.Result result = session.run(feed, Set.copyOf(outputs), options)) {
                if (value(result, outputs.getFirst()) instanceof float[][][] batch) {
                    return batch[0];
                }
                float[][] rows = new float[outputs.size()][];
                for (int i = 0; i < rows.length; i++) {
                    rows[i] = ((float[][]) value(result, outputs.get(i)))[0];
                }
                return rows;
            }
        } finally {
            feed.values().forEach(OnnxTensor::close);
        }
    }

    private static Object value(OrtSession.Result result, String output) throws OrtException {
        return result.get(output).orElseThrow().getValue();
    }

    private static long[] values(String input, long[] ids, long[] types) {
        if (input.equals(MASK)) {
            long[] ones = new long[ids.length];
            Arrays.fill(ones, 1);
            return ones;
        }
        return input.equals(IDS) ? ids : types;
    }

    private static OnnxTensor tensor(long[] values, OnnxJavaType type) throws OrtException {
        long[] shape = {1, values.length};
        if (type == OnnxJavaType.INT64) {
            return OnnxTensor.createTensor(NativeRuntime.environment(), LongBuffer.wrap(values), shape);
        }
        int[] narrow = Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
        return OnnxTensor.createTensor(NativeRuntime.environment(), IntBuffer.wrap(narrow), shape);
    }

    @Override
    public void close() {
        close(session, name);
    }

    private static void close(OrtSession session, String name) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new EncodingException("model " + name + " could not be closed: " + e.getMessage(), e);
        }
    }
}
