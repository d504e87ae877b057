package dev.fairlead;

import java.util.Objects;

/**
 * An encoder that hands every call to another one: the base of encoders that add something to it, such as a cache or a
 * measurement. As thread-safe as the other.
 */
public abstract class ForwardingTextEncoder implements TextEncoder {
    private final TextEncoder encoder;

    /**
     * Forwards to an encoder.
     *
     * @param encoder the encoder, closed together with this one
     */
    protected ForwardingTextEncoder(TextEncoder encoder) {
        this.encoder = Objects.requireNonNull(encoder, "encoder");
    }

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
        return encoder.encode(text, kind, deadline);
    }

    @Override
    public void close() {
        encoder.close();
    }
}
