package dev.fairlead.benchmarks.jmh;

import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.ForwardingTextEncoder;
import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.vector.PerturbedVectors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An encoder that knows the vectors of some questions already, so that what is measured is everything but encoding. */
final class KnownVectors extends ForwardingTextEncoder {
    private final Map<String, Encoding> known = new HashMap<>();

    KnownVectors(TextEncoder encoder, List<String> questions) {
        super(encoder);
        questions.forEach(question -> known.put(question, encoder.encode(question, Kind.QUERY, Deadline.never())));
    }

    /** An encoder that gives passages moved vectors of the questions, so that writing costs no encoding. */
    TextEncoder forWriting() {
        return new PerturbedVectors(
                this, known.values().stream().map(Encoding::vector).toList());
    }

    @Override
    public Encoding encode(String text, Kind kind, Deadline deadline) {
        Encoding encoding = known.get(text);
        if (encoding == null || kind != Kind.QUERY) {
            throw new IllegalStateException("only the questions of the benchmark have a known vector");
        }
        return encoding;
    }

    /** The encoder stays its owner's. */
    @Override
    public void close() {}
}
