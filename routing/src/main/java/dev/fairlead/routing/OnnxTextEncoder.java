package dev.fairlead.routing;

import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.EncodingException;
import dev.fairlead.TextEncoder;
import dev.fairlead.routing.graph.TokenGraph;
import dev.fairlead.text.ContentHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A sentence encoder in ONNX form with a WordPiece tokenizer. One text a run on the caller's thread, so a vector does not
 * depend on what is encoded beside it; as many runs at once as there are workers, later calls wait in order.
 *
 * <p>Thread-safe. Owns native memory and, once a finite deadline was given, one daemon thread that ends runs at their
 * deadline; {@link #close()} frees both.
 */
public final class OnnxTextEncoder implements TextEncoder {
    private final GuardedModel model;
    private final WordPieceTokenizer tokenizer;
    private final Setup setup;
    private final int dimension;

    /** What decides about a vector beside the two files. */
    record Setup(Pooling pooling, String queryPrefix, String passagePrefix, int maxTokens, String fingerprint) {}

    OnnxTextEncoder(GuardedModel model, WordPieceTokenizer tokenizer, Setup setup) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.setup = setup;
        this.dimension = vector(model.probe(setup.maxTokens(), tokenizer.vocabularySize())).length;
    }

    /**
     * The encoder that ships: bge-small-en-v1.5 in int8 as a {@link dev.fairlead.routing.graph.FusedGraph}, 384 dimensions, at most 512 tokens, one worker a processor.
     *
     * @return the encoder; close it
     * @throws EncodingException if the weights are missing from the class path or cannot be loaded
     */
    public static OnnxTextEncoder bgeSmall() {
        return bgeSmallBuilder().build();
    }

    /**
     * The encoder that ships, to be configured. Pooling and prefixes are those it was trained with; keep them.
     *
     * @return a builder
     * @throws EncodingException if the weights are missing from the class path
     */
    public static Builder bgeSmallBuilder() {
        try {
            return new Builder(
                            ModelFile.resource("encoder/bge-small-en-v1.5-fused.onnx"),
                            "bge-small-en-v1.5-fused.onnx",
                            ModelFile.resource("encoder/bge-small-en-v1.5-tokenizer.json"),
                            "bge-small-en-v1.5-tokenizer.json")
                    .pooling(Pooling.CLS)
                    .queryPrefix("Represent this sentence for searching relevant passages: ");
        } catch (IOException e) {
            throw new EncodingException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Any sentence encoder of the BERT family in ONNX form, with mean pooling, no prefixes and 512 tokens unless set. Its output
     * is {@code float[batch][tokens][dimension]}, or {@code sentence_embedding float[batch][dimension]}.
     *
     * @param model the {@code .onnx} file; its weights inside, not beside it
     * @param tokenizerJson Hugging Face's {@code tokenizer.json} of that model
     * @return a builder
     * @throws EncodingException if a file cannot be read
     */
    public static Builder builder(Path model, Path tokenizerJson) {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(tokenizerJson, "tokenizerJson");
        try {
            return new Builder(
                    ModelFile.read(model), model.toString(), ModelFile.read(tokenizerJson), tokenizerJson.toString());
        } catch (IOException e) {
            throw new EncodingException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Settings of an encoder. Not thread-safe. */
    public static final class Builder {
        private static final int MIN_TOKENS = 8;
        private static final int MAX_TOKENS = 512;
        private static final int MAX_WORKERS = 1024;

        private final byte[] model;
        private final String modelName;
        private final byte[] tokenizer;
        private final String tokenizerName;
        private Pooling pooling = Pooling.MEAN;
        private String queryPrefix = "";
        private String passagePrefix = "";
        private int maxTokens = MAX_TOKENS;
        private int workers = Runtime.getRuntime().availableProcessors();

        private Builder(byte[] model, String modelName, byte[] tokenizer, String tokenizerName) {
            this.model = model;
            this.modelName = modelName;
            this.tokenizer = tokenizer;
            this.tokenizerName = tokenizerName;
        }

        /**
         * How token vectors become one, as the model was trained. Of no effect on a graph that pools inside and gives one
         * vector, {@code sentence_embedding float[batch][dimension]}, alone.
         *
         * @param pooling the way
         * @return this
         */
        public Builder pooling(Pooling pooling) {
            this.pooling = Objects.requireNonNull(pooling, "pooling");
            return this;
        }

        /**
         * The instruction put before a query, its trailing blank included.
         *
         * @param queryPrefix the text, possibly empty
         * @return this
         */
        public Builder queryPrefix(String queryPrefix) {
            this.queryPrefix = Objects.requireNonNull(queryPrefix, "queryPrefix");
            return this;
        }

        /**
         * The instruction put before a passage, its trailing blank included.
         *
         * @param passagePrefix the text, possibly empty
         * @return this
         */
        public Builder passagePrefix(String passagePrefix) {
            this.passagePrefix = Objects.requireNonNull(passagePrefix, "passagePrefix");
            return this;
        }

        /**
         * The longest input; what is longer is cut at the end and reported as truncated.
         *
         * @param maxTokens tokens, special ones and prefix included, in [8, 512]; at most what the model has positions for
         * @return this
         * @throws IllegalArgumentException if {@code maxTokens} is outside its range
         */
        public Builder maxTokens(int maxTokens) {
            this.maxTokens = inRange("maxTokens", maxTokens, MIN_TOKENS, MAX_TOKENS);
            return this;
        }

        /**
         * How many texts are encoded at once, each on its caller's thread.
         *
         * @param workers in [1, 1024]; by default the number of processors
         * @return this
         * @throws IllegalArgumentException if {@code workers} is outside its range
         */
        public Builder workers(int workers) {
            this.workers = inRange("workers", workers, 1, MAX_WORKERS);
            return this;
        }

        /**
         * Loads the model and tries it on its longest input.
         *
         * @return the encoder; close it
         * @throws EncodingException if the files do not hold an encoder, or not one for {@code maxTokens} tokens
         * @throws IllegalArgumentException if a prefix leaves no room for a text
         */
        public OnnxTextEncoder build() {
            return build(model, OnnxTextEncoder::new);
        }

        /**
         * Loads the model as an encoder of tokens and tries it on its longest input. The encoder that ships and every other
         * {@link dev.fairlead.routing.graph.FusedGraph} serve for this as well; {@link #pooling} has no effect.
         *
         * @return the encoder; close it
         * @throws EncodingException as {@link #build()}, and if the model pools its token vectors inside
         * @throws IllegalArgumentException if a prefix leaves no room for a text
         */
        public OnnxTokenEncoder buildTokenEncoder() {
            return build(TokenGraph.of(model), OnnxTokenEncoder::new);
        }

        private interface Opening<T> {
            T of(GuardedModel model, WordPieceTokenizer tokenizer, Setup setup);
        }

        private <T> T build(byte[] graph, Opening<T> opening) {
            WordPieceTokenizer words = TokenizerFile.read(tokenizer, tokenizerName);
            checkRoom("queryPrefix", queryPrefix, words);
            checkRoom("passagePrefix", passagePrefix, words);
            Setup setup = new Setup(pooling, queryPrefix, passagePrefix, maxTokens, fingerprint());
            EncoderModel opened = EncoderModel.open(graph, modelName);
            GuardedModel guarded = new GuardedModel(opened, modelName, new WorkerGate(workers));
            try {
                return opening.of(guarded, words, setup);
            } catch (EncodingException e) {
                guarded.close();
                throw e;
            }
        }

        private static int inRange(String name, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(name + " must be in [" + least + ", " + most + "], was " + value);
            }
            return value;
        }

        private void checkRoom(String name, String prefix, WordPieceTokenizer words) {
            int taken = words.count(prefix) + words.specialTokens();
            if (taken >= maxTokens) {
                throw new IllegalArgumentException(
                        name + " must leave room in " + maxTokens + " tokens, takes " + taken);
            }
        }

        private String fingerprint() {
            var digest = ContentHash.sha256();
            digest.update(model);
            digest.update(ContentHash.sha256().digest(tokenizer));
            String settings = String.join("\u0000", pooling.name(), queryPrefix, passagePrefix, "" + maxTokens);
            digest.update(settings.getBytes(StandardCharsets.UTF_8));
            return "onnx-" + ModelFile.hex(digest).substring(0, 16);
        }
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public String fingerprint() {
        return setup.fingerprint();
    }

    @Override
    public int maxTokens() {
        return setup.maxTokens();
    }

    /**
     * How many texts are encoded at once.
     *
     * @return workers, at least 1
     */
    public int workers() {
        return model.gate().workers();
    }

    /** {@inheritDoc} Works on a closed encoder too: the tokenizer is not native. */
    @Override
    public int countTokens(String text) {
        return tokenizer.count(text);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if this encoder is closed
     */
    @Override
    public Encoding encode(String text, Kind kind, Deadline deadline) {
        String prefix = kind == Kind.QUERY ? setup.queryPrefix() : setup.passagePrefix();
        GuardedModel.Run run = model.run(() -> tokenizer.encode(prefix + text, setup.maxTokens()), deadline);
        return Encoding.of(
                vector(run.output()), run.tokens().ids().length, run.tokens().truncated());
    }

    private float[] vector(float[][] output) {
        return unit(setup.pooling().pool(output));
    }

    private float[] unit(double[] vector) {
        double squares = 0;
        for (double x : vector) {
            squares += x * x;
        }
        double norm = Math.sqrt(squares);
        if (!(norm > 0) || Double.isInfinite(norm)) {
            throw new EncodingException("model " + model.name() + " gave a vector of length " + norm);
        }
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / norm);
        }
        return unit;
    }

    /** The gate, so that a test can hold a worker. */
    WorkerGate gate() {
        return model.gate();
    }

    @Override
    public void close() {
        model.close();
    }
}
