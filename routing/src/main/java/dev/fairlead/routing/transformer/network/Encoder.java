package dev.fairlead.routing.transformer.network;

import dev.fairlead.routing.Pooling;
import dev.fairlead.routing.graph.BertWeights;
import dev.fairlead.routing.transformer.kernel.Block;
import dev.fairlead.routing.transformer.kernel.Team;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A BERT encoder with pooling: from the tokens of texts to a vector each, and back from the gradient by the vectors to that by
 * each parameter. Arrays are kept from one batch to the next and grow with the largest. For one caller at a time.
 */
public final class Encoder {
    /** How long the vectors are: as long as what a norm of 384 values gives out, so that a layer on them learns as fast. */
    public static final float LENGTH = 20;

    private static final int EMBEDDINGS = -1;

    private final Team team;
    private final Embeddings embeddings;
    private final List<EncoderLayer> layers = new ArrayList<>();
    private final Pooler pooler;
    private final Gradients gradients;
    private final int dimension;
    private final List<Block> states = new ArrayList<>();

    /**
     * An encoder whose parameters are all frozen.
     *
     * @param weights copied
     * @param pooling how token vectors become one
     * @param team does the work
     */
    public Encoder(BertWeights weights, Pooling pooling, Team team) {
        this.team = team;
        this.dimension = weights.dimension();
        this.embeddings = new Embeddings(weights);
        for (int i = 0; i < weights.depth(); i++) {
            layers.add(new EncoderLayer(LayerWeights.read(weights, i), weights.heads()));
        }
        this.pooler = new Pooler(pooling);
        this.gradients = new Gradients(dimension, layers.getFirst().weights().innerWidth());
    }

    /**
     * The length of a vector's row.
     *
     * @return at least 1
     */
    public int dimension() {
        return dimension;
    }

    /**
     * Everything that may be trained, from the embeddings to the last layer.
     *
     * @return in an order that does not change
     */
    public List<Parameter> parameters() {
        return Stream.concat(
                        embeddings.parameters().stream(), layers.stream().flatMap(layer -> layer.parameters().stream()))
                .toList();
    }

    /**
     * The layers that make queries, keys and values, side by side in that order.
     *
     * @return one a layer
     */
    public List<Linear> projections() {
        return layers.stream().map(layer -> layer.weights().projection()).toList();
    }

    /**
     * Encodes texts.
     *
     * @param batch their tokens
     * @param dropout {@link Dropout#none()} in use; in training another one for each call
     * @return {@code [texts][dimension]}, each row of length {@link #LENGTH}; valid until the next call
     */
    public Block forward(Batch batch, Dropout dropout) {
        states.clear();
        states.add(embeddings.forward(team, batch, dropout.at(EMBEDDINGS)));
        for (int i = 0; i < layers.size(); i++) {
            states.add(layers.get(i).forward(team, batch, states.getLast(), dropout.at(i)));
        }
        return pooler.forward(batch, states.getLast());
    }

    /**
     * Adds to the gradients of the parameters that are trained.
     *
     * @param batch as in the forward pass before
     * @param dropout as in the forward pass before
     * @param gradient by its result; changed
     */
    public void backward(Batch batch, Dropout dropout, Block gradient) {
        gradients.size(batch.tokens());
        pooler.backward(batch, gradient, gradients.states());
        for (int i = layers.size() - 1; i >= 0; i--) {
            layers.get(i).backward(team, batch, states.get(i), dropout.at(i), gradients);
        }
        embeddings.backward(team, batch, dropout.at(EMBEDDINGS), gradients);
    }

    /**
     * The weights as they are now, under PyTorch's names.
     *
     * @return for {@link BertWeights#with}; shared
     */
    public Map<String, float[]> values() {
        Map<String, float[]> values = new HashMap<>();
        embeddings.parameters().forEach(parameter -> values.put(parameter.name(), parameter.values()));
        layers.forEach(layer -> layer.weights().name(values));
        return values;
    }
}
