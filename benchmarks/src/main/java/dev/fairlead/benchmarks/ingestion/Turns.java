package dev.fairlead.benchmarks.ingestion;

import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.peers.PeerProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A process of {@link dev.fairlead.benchmarks.peers.work.Rounds}, which works when it is its turn. Not thread-safe. */
final class Turns implements AutoCloseable {
    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;

    /** What a turn took, by the clock and of all processors. */
    record Taken(double seconds, double cpuSeconds) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.2f s (%.2f of processors)", seconds, cpuSeconds);
        }
    }

    Turns(PeerProgram program, List<String> arguments, Path folder) throws IOException {
        this.name = program.name();
        this.process = program.process(arguments)
                .redirectError(folder.resolve(name.replace(' ', '-') + ".log").toFile())
                .start();
        this.answers = process.inputReader();
        this.orders = process.outputWriter();
    }

    Taken take(Path texts) throws IOException {
        orders.write(texts.toAbsolutePath() + "\n");
        orders.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new InputException(name + " ended; what it said is in its log");
        }
        String[] fields = answer.split("\t", -1);
        return new Taken(Double.parseDouble(fields[0]), Double.parseDouble(fields[1]));
    }

    /** Ends the process by ending its input, and waits. */
    @Override
    public void close() throws IOException {
        orders.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
