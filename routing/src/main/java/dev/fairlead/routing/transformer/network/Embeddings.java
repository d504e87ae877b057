package dev.fairlead.routing.transformer.network;

import dev.fairlead.routing.graph.BertWeights;
import dev.fairlead.routing.transformer.kernel.Block;
import dev.fairlead.routing.transformer.kernel.Team;
import java.util.List;

/** What goes into the first layer: {@code dropout(norm(words[id] + positions[position]))} for each token. */
final class Embeddings {
    private final Parameter words;
    private final Parameter positions;
    private final LayerNorm norm;
    private final int dimension;
    private final Buffer looked = new Buffer();
    private final Buffer places = new Buffer();
    private final Buffer output = new Buffer();

    Embeddings(BertWeights weights) {
        this.dimension = weights.dimension();
        this.words = table(weights, "embeddings.word_embeddings.weight");
        this.positions = table(weights, "embeddings.position_embeddings.weight");
        this.norm = LayerNorm.read(weights, "embeddings.LayerNorm");
    }

    private static Parameter table(BertWeights weights, String name) {
        return new Parameter(name, weights.values(name), weights.dimension(), Parameter.Kind.TABLE);
    }

    List<Parameter> parameters() {
        return List.of(words, positions, norm.scale(), norm.bias());
    }

    Block forward(Team team, Batch batch, Dropout dropout) {
        Block ofWords = looked.block(batch.tokens(), dimension);
        Block ofPlaces = places.block(batch.tokens(), dimension);
        for (int token = 0; token < batch.tokens(); token++) {
            copy(words, batch.id(token), ofWords, token);
            copy(positions, batch.position(token), ofPlaces, token);
        }
        Block out = output.block(batch.tokens(), dimension);
        norm.forward(team, ofWords, ofPlaces, Dropout.none(), out);
        drop(team, out, dropout);
        return out;
    }

    private static void drop(Team team, Block states, Dropout dropout) {
        team.eachRows(states.rows(), (worker, from, to) -> {
            for (int row = from; row < to; row++) {
                dropout.apply(states.values(), states.at(row), states.columns(), row);
            }
        });
    }

    private void copy(Parameter table, int entry, Block into, int row) {
        System.arraycopy(table.values(), entry * dimension, into.values(), into.at(row), dimension);
    }

    /** Takes the gradient by the output. One thread adds up: the same word may stand in several places. */
    void backward(Team team, Batch batch, Dropout dropout, Gradients gradients) {
        if (!words.trained()) {
            return;
        }
        Block states = gradients.states();
        drop(team, states, dropout);
        norm.backward(team, states, gradients.branch(), Dropout.none());
        for (int token = 0; token < batch.tokens(); token++) {
            words.touch(batch.id(token));
            Rows.add(words.gradientMatrix(), batch.id(token), states, token);
            positions.touch(batch.position(token));
            Rows.add(positions.gradientMatrix(), batch.position(token), states, token);
        }
    }
}
