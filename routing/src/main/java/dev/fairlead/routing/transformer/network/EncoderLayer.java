package dev.fairlead.routing.transformer.network;

import dev.fairlead.routing.transformer.kernel.Block;
import dev.fairlead.routing.transformer.kernel.Team;
import java.util.List;

/**
 * A layer: {@code x' = norm(x + attention(x))}, then {@code norm(x' + output(gelu(intermediate(x'))))}, with dropout before each
 * sum. Keeps what the backward pass needs until the next forward pass.
 */
final class EncoderLayer {
    private final LayerWeights weights;
    private final SelfAttention attention;
    private final Buffer projected = new Buffer();
    private final Buffer context = new Buffer();
    private final Buffer branch = new Buffer();
    private final Buffer middle = new Buffer();
    private final Buffer active = new Buffer();
    private final Buffer slopes = new Buffer();
    private final Buffer output = new Buffer();

    EncoderLayer(LayerWeights weights, int heads) {
        this.weights = weights;
        this.attention = new SelfAttention(heads, weights.dimension() / heads);
    }

    LayerWeights weights() {
        return weights;
    }

    List<Parameter> parameters() {
        return weights.parameters();
    }

    /**
     * Maps states.
     *
     * @param in {@code [tokens][dimension]}; unchanged until the backward pass is done
     * @return states of the same shape, valid until the next call
     */
    Block forward(Team team, Batch batch, Block in, Dropout dropout) {
        int dimension = weights.dimension();
        Block heads = projected.block(in.rows(), 3 * dimension);
        weights.projection().forward(team, in, heads);
        Block found = context.block(in.rows(), dimension);
        attention.forward(team, batch, heads, dropout.at(0), found);
        Block added = branch.block(in.rows(), dimension);
        weights.attention().forward(team, found, added);
        Block between = middle.block(in.rows(), dimension);
        weights.attentionNorm().forward(team, added, in, dropout.at(1), between);
        Block wide = active.block(in.rows(), weights.innerWidth());
        weights.intermediate().forward(team, between, wide);
        activate(team, wide);
        weights.output().forward(team, wide, added);
        Block out = output.block(in.rows(), dimension);
        weights.outputNorm().forward(team, added, between, dropout.at(2), out);
        return out;
    }

    private void activate(Team team, Block wide) {
        float[] derivatives = slopes.values(wide.rows() * wide.columns());
        team.eachRows(
                wide.rows(),
                (worker, from, to) ->
                        worker.gelu(wide.values(), derivatives, from * wide.columns(), to * wide.columns()));
    }

    /**
     * Adds to the gradients of the weights.
     *
     * @param in what the forward pass was given
     * @param dropout as in the forward pass
     * @param gradients by this layer's output; becomes that by its input
     */
    void backward(Team team, Batch batch, Block in, Dropout dropout, Gradients gradients) {
        Block states = gradients.states();
        Block added = gradients.branch();
        int dimension = weights.dimension();
        Block between = middle.block(in.rows(), dimension);
        weights.outputNorm().backward(team, states, added, dropout.at(2));
        backThroughWide(team, between, gradients);
        weights.attentionNorm().backward(team, states, added, dropout.at(1));
        weights.attention().backward(team, context.block(in.rows(), dimension), added);
        team.clear(gradients.context());
        weights.attention().addInputGradient(team, added, gradients.context());
        Block heads = projected.block(in.rows(), 3 * dimension);
        attention.backward(team, batch, heads, dropout.at(0), gradients);
        weights.projection().backward(team, in, gradients.projected());
        weights.projection().addInputGradient(team, gradients.projected(), states);
    }

    private void backThroughWide(Team team, Block between, Gradients gradients) {
        Block added = gradients.branch();
        Block inner = gradients.inner();
        weights.output().backward(team, active.block(between.rows(), weights.innerWidth()), added);
        team.clear(inner);
        weights.output().addInputGradient(team, added, inner);
        float[] derivatives = slopes.values(inner.rows() * inner.columns());
        team.eachRows(inner.rows(), (worker, from, to) -> {
            for (int i = from * inner.columns(); i < to * inner.columns(); i++) {
                inner.values()[i] *= derivatives[i];
            }
        });
        weights.intermediate().backward(team, between, inner);
        weights.intermediate().addInputGradient(team, inner, gradients.states());
    }
}
