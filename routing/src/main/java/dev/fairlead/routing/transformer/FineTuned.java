package dev.fairlead.routing.transformer;

import dev.fairlead.routing.Pooling;
import dev.fairlead.routing.graph.BertWeights;
import dev.fairlead.routing.transformer.kernel.Team;
import dev.fairlead.routing.transformer.network.Encoder;
import java.util.ArrayList;
import java.util.List;

/** An encoder with its head, fresh from training. Immutable and thread-safe. */
public final class FineTuned {
    private final BertWeights weights;
    private final Pooling pooling;
    private final float[] matrix;
    private final float[] bias;

    FineTuned(BertWeights weights, Pooling pooling, float[] matrix, float[] bias) {
        this.weights = weights;
        this.pooling = pooling;
        this.matrix = matrix;
        this.bias = bias;
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
     * Judges texts in 32-bit floats.
     *
     * @param texts their labels do not matter
     * @param threads how many work, at least 1
     * @return {@code [texts][classes]}, probabilities of each text's classes
     */
    public List<float[]> probabilities(List<Example> texts, int threads) {
        List<float[]> probabilities = new ArrayList<>();
        try (Team team = Team.of(threads)) {
            Head head = new Head(team, weights.dimension(), bias.length);
            System.arraycopy(matrix, 0, head.matrix(), 0, matrix.length);
            System.arraycopy(bias, 0, head.bias(), 0, bias.length);
            new Network(new Encoder(weights, pooling, team), head)
                    .eachProbabilities(texts, (shares, number) -> probabilities.add(shares));
        }
        return probabilities;
    }
}
