package dev.fairlead.retrieval;

import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.EncodingException;
import dev.fairlead.ForwardingTextEncoder;
import dev.fairlead.TextEncoder;

/** An encoder that fails on texts holding a word. */
final class FailingEncoder extends ForwardingTextEncoder {
    private final String word;

    FailingEncoder(TextEncoder encoder, String word) {
        super(encoder);
        this.word = word;
    }

    @Override
    public Encoding encode(String text, Kind kind, Deadline deadline) {
        if (text.contains(word)) {
            throw new EncodingException("the encoder does not like this text");
        }
        return super.encode(text, kind, deadline);
    }
}
