package dev.fairlead.benchmarks.jmh;

import dev.fairlead.ForwardingTextEncoder;
import dev.fairlead.TextEncoder;

/**
 * An encoder under the name of another whose vectors lie close to its own: an index made with an earlier revision of the same
 * model is good enough to time.
 */
final class RecordedEncoder extends ForwardingTextEncoder {
    private final String fingerprint;

    RecordedEncoder(TextEncoder encoder, String fingerprint) {
        super(encoder);
        this.fingerprint = fingerprint;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }
}
