package dev.fairlead.routing.graph;

import dev.fairlead.EncodingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The weights of a BERT encoder in 32-bit floats, without its pooler. Immutable. */
public final class BertWeights {
    private static final String WORDS = "embeddings.word_embeddings.weight";
    private static final String POSITIONS = "embeddings.position_embeddings.weight";
    private static final String NORM = "embeddings.LayerNorm";

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
        Matrix words = file.stored(WORDS);
        int dimension = words.columns();
        List<BertLayer> layers = new ArrayList<>();
        while (layers.isEmpty() || file.holds("encoder.layer." + layers.size() + ".output.dense.bias")) {
            layers.add(BertLayer.read(file, layers.size(), dimension));
        }
        return new BertWeights(
                words,
                positions(file, dimension),
                BertLayer.Norm.read(file, NORM, dimension),
                layers,
                file.heads("encoder.layer.0.attention.self.query"));
    }

    /** A single text is all of token type 0, so that type's row is added here, once. */
    private static Matrix positions(WeightFile file, int dimension) {
        Matrix positions = file.stored(POSITIONS);
        file.check(POSITIONS, positions, positions.rows(), dimension);
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

    /**
     * How many tokens there are to choose from.
     *
     * @return at least 1; ids are below it
     */
    public int vocabulary() {
        return words.rows();
    }

    /**
     * How many layers there are.
     *
     * @return at least 1
     */
    public int depth() {
        return layers.size();
    }

    /**
     * How many attention heads a layer has.
     *
     * @return at least 1
     */
    public int heads() {
        return heads;
    }

    /**
     * A copy of some of the weights.
     *
     * @param name what PyTorch calls them, such as {@code encoder.layer.0.output.dense.weight}. What is added to a token of
     *     type 0 is part of {@code embeddings.position_embeddings.weight}
     * @return a row after the other; of a linear layer {@code [inputs][outputs]}
     * @throws IllegalArgumentException if there are none of this name
     */
    public float[] values(String name) {
        Matrix found = named().get(name);
        if (found == null) {
            throw new IllegalArgumentException("name must be one of the weights, was '" + name + "'");
        }
        return found.values().clone();
    }

    /**
     * The same encoder with other weights.
     *
     * @param values gives the weights of a name, in number and layout as {@link #values}; not copied, not to be changed any more
     * @return new weights
     * @throws IllegalArgumentException if there are more or fewer than before
     */
    public BertWeights with(Function<String, float[]> values) {
        Map<String, Matrix> changed = named();
        changed.replaceAll((name, old) -> new Matrix(old.rows(), old.columns(), values.apply(name)));
        List<BertLayer> changedLayers = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            changedLayers.add(BertLayer.of(changed, i));
        }
        return new BertWeights(
                Objects.requireNonNull(changed.get(WORDS)),
                Objects.requireNonNull(changed.get(POSITIONS)),
                BertLayer.Norm.of(changed, NORM),
                changedLayers,
                heads);
    }

    /**
     * Adds all weights to a hash, names and order included.
     *
     * @param digest takes them
     */
    public void hash(MessageDigest digest) {
        named().forEach((name, matrix) -> {
            ByteBuffer row = ByteBuffer.allocate(Float.BYTES * matrix.columns());
            digest.update((name + " " + matrix.rows() + " " + heads + "\n").getBytes(StandardCharsets.UTF_8));
            for (int at = 0; at < matrix.values().length; at += matrix.columns()) {
                row.asFloatBuffer().put(matrix.values(), at, matrix.columns());
                digest.update(row.array());
            }
        });
    }

    private Map<String, Matrix> named() {
        Map<String, Matrix> named = new LinkedHashMap<>();
        named.put(WORDS, words);
        named.put(POSITIONS, positions);
        norm.name(NORM, named);
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).name(i, named);
        }
        return named;
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
}
