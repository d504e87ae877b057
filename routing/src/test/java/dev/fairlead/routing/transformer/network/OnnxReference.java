package dev.fairlead.routing.transformer.network;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fairlead.routing.Pooling;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** ONNX Runtime on the 32-bit graph that PyTorch exported, one text at a time. */
final class OnnxReference implements AutoCloseable {
    private final OrtSession session;
    private final Pooling pooling;

    private OnnxReference(OrtSession session, Pooling pooling) {
        this.session = session;
        this.pooling = pooling;
    }

    static OnnxReference open(Path file, Pooling pooling) throws OrtException {
        return new OnnxReference(OrtEnvironment.getEnvironment().createSession(file.toString()), pooling);
    }

    /** The pooled vector, of length 1. */
    double[] vector(int[] tokens) throws OrtException {
        long[] ids = Arrays.stream(tokens).asLongStream().toArray();
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        Map<String, OnnxTensor> feed = new HashMap<>();
        for (String input : session.getInputNames()) {
            long[] values =
                    input.equals("input_ids") ? ids : input.equals("attention_mask") ? ones : new long[ids.length];
            feed.put(input, OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), new long[][] {values}));
        }
        try (OrtSession.Result result = session.run(feed)) {
            return pooled(((float[][][]) result.get(0).getValue())[0]);
        } finally {
            feed.values().forEach(OnnxTensor::close);
        }
    }

    private double[] pooled(float[][] states) {
        double[] sum = new double[states[0].length];
        for (int token = 0; token < (pooling == Pooling.CLS ? 1 : states.length); token++) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += states[token][i];
            }
        }
        double length = Math.sqrt(Arrays.stream(sum).map(x -> x * x).sum());
        return Arrays.stream(sum).map(x -> x / length).toArray();
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
