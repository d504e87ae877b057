package dev.fairlead.benchmarks.peers.work;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Rounds of work in a process that waits while others have theirs: of each line of standard input, the path of a file with a
 * text a line, a line of standard output says how many seconds its texts took, by the clock and of all processors.
 */
public final class Rounds {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private Rounds() {}

    /**
     * Works until standard input ends.
     *
     * @param work what to do with the texts of a round
     * @throws IOException if a file cannot be read
     */
    public static void run(Consumer<List<String>> work) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            List<String> texts = Files.readAllLines(Path.of(line));
            long cpu = SYSTEM.getProcessCpuTime();
            long start = System.nanoTime();
            work.accept(texts);
            double seconds = (System.nanoTime() - start) / 1e9;
            out.printf(Locale.ROOT, "%.6f\t%.6f%n", seconds, (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
        }
    }
}
