package dev.fairlead.routing;

import dev.fairlead.Deadline;
import dev.fairlead.EncodingException;
import dev.fairlead.TextEncoder.Kind;
import dev.fairlead.rerank.TokenEncoder;
import dev.fairlead.rerank.TokenVectors;
import java.util.Arrays;

/**
 * A sentence encoder that gives the vectors of a text's tokens instead of one for all, for late interaction. Made by
 * {@link OnnxTextEncoder.Builder#buildTokenEncoder()}. Thread-safe; owns native memory of its own beside that of a text
 * encoder of the same file.
 */
public final class OnnxTokenEncoder implements TokenEncoder, AutoCloseable {
    private final GuardedModel model;
    private final WordPieceTokenizer tokenizer;
    private final OnnxTextEncoder.Setup setup;

    OnnxTokenEncoder(GuardedModel model, WordPieceTokenizer tokenizer, OnnxTextEncoder.Setup setup) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.setup = setup;
        int vectors = model.probe(setup.maxTokens(), tokenizer.vocabularySize()).length;
        if (vectors != setup.maxTokens()) {
            throw new EncodingException("model " + model.name() + " gave " + vectors + " vectors for "
                    + setup.maxTokens() + " tokens; it pools them inside");
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if this encoder is closed
     */
    @Override
    public TokenVectors tokenVectors(String text, Kind kind, Deadline deadline) {
        String prefix = kind == Kind.QUERY ? setup.queryPrefix() : setup.passagePrefix();
        GuardedModel.Run run = model.run(() -> tokenizer.encode(prefix + text, setup.maxTokens()), deadline);
        int before = tokenizer.tokensBefore() + tokenizer.count(prefix);
        int end = run.output().length - (tokenizer.specialTokens() - tokenizer.tokensBefore());
        return TokenVectors.of(Arrays.copyOfRange(run.output(), Math.min(before, end), end));
    }

    @Override
    public void close() {
        model.close();
    }
}
