package dev.fairlead.routing.transformer;

import dev.fairlead.routing.Pooling;
import dev.fairlead.routing.graph.BertWeights;
import dev.fairlead.routing.graph.FusedGraph;
import dev.fairlead.routing.transformer.kernel.Block;
import dev.fairlead.routing.transformer.kernel.Team;
import dev.fairlead.routing.transformer.network.Encoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An encoder with its head, fresh from training. Immutable and thread-safe. */
public final class FineTuned {
    private final BertWeights weights;
    private final Pooling pooling;
    private final float[] matrix;
    private final float[] bias;
    private final int epoch;

    FineTuned(BertWeights weights, Pooling pooling, Head head, int epoch) {
        this.weights = weights;
        this.pooling = pooling;
        this.matrix = head.matrix();
        this.bias = head.bias();
        this.epoch = epoch;
    }

    /**
     * After which epoch the weights were these.
     *
     * @return from 1; 0 where the head alone was fitted
     */
    public int epoch() {
        return epoch;
    }

    /**
     * The encoder.
     *
     * @return its weights; those it was trained from, where only the head was trained
     */
    public BertWeights weights() {
        return weights;
    }

    /**
     * How token vectors become one.
     *
     * @return as given to the trainer
     */
    public Pooling pooling() {
        return pooling;
    }

    /**
     * How many classes there are.
     *
     * @return at least 2
     */
    public int classes() {
        return bias.length;
    }

    /**
     * The whole model as one ONNX file in int8, from {@code input_ids int32[1][tokens]} to {@code probabilities
     * float[1][classes]}: {@link FusedGraph#classifier}. Eight bits change probabilities, so thresholds and temperature are to be
     * fitted on what this file says.
     *
     * @param temperature what logits are divided by before the softmax, above 0
     * @param metadata what the file says of itself, such as its labels
     * @return the file; equal models give equal bytes
     * @throws IllegalArgumentException if {@code temperature} is not a number above 0
     */
    public byte[] onnx(double temperature, Map<String, String> metadata) {
        return FusedGraph.classifier(weights, pooling, matrix(temperature), bias(temperature), metadata);
    }

    /**
     * As {@link #onnx} in 32-bit floats, {@link FusedGraph#floatClassifier}: its probabilities are those of {@link #probabilities}
     * but for rounding.
     *
     * @param temperature what logits are divided by before the softmax, above 0
     * @param metadata what the file says of itself, such as its labels
     * @return the file; equal models give equal bytes
     * @throws IllegalArgumentException if {@code temperature} is not a number above 0
     */
    public byte[] floatOnnx(double temperature, Map<String, String> metadata) {
        return FusedGraph.floatClassifier(weights, pooling, matrix(temperature), bias(temperature), metadata);
    }

    private float[] matrix(double temperature) {
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature must be a number above 0, was " + temperature);
        }
        return scaled(matrix, Encoder.LENGTH / temperature);
    }

    private float[] bias(double temperature) {
        return scaled(bias, 1 / temperature);
    }

    private static float[] scaled(float[] values, double factor) {
        float[] scaled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = (float) (factor * values[i]);
        }
        return scaled;
    }

    /**
     * Judges texts in 32-bit floats.
     *
     * @param texts their labels do not matter
     * @param threads how many work, at least 1
     * @return {@code [texts][classes]}, probabilities of each text's classes
     */
    public List<float[]> probabilities(List<Example> texts, int threads) {
        List<float[]> probabilities = new ArrayList<>();
        try (Team team = Team.of(threads)) {
            network(team).eachProbabilities(texts, (shares, number) -> probabilities.add(shares));
        }
        return probabilities;
    }

    /**
     * Encodes texts in 32-bit floats.
     *
     * @param texts their labels do not matter
     * @param threads how many work, at least 1
     * @return {@code [texts][dimension]}, of length 1
     */
    public List<float[]> vectors(List<Example> texts, int threads) {
        try (Team team = Team.of(threads)) {
            Block vectors = network(team).vectors(texts);
            List<float[]> rows = new ArrayList<>();
            for (int row = 0; row < texts.size(); row++) {
                float[] own = new float[vectors.columns()];
                System.arraycopy(vectors.values(), vectors.at(row), own, 0, own.length);
                rows.add(scaled(own, 1 / Encoder.LENGTH));
            }
            return rows;
        }
    }

    private Network network(Team team) {
        Head head = new Head(team, weights.dimension(), bias.length);
        System.arraycopy(matrix, 0, head.matrix(), 0, matrix.length);
        System.arraycopy(bias, 0, head.bias(), 0, bias.length);
        return new Network(new Encoder(weights, pooling, team), head);
    }
}
