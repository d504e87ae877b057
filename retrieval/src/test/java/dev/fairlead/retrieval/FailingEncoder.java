package dev.fairlead.retrieval;

import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.EncodingException;
import dev.fairlead.TextEncoder;

/** An encoder that fails on texts holding a word. */
record FailingEncoder(TextEncoder encoder, String word) implements TextEncoder {
    @Override
    public int dimension() {
        return encoder.dimension();
    }

    @Override
    public String fingerprint() {
        return encoder.fingerprint();
    }

    @Override
    public int maxTokens() {
        return encoder.maxTokens();
    }

    @Override
    public int countTokens(String text) {
        return encoder.countTokens(text);
    }

    @Override
    public Encoding encode(String text, Kind kind, Deadline deadline) {
        if (text.contains(word)) {
            throw new EncodingException("the encoder does not like this text");
        }
        return encoder.encode(text, kind, deadline);
    }

    @Override
    public void close() {}
}
