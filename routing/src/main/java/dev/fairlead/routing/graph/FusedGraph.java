package dev.fairlead.routing.graph;

import dev.fairlead.routing.Pooling;
import java.util.Map;

/**
 * A BERT encoder as an ONNX graph of few, large operators, its matrices in int8 with one scale a column and its words with one
 * a row: {@code input_ids int32[1][tokens]} in, vectors out. ONNX Runtime alone runs it ({@code com.microsoft} operators).
 *
 * <p>What is saved against a graph as PyTorch exports it: one quantisation of its input for queries, keys and values; bias,
 * residual and normalisation inside the operators beside them; and, where only the first token's vector is asked for, all of
 * the last layer behind its attention for the other tokens. Cost in {@code benchmarks}, {@code jmh EncoderVariants}.
 */
public final class FusedGraph {
    /** The name of a pooled vector inside the graph. */
    public static final String VECTOR = "sentence_embedding";

    private static final float EPSILON = 1e-12f; // of every normalisation, as BERT was trained

    private final BertWeights weights;
    private final Products products;
    private final Graph graph = new Graph();

    private FusedGraph(BertWeights weights, Products products) {
        this.weights = weights;
        this.products = products;
    }

    /**
     * An encoder that pools inside: {@code sentence_embedding float[1][dimension]}, of length 1.
     *
     * @param weights the weights
     * @param pooling how token vectors become one, as the model was trained
     * @return the ONNX file; equal weights give equal bytes
     */
    public static byte[] pooled(BertWeights weights, Pooling pooling) {
        FusedGraph fused = new FusedGraph(weights, new Products.Int8());
        fused.pool(pooling);
        return fused.graph.bytes("encoder");
    }

    /**
     * An encoder of tokens: {@code last_hidden_state float[1][tokens][dimension]}, of any length.
     *
     * @param weights the weights
     * @return the ONNX file; equal weights give equal bytes
     */
    public static byte[] tokenVectors(BertWeights weights) {
        FusedGraph fused = new FusedGraph(weights, new Products.Int8());
        String states = fused.embeddings();
        for (int i = 0; i < weights.layers().size(); i++) {
            states = fused.layer(i, states);
        }
        fused.graph.operator("Identity", "last_hidden_state", states);
        fused.graph.tokenOutput("last_hidden_state", weights.dimension());
        return fused.graph.bytes("encoder");
    }

    /**
     * A classifier of texts: {@code logits float[1][classes]} and their softmax, {@code probabilities float[1][classes]}.
     *
     * @param weights the encoder's weights
     * @param pooling how token vectors become one
     * @param head {@code [dimension][classes]}, for vectors of length 1, a row after the other; stays in 32-bit floats
     * @param bias {@code [classes]}
     * @param metadata what the file says of itself
     * @return the ONNX file; equal input gives equal bytes
     * @throws IllegalArgumentException if {@code head} has another size
     */
    public static byte[] classifier(
            BertWeights weights, Pooling pooling, float[] head, float[] bias, Map<String, String> metadata) {
        return new FusedGraph(weights, new Products.Int8()).classify(pooling, head, bias, metadata);
    }

    /**
     * As {@link #classifier} in 32-bit floats: four times the size, more than twice the time, and the probabilities of the
     * training but for rounding.
     *
     * @param weights the encoder's weights
     * @param pooling how token vectors become one
     * @param head {@code [dimension][classes]}, for vectors of length 1, a row after the other
     * @param bias {@code [classes]}
     * @param metadata what the file says of itself
     * @return the ONNX file; equal input gives equal bytes
     * @throws IllegalArgumentException if {@code head} has another size
     */
    public static byte[] floatClassifier(
            BertWeights weights, Pooling pooling, float[] head, float[] bias, Map<String, String> metadata) {
        return new FusedGraph(weights, new Products.Float32()).classify(pooling, head, bias, metadata);
    }

