package dev.fairlead.benchmarks.ingestion;

import dev.fairlead.Deadline;
import dev.fairlead.FairleadListener;
import dev.fairlead.IngestProgress;
import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.peers.work.Outcome;
import dev.fairlead.benchmarks.vector.PerturbedVectors;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.ingestion.Documents;
import dev.fairlead.retrieval.ingestion.IngestReport;
import dev.fairlead.routing.OnnxTextEncoder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Takes a folder in, twice, and says what was in the heap after collections. Vectors are real ones, moved. */
final class FolderIngest {
    static final List<String> FIGURES = List.of(
            "passages",
            "live heap MB at most in the first half",
            "live heap MB at most in the second half",
            "resident MB at most",
            "seconds",
            "seconds unchanged");

    private static final int SAMPLES = 100;
    private static final int SAMPLE_LENGTH = 200;

    private FolderIngest() {}

    /**
     * Main class of its process.
     *
     * @param arguments the folder to take in, the index's folder, the file to write
     * @throws IOException if it cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Documents documents = Documents.in(Path.of(arguments[0]));
        LiveHeap heap = new LiveHeap();
        Outcome outcome = new Outcome();
        OnnxTextEncoder real = OnnxTextEncoder.bgeSmall();
        try (TextEncoder encoder = new PerturbedVectors(real, sample(Path.of(arguments[0]), real));
                HybridIndex index = HybridIndex.builder(encoder)
                        .path(Path.of(arguments[1]))
                        .listener(heap)
                        .build()) {
            IngestReport first = index.add(documents);
            index.commit();
            IngestReport second = index.add(documents);
            outcome.figure("passages", (double) first.passages());
            outcome.figure("seconds", first.elapsed().toMillis() / 1e3);
            outcome.figure("seconds unchanged", second.elapsed().toMillis() / 1e3);
            if (!first.failed().isEmpty() || second.unchanged() != first.added()) {
                throw new IllegalStateException(first + "; " + second);
            }
        }
        outcome.figure("live heap MB at most in the first half", heap.first / LiveHeap.MEGABYTE);
        outcome.figure("live heap MB at most in the second half", heap.second / LiveHeap.MEGABYTE);
        outcome.figure("resident MB at most", resident());
        outcome.write(Path.of(arguments[2]));
    }

    /** The vectors of how some of the files begin. */
    private static List<float[]> sample(Path folder, TextEncoder encoder) throws IOException {
        List<float[]> vectors = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).limit(SAMPLES).toList()) {
                String text = Files.readString(file);
                vectors.add(encoder.encode(
                                text.substring(0, Math.min(SAMPLE_LENGTH, text.length())),
                                TextEncoder.Kind.PASSAGE,
                                Deadline.never())
                        .vector());
            }
        }
        return vectors;
    }

    private static double resident() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        }
    }

    /** What the old generation held after its last collection, looked at after each document; garbage is not in it. */
    private static final class LiveHeap implements FairleadListener {
        private static final double MEGABYTE = 1 << 20;
        private static final Set<String> OLD = Set.of("Tenured Gen", "G1 Old Gen", "PS Old Gen");

        private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && OLD.contains(pool.getName()))
                .toList();
        private long first;
        private long second;

        @Override
        public void ingested(IngestProgress progress) {
            long live = pools.stream()
                    .map(MemoryPoolMXBean::getCollectionUsage)
                    .mapToLong(MemoryUsage::getUsed)
                    .sum();
            if (2L * progress.documents() < progress.total().orElse(0)) {
                first = Math.max(first, live);
            } else {
                second = Math.max(second, live);
            }
        }
    }
}
