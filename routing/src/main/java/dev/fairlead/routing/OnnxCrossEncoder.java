package dev.fairlead.routing;

import dev.fairlead.Deadline;
import dev.fairlead.EncodingException;
import dev.fairlead.Passage;
import dev.fairlead.RerankException;
import dev.fairlead.Reranker;
import dev.fairlead.rerank.InTurn;
import dev.fairlead.rerank.SituatedText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A cross-encoder in ONNX form with a WordPiece tokenizer: a model of the BERT family that reads question and passage
 * together, {@code [CLS] question [SEP] passage [SEP]} with token types 0 and 1, and gives one logit, or two of which the
 * second stands for a match; a score is the logit, or the second less the first. Nogueira and Cho 2019,
 * https://arxiv.org/abs/1901.04085. One run a passage, each under its title and headings; what is too long loses the end of
 * its passage, and a question is cut only beyond half of the model's length.
 *
 * <p>One run after another on the caller's thread; as many calls at once as there are workers. Thread-safe. Owns native
 * memory; close it.
 */
public final class OnnxCrossEncoder implements Reranker, AutoCloseable {
    private final GuardedModel model;
    private final WordPieceTokenizer tokenizer;
    private final int maxTokens;

    private OnnxCrossEncoder(GuardedModel model, WordPieceTokenizer tokenizer, int maxTokens) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.maxTokens = maxTokens;
        int logits = model.probe(maxTokens, tokenizer.vocabularySize())[0].length;
        if (logits > 2) {
            throw new EncodingException(
                    "model " + model.name() + " gives " + logits + " logits, a cross-encoder gives 1 or 2");
        }
    }

    /**
     * A cross-encoder from its two files.
     *
     * @param model the {@code .onnx} file; its weights inside, not beside it
     * @param tokenizerJson Hugging Face's {@code tokenizer.json} of that model
     * @return a builder
     * @throws EncodingException if a file cannot be read
     */
    public static Builder builder(Path model, Path tokenizerJson) {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(tokenizerJson, "tokenizerJson");
        return new Builder(model, tokenizerJson);
    }

    /** Settings of a cross-encoder. Not thread-safe. */
    public static final class Builder {
        private static final int MIN_TOKENS = 16;
        private static final int MAX_TOKENS = 512;
        private static final int MAX_WORKERS = 1024;

        private final Path model;
        private final Path tokenizer;
        private int maxTokens = MAX_TOKENS;
        private int workers = Runtime.getRuntime().availableProcessors();

        private Builder(Path model, Path tokenizer) {
            this.model = model;
            this.tokenizer = tokenizer;
        }

        /**
         * The longest pair.
         *
         * @param tokens of question, passage and special tokens together, in [16, 512]; at most what the model has positions
         *     for
         * @return this
         * @throws IllegalArgumentException if {@code tokens} is outside its range
         */
        public Builder maxTokens(int tokens) {
            this.maxTokens = inRange("maxTokens", tokens, MIN_TOKENS, MAX_TOKENS);
            return this;
        }

        /**
         * How many pairs are read at once, each on its caller's thread.
         *
         * @param calls in [1, 1024]; by default the number of processors
         * @return this
         * @throws IllegalArgumentException if {@code calls} is outside its range
         */
        public Builder workers(int calls) {
            this.workers = inRange("workers", calls, 1, MAX_WORKERS);
            return this;
        }

        private static int inRange(String name, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(name + " must be in [" + least + ", " + most + "], was " + value);
            }
            return value;
        }

        /**
         * Loads the model and tries it on its longest input.
         *
         * @return the cross-encoder; close it
         * @throws EncodingException if the files do not hold a cross-encoder, or not one for {@code maxTokens} tokens
         */
        public OnnxCrossEncoder build() {
            EncoderModel opened;
            WordPieceTokenizer words;
            try {
                words = TokenizerFile.read(ModelFile.read(tokenizer), tokenizer.toString());
                opened = EncoderModel.openScorer(ModelFile.read(model), model.toString());
            } catch (IOException e) {
                throw new EncodingException(String.valueOf(e.getMessage()), e);
            }
            GuardedModel guarded = new GuardedModel(opened, model.toString(), new WorkerGate(workers));
            try {
                return new OnnxCrossEncoder(guarded, words, maxTokens);
            } catch (EncodingException e) {
                guarded.close();
                throw e;
            }
        }
    }

    @Override
    public String name() {
        return "cross-encoder";
    }

    /**
     * {@inheritDoc}
     *
     * @throws RerankException if the model failed
     * @throws IllegalStateException if this cross-encoder is closed
     */
    @Override
    public double[] scores(String question, List<Passage> passages, Deadline deadline) {
        return InTurn.scores(passages, deadline, passage -> score(question, SituatedText.of(passage), deadline));
    }

    private double score(String question, String passage, Deadline deadline) {
        try {
            float[] logits = model.run(() -> tokenizer.encodePair(question, passage, maxTokens), deadline)
                    .output()[0];
            return logits.length == 1 ? logits[0] : (double) logits[1] - logits[0];
        } catch (EncodingException e) {
            throw new RerankException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
