package dev.fairlead.retrieval;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A program of the tests in a JVM of its own, which talks in lines over its standard streams. */
public final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final PrintStream in;

    private ChildJvm(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Starts a main class; what it says on its standard error goes to a file. */
    public static ChildJvm start(Class<?> main, Path errors, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ChildJvm(
                new ProcessBuilder(command).redirectError(errors.toFile()).start());
    }

    public long pid() {
        return process.pid();
    }

    /** The next line it prints; none once it has ended, also where it was killed in the middle of a line. */
    public Optional<String> line() throws IOException {
        return Optional.ofNullable(out.readLine());
    }

    public void say(String line) {
        in.println(line);
    }

    /** As {@code kill -9} does; what it had printed can still be read, which the process's own method would throw away. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    public int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
