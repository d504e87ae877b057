package dev.fairlead.benchmarks.peers;

import dev.fairlead.benchmarks.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The program of one peer, run in a virtual machine of its own.
 *
 * @param name what the table calls it
 * @param classPath where its classes are
 * @param main its main class
 * @param flags of its virtual machine, beside those of all
 */
public record PeerProgram(String name, String classPath, String main, List<String> flags) {
    private static final List<String> FOR_ALL =
            List.of("--enable-native-access=ALL-UNNAMED", "--add-modules", "jdk.incubator.vector");
    private static final List<String> USUAL = List.of("-Xmx6g", "-XX:+UseG1GC");
    private static final int SHOWN_LINES = 20;

    /** Copies. */
    public PeerProgram {
        flags = List.copyOf(flags);
    }

    /**
     * A program with 6 GB of heap.
     *
     * @param name what the table calls it
     * @param classPath where its classes are
     * @param main its main class
     * @return the program
     */
    public static PeerProgram of(String name, String classPath, String main) {
        return new PeerProgram(name, classPath, main, USUAL);
    }

    /**
     * A program with 6 GB of heap on this process's own class path.
     *
     * @param name what the table calls it
     * @param main its main class
     * @return the program
     */
    public static PeerProgram here(String name, Class<?> main) {
        return of(name, System.getProperty("java.class.path"), main.getName());
    }

    /**
     * The same program with other flags.
     *
     * @param others instead of those it has
     * @return a new program
     */
    public PeerProgram withFlags(List<String> others) {
        return new PeerProgram(name, classPath, main, others);
    }

    /**
     * Starts it.
     *
     * @param arguments its arguments
     * @return the process, whose streams are still to be directed
     */
    public ProcessBuilder process(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FOR_ALL);
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    /**
     * Runs it to its end.
     *
     * @param arguments its arguments
     * @param log what it prints
     * @throws InputException if it fails, with the end of what it printed
     */
    public void run(List<String> arguments, Path log) {
        try {
            int code = process(arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                List<String> lines = Files.readAllLines(log);
                throw new InputException(name + " ended with code " + code + ": "
                        + String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InputException("interrupted while " + name + " was running");
        }
    }
}
