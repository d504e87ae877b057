package dev.fairlead.routing.transformer.network;

import dev.fairlead.routing.graph.BertWeights;
import dev.fairlead.routing.transformer.kernel.Block;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The weights of a layer. Those of queries, keys and values are one linear layer side by side, for one product instead of
 * three.
 */
record LayerWeights(
        Linear projection,
        Linear attention,
        LayerNorm attentionNorm,
        Linear intermediate,
        Linear output,
        LayerNorm outputNorm) {
    private static final List<String> PROJECTED =
            List.of("attention.self.query", "attention.self.key", "attention.self.value");

    static LayerWeights read(BertWeights weights, int number) {
        Source source = new Source(weights, "encoder.layer." + number + ".");
        return new LayerWeights(
                source.projection(),
                source.linear("attention.output.dense"),
                source.norm("attention.output.LayerNorm"),
                source.linear("intermediate.dense"),
                source.linear("output.dense"),
                source.norm("output.LayerNorm"));
    }

    int dimension() {
        return attention.outputs();
    }

    int innerWidth() {
        return intermediate.outputs();
    }

    List<Parameter> parameters() {
        return Stream.concat(
                        Stream.of(projection, attention, intermediate, output)
                                .flatMap(linear -> Stream.of(linear.weight(), linear.bias())),
                        Stream.of(attentionNorm, outputNorm).flatMap(norm -> Stream.of(norm.scale(), norm.bias())))
                .toList();
    }

    /** Puts the values under PyTorch's names, those of queries, keys and values apart again. */
    void name(Map<String, float[]> values) {
        for (Parameter parameter : parameters()) {
            values.put(parameter.name(), parameter.values());
        }
        String layer = projection.weight().name().replace("projection.weight", "");
        values.remove(projection.weight().name());
        values.remove(projection.bias().name());
        for (int part = 0; part < PROJECTED.size(); part++) {
            String name = layer + PROJECTED.get(part);
            values.put(name + ".weight", part(projection.weight().matrix(), part));
            values.put(name + ".bias", part(Block.of(projection.bias().values(), 1, 3 * dimension()), part));
        }
    }

    private float[] part(Block all, int part) {
        float[] values = new float[all.rows() * dimension()];
        for (int row = 0; row < all.rows(); row++) {
            System.arraycopy(all.values(), all.at(row) + part * dimension(), values, row * dimension(), dimension());
        }
        return values;
    }

    /** Reads weights of one layer. */
    private record Source(BertWeights weights, String layer) {
        Linear linear(String name) {
            return linear(
                    layer + name, weights.values(layer + name + ".weight"), weights.values(layer + name + ".bias"));
        }

        private static Linear linear(String name, float[] matrix, float[] bias) {
            return new Linear(
                    new Parameter(name + ".weight", matrix, bias.length, Parameter.Kind.MATRIX),
                    new Parameter(name + ".bias", bias, bias.length, Parameter.Kind.VECTOR));
        }

        LayerNorm norm(String name) {
            return LayerNorm.read(weights, layer + name);
        }

        Linear projection() {
            int dimension = weights.dimension();
            float[] matrix = new float[3 * dimension * dimension];
            float[] bias = new float[3 * dimension];
            for (int part = 0; part < PROJECTED.size(); part++) {
                float[] values = weights.values(layer + PROJECTED.get(part) + ".weight");
                for (int row = 0; row < dimension; row++) {
                    int at = (3 * row + part) * dimension;
                    System.arraycopy(values, row * dimension, matrix, at, dimension);
                }
                float[] added = weights.values(layer + PROJECTED.get(part) + ".bias");
                System.arraycopy(added, 0, bias, part * dimension, dimension);
            }
            return linear(layer + "projection", matrix, bias);
        }
    }
}
