package dev.fairlead.benchmarks.ingestion;

import dev.fairlead.Document;
import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.peers.work.Rounds;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.ingestion.IngestReport;
import dev.fairlead.routing.OnnxTextEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Rounds of passages, each a document of its own without a title, into an index on disk, committed after each round. */
final class FairleadRounds {
    private FairleadRounds() {}

    /**
     * Main class of its process.
     *
     * @param arguments the index's folder
     * @throws IOException if the texts cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        AtomicInteger number = new AtomicInteger();
        try (TextEncoder encoder = OnnxTextEncoder.bgeSmall();
                HybridIndex index = HybridIndex.builder(encoder)
                        .path(Path.of(arguments[0]))
                        .chunking(Chunking.whole())
                        .build()) {
            Rounds.run(texts -> add(texts, number, index));
        }
    }

    private static void add(List<String> texts, AtomicInteger number, HybridIndex index) {
        IngestReport report = index.add(texts.stream()
                .map(text -> Document.of("p" + number.incrementAndGet(), text).withTitle("")));
        index.commit();
        if (report.passages() != texts.size()) {
            throw new IllegalStateException(texts.size() + " texts: " + report);
        }
    }
}
