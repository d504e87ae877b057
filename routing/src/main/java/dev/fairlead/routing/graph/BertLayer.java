package dev.fairlead.routing.graph;

import java.util.Map;
import java.util.Objects;

/**
 * One layer: {@code x' = attentionNorm(x + attention(heads(query(x), key(x), value(x))))}, then {@code outputNorm(x' +
 * output(gelu(intermediate(x'))))}.
 */
record BertLayer(
        Linear query,
        Linear key,
        Linear value,
        Linear attention,
        Norm attentionNorm,
        Linear intermediate,
        Linear output,
        Norm outputNorm) {
    private static final String QUERY = "attention.self.query";
    private static final String KEY = "attention.self.key";
    private static final String VALUE = "attention.self.value";
    private static final String ATTENTION = "attention.output.dense";
    private static final String ATTENTION_NORM = "attention.output.LayerNorm";
    private static final String INTERMEDIATE = "intermediate.dense";
    private static final String OUTPUT = "output.dense";
    private static final String OUTPUT_NORM = "output.LayerNorm";
    private static final String WEIGHT = ".weight";
    private static final String BIAS = ".bias";

    /**
     * {@code x * matrix + bias}.
     *
     * @param matrix {@code [inputs][outputs]}
     * @param bias a row
     */
    record Linear(Matrix matrix, Matrix bias) {
        static Linear read(WeightFile file, String layer, int inputs, int outputs) {
            Matrix matrix = file.linear(layer);
            file.check(layer + ".weight", matrix, inputs, outputs);
            return new Linear(matrix, file.vector(layer + ".bias", outputs));
        }

        static Linear of(Map<String, Matrix> named, String layer) {
            return new Linear(find(named, layer + WEIGHT), find(named, layer + BIAS));
        }

        void name(String layer, Map<String, Matrix> named) {
            named.put(layer + WEIGHT, matrix);
            named.put(layer + BIAS, bias);
        }
    }

    /** {@code (x - mean) / deviation * scale + bias}, over the values of one token. */
    record Norm(Matrix scale, Matrix bias) {
        static Norm read(WeightFile file, String norm, int dimension) {
            return new Norm(file.vector(norm + ".weight", dimension), file.vector(norm + ".bias", dimension));
        }

        static Norm of(Map<String, Matrix> named, String norm) {
            return new Norm(find(named, norm + WEIGHT), find(named, norm + BIAS));
        }

        void name(String norm, Map<String, Matrix> named) {
            named.put(norm + WEIGHT, scale);
            named.put(norm + BIAS, bias);
        }
    }

    static BertLayer read(WeightFile file, int number, int dimension) {
        String layer = prefix(number);
        int inner = file.linear(layer + INTERMEDIATE).columns();
        return new BertLayer(
                Linear.read(file, layer + QUERY, dimension, dimension),
                Linear.read(file, layer + KEY, dimension, dimension),
                Linear.read(file, layer + VALUE, dimension, dimension),
                Linear.read(file, layer + ATTENTION, dimension, dimension),
                Norm.read(file, layer + ATTENTION_NORM, dimension),
                Linear.read(file, layer + INTERMEDIATE, dimension, inner),
                Linear.read(file, layer + OUTPUT, inner, dimension),
                Norm.read(file, layer + OUTPUT_NORM, dimension));
    }

    /** The layer whose weights have these names. */
    static BertLayer of(Map<String, Matrix> named, int number) {
        String layer = prefix(number);
        return new BertLayer(
                Linear.of(named, layer + QUERY),
                Linear.of(named, layer + KEY),
                Linear.of(named, layer + VALUE),
                Linear.of(named, layer + ATTENTION),
                Norm.of(named, layer + ATTENTION_NORM),
                Linear.of(named, layer + INTERMEDIATE),
                Linear.of(named, layer + OUTPUT),
                Norm.of(named, layer + OUTPUT_NORM));
    }

    /** Puts the weights under their names. */
    void name(int number, Map<String, Matrix> named) {
        String layer = prefix(number);
        query.name(layer + QUERY, named);
        key.name(layer + KEY, named);
        value.name(layer + VALUE, named);
        attention.name(layer + ATTENTION, named);
        attentionNorm.name(layer + ATTENTION_NORM, named);
        intermediate.name(layer + INTERMEDIATE, named);
        output.name(layer + OUTPUT, named);
        outputNorm.name(layer + OUTPUT_NORM, named);
    }

    private static String prefix(int number) {
        return "encoder.layer." + number + ".";
    }

    private static Matrix find(Map<String, Matrix> named, String name) {
        return Objects.requireNonNull(named.get(name), name);
    }
}
