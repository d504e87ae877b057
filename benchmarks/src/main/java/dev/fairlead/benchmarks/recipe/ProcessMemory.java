package dev.fairlead.benchmarks.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/** What memory this process takes. */
public final class ProcessMemory {
    private ProcessMemory() {}

    /**
     * Heap in use after a collection, and the resident size. Anonymous pages are heap, metaspace and native memory; the rest
     * is mapped files, the index among them.
     *
     * @return text to print
     * @throws IOException if the system does not tell
     */
    public static String now() throws IOException {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        double heap = (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
        return String.format(Locale.ROOT, "%.0f MB heap in use, %s", heap, residentSize());
    }

    private static String residentSize() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return "resident size unknown";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.matches("(VmHWM|VmRSS|RssAnon):.*"))
                .map(line -> line.replaceAll("\\s+", " "))
                .collect(Collectors.joining(", "));
    }
}
