package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Document;
import dev.fairlead.FairleadListener;
import dev.fairlead.IngestProgress;
import dev.fairlead.retrieval.ingestion.Documents;
import dev.fairlead.retrieval.ingestion.IngestReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers are interrupted again and again; the index stays open and keeps all it has acknowledged. */
final class InterruptedCallerTest {
    private static final int ROUNDS = 60;
    private static final int EACH = 8;

    private final WordEncoder encoder = new WordEncoder();

    @TempDir
    private Path folder;

    private static List<Document> documents(int round) {
        return IntStream.range(0, EACH)
                .mapToObj(i -> Document.of("r" + round + "-" + i, "Round " + round + " stores cargo " + i + "."))
                .toList();
    }

    @Test
    void nothing_acknowledged_is_lost_and_the_index_stays_open() throws InterruptedException {
        Map<Thread, Throwable> failures = new ConcurrentHashMap<>();
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicBoolean done = new AtomicBoolean();
        Path path = folder.resolve("index");
        try (HybridIndex index = HybridIndex.builder(encoder)
                .path(path)
                .listener(acknowledging(acknowledged))
                .build()) {
            Thread adder = Thread.ofPlatform()
                    .uncaughtExceptionHandler(failures::put)
                    .start(() -> {
                        for (int round = 0; round < ROUNDS; round++) {
                            addUnderFire(index, round);
                        }
                        done.set(true);
                    });
            while (!done.get() && adder.isAlive()) {
                adder.interrupt();
                Thread.onSpinWait();
            }
            adder.join();
            assertEquals(Map.of(), failures);
            List<String> found = Reads.documents(index);
            assertTrue(found.containsAll(acknowledged), () -> "of " + acknowledged + " there are " + found);
            // Run again, it is completed.
            for (int round = 0; round < ROUNDS; round++) {
                IngestReport report = index.add(Documents.of(documents(round)));
                assertEquals(EACH, report.added() + report.unchanged());
            }
        }
        try (HybridIndex index = HybridIndex.openReadOnly(path, encoder)) {
            assertEquals(ROUNDS * EACH, Reads.documents(index).size());
        }
    }

    private static FairleadListener acknowledging(Set<String> documents) {
        return new FairleadListener() {
            @Override
            public void ingested(IngestProgress progress) {
                documents.add(progress.documentId());
            }
        };
    }

    private static void addUnderFire(HybridIndex index, int round) {
        assertEquals(List.of(), index.add(Documents.of(documents(round))).failed());
        index.setAccess("r0-0", Access.undeclared());
        index.commit();
    }
}
