package dev.fairlead.routing.graph;

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
    }

    /** {@code (x - mean) / deviation * scale + bias}, over the values of one token. */
    record Norm(Matrix scale, Matrix bias) {
        static Norm read(WeightFile file, String norm, int dimension) {
            return new Norm(file.vector(norm + ".weight", dimension), file.vector(norm + ".bias", dimension));
        }
    }

    static BertLayer read(WeightFile file, int number, int dimension) {
        String layer = "encoder.layer." + number + ".";
        String self = layer + "attention.self.";
        int inner = file.linear(layer + "intermediate.dense").columns();
        return new BertLayer(
                Linear.read(file, self + "query", dimension, dimension),
                Linear.read(file, self + "key", dimension, dimension),
                Linear.read(file, self + "value", dimension, dimension),
                Linear.read(file, layer + "attention.output.dense", dimension, dimension),
                Norm.read(file, layer + "attention.output.LayerNorm", dimension),
                Linear.read(file, layer + "intermediate.dense", dimension, inner),
                Linear.read(file, layer + "output.dense", inner, dimension),
                Norm.read(file, layer + "output.LayerNorm", dimension));
    }
}
