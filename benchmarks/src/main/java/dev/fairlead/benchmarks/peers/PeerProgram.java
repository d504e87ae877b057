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
 */
record PeerProgram(String name, String classPath, String main) {
    private static final List<String> FLAGS = List.of(
            "-Xmx6g", "-XX:+UseG1GC", "--enable-native-access=ALL-UNNAMED", "--add-modules", "jdk.incubator.vector");

    /** Fairlead, on this process's own class path. */
    static PeerProgram fairlead(Class<?> main) {
        return new PeerProgram("fairlead", System.getProperty("java.class.path"), main.getName());
    }

    /**
     * Starts it.
     *
     * @param arguments its arguments
     * @return the process, whose streams are still to be directed
     */
    ProcessBuilder process(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
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
    void run(List<String> arguments, Path log) {
        try {
            int code = process(arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                List<String> lines = Files.readAllLines(log);
                throw new InputException(name + " ended with code " + code + ": "
                        + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InputException("interrupted while " + name + " was running");
        }
    }
}
