package dev.fairlead.routing.graph;

import dev.fairlead.EncodingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The weights of a BERT encoder in 32-bit floats, without its pooler. Immutable. */
public final class BertWeights {
    private final Matrix words;
    private final Matrix positions;
    private final BertLayer.Norm norm;
    private final List<BertLayer> layers;
    private final int heads;

    /**
     * @param words a row a token of the vocabulary
     * @param positions a row a position, with what is added to every token beside it
     * @param norm of the sum of the two
     */
    BertWeights(Matrix words, Matrix positions, BertLayer.Norm norm, List<BertLayer> layers, int heads) {
        this.words = words;
        this.positions = positions;
        this.norm = norm;
        this.layers = List.copyOf(layers);
        this.heads = heads;
    }

    /**
     * Reads the weights out of an ONNX file by the names PyTorch gave them, whatever the graph around them looks like. Takes
     * memory of twice the file's size.
     *
     * @param file an encoder of the BERT family ({@code BertModel} of Hugging Face, 32-bit floats, Gelu), weights inside
     * @return the weights
     * @throws EncodingException if the file cannot be read, is no such encoder, or lacks a weight; the message names it
     */
    public static BertWeights read(Path file) {
        try {
            return read(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw new EncodingException("file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static BertWeights read(byte[] content, String name) {
        WeightFile file = new WeightFile(content, name);
        if (!file.has("Erf") && !file.has("Gelu")) {
            throw new EncodingException("file " + name + " holds no BERT encoder with Gelu as its activation");
        }
        Matrix words = file.stored("embeddings.word_embeddings.weight");
        int dimension = words.columns();
        List<BertLayer> layers = new ArrayList<>();
        while (layers.isEmpty() || file.holds("encoder.layer." + layers.size() + ".output.dense.bias")) {
            layers.add(BertLayer.read(file, layers.size(), dimension));
        }
        return new BertWeights(
                words,
                positions(file, dimension),
                BertLayer.Norm.read(file, "embeddings.LayerNorm", dimension),
                layers,
                file.heads("encoder.layer.0.attention.self.query"));
    }

    /** A single text is all of token type 0, so that type's row is added here, once. */
    private static Matrix positions(WeightFile file, int dimension) {
        Matrix positions = file.stored("embeddings.position_embeddings.weight");
        file.check("embeddings.position_embeddings.weight", positions, positions.rows(), dimension);
        Matrix types = file.stored("embeddings.token_type_embeddings.weight");
        file.check("embeddings.token_type_embeddings.weight", types, types.rows(), dimension);
        float[] sums = positions.values().clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += types.values()[i % dimension];
        }
        return new Matrix(positions.rows(), dimension, sums);
    }

    /**
     * The length of a token's vector.
     *
     * @return at least 1
     */
    public int dimension() {
        return words.columns();
    }

    /**
     * The longest text.
     *
     * @return tokens, at least 1
     */
    public int maxTokens() {
        return positions.rows();
    }

    Matrix words() {
        return words;
    }

    Matrix positions() {
        return positions;
    }

    BertLayer.Norm norm() {
        return norm;
    }

    List<BertLayer> layers() {
        return layers;
    }

    int heads() {
        return heads;
    }
}
