package dev.fairlead.benchmarks.jmh;

import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.ForwardingTextEncoder;
import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.vector.PerturbedVectors;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An encoder that encodes a question once, so that what is measured is everything but encoding: set-up asks all of them, and
 * with them what the retriever makes of one that asks several things or leaves something out. Thread-safe.
 */
final class KnownVectors extends ForwardingTextEncoder {
    private final Map<String, Encoding> known = new ConcurrentHashMap<>();

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
        if (kind != Kind.QUERY) {
            throw new IllegalStateException("passages of the benchmark are not encoded");
        }
        Encoding encoding = known.get(text);
        return encoding == null
                ? known.computeIfAbsent(text, unseen -> super.encode(unseen, kind, deadline))
                : encoding;
    }

    /** The encoder stays its owner's. */
    @Override
    public void close() {}
}