    private byte[] classify(Pooling pooling, float[] head, float[] bias, Map<String, String> metadata) {
        if (head.length != weights.dimension() * bias.length) {
            throw new IllegalArgumentException(
                    "head must be " + weights.dimension() + " x " + bias.length + " values, were " + head.length);
        }
        String matrix = graph.floats("head.weight", head, weights.dimension(), bias.length);
        String added = graph.floats("head.bias", bias, bias.length);
        graph.operator("Gemm", "logits", unitVector(pooling), matrix, added);
        graph.operator("Softmax", "probabilities", "logits").with("axis", -1);
        graph.output("logits", bias.length);
        graph.output("probabilities", bias.length);
        return graph.bytes("classifier", metadata);
    }

    private void pool(Pooling pooling) {
        unitVector(pooling);
        graph.output(VECTOR, weights.dimension());
    }

    private String unitVector(Pooling pooling) {
        String states = embeddings();
        int last = weights.layers().size() - 1;
        for (int i = 0; i < last; i++) {
            states = layer(i, states);
        }
        String pooled = switch (pooling) {
            case CLS -> firstOfLayer(last, states);
            case MEAN -> mean(layer(last, states));
        };
        return graph.operator("LpNormalization", VECTOR, pooled)
                .with("axis", -1)
                .with("p", 2)
                .name();
    }

    private String mean(String states) {
        return graph.operator("ReduceMean", "pooled", states, graph.longs("pooled.axis", 1, 1))
                .with("keepdims", 0)
                .name();
    }

    /** What the last layer makes of the first token: attention looks at all, what follows at that one. */
    private String firstOfLayer(int number, String states) {
        String first = graph.longs("first", 0);
        String attended = graph.operator("Gather", "first.attended", attention(number, states), first)
                .with("axis", 1)
                .name();
        String state = graph.operator("Gather", "first.state", states, first)
                .with("axis", 1)
                .name();
        return feedForward(number, attended, state);
    }

    private String layer(int number, String states) {
        return feedForward(number, attention(number, states), states);
    }

    private String embeddings() {
        String ids = graph.tokenIds("input_ids");
        String words = products.rows(graph, "words", weights.words(), ids);
        return norm("embeddings", words, positions(ids), weights.norm());
    }

    private String positions(String ids) {
        Matrix positions = weights.positions();
        String table = graph.matrix("positions", positions);
        String tokens = graph.operator("Shape", "tokens", ids)
                .with("start", 1)
                .with("end", 2)
                .name();
        String start = graph.longs("positions.start", 0, 1);
        return graph.operator("Slice", "positions.used", table, start, tokens, start)
                .name();
    }

    private String attention(int number, String states) {
        BertLayer layer = weights.layers().get(number);
        Matrix all = layer.query()
                .matrix()
                .beside(layer.key().matrix(), layer.value().matrix());
        Matrix bias =
                layer.query().bias().beside(layer.key().bias(), layer.value().bias());
        return products.attention(
                graph, "layer" + number + ".heads", states, new BertLayer.Linear(all, bias), weights.heads());
    }

    /** The rest of a layer, for the tokens in {@code attended}. */
    private String feedForward(int number, String attended, String states) {
        BertLayer layer = weights.layers().get(number);
        String name = "layer" + number;
        String mixed = linear(name + ".attention", attended, layer.attention());
        String middle = norm(name + ".attention.norm", mixed, states, layer.attentionNorm());
        String inner = linear(name + ".intermediate", middle, layer.intermediate());
        String active = graph.fused("Gelu", name + ".gelu", inner).name();
        String outer = linear(name + ".output", active, layer.output());
        return norm(name + ".norm", outer, middle, layer.outputNorm());
    }

    private String linear(String name, String states, BertLayer.Linear linear) {
        return products.linear(graph, name, states, linear);
    }

    /** The norm of a sum. */
    private String norm(String name, String states, String residual, BertLayer.Norm norm) {
        return graph.fused(
                        "SkipLayerNormalization",
                        name,
                        states,
                        residual,
                        graph.vector(name + ".weight", norm.scale()),
                        graph.vector(name + ".bias", norm.bias()))
                .with("epsilon", EPSILON)
                .name();
    }
}
