package dev.fairlead.retrieval;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.Metadata;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.ingestion.Documents;
import dev.fairlead.retrieval.ingestion.IngestReport;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.Locale;

/** Takes a folder in, in a JVM of its own: what its class path and its heap allow. */
final class IngestMain {
    private IngestMain() {}

    /**
     * Prints the report, each failure, and the largest heap.
     *
     * @param args the folder
     */
    @SuppressWarnings("SystemOut") // how a process answers
    public static void main(String[] args) {
        try (HybridIndex index = HybridIndex.builder(new WordEncoder())
                .chunking(Chunking.sentences(200, 20))
                .ingestThreads(2)
                .build()) {
            IngestReport report = index.add(Documents.in(Path.of(args[0])));
            report.failed().forEach(failure -> System.out.println(failure.documentId() + ": " + failure.reason()));
            Document given = new Document(
                    "given",
                    "",
                    new Document.Content("# Head\n\nText.", Document.Format.MARKDOWN),
                    Metadata.empty(),
                    Access.undeclared());
            index.add(given).failed().forEach(failure -> System.out.println("given: " + failure.reason()));
            System.out.println(report);
        }
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(IngestMain::peak)
                .sum();
        System.out.println(String.format(Locale.ROOT, "largest heap %d MB", peak >> 20));
    }

    private static long peak(MemoryPoolMXBean pool) {
        return pool.getPeakUsage().getUsed();
    }
}
