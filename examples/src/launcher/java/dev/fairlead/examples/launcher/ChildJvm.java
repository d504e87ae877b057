package dev.fairlead.examples.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs a main class in another JVM on this one's class path, with this one's streams. */
final class ChildJvm {
    private static final int INTERRUPTED = 130;
    private static final Set<Integer> WARNS_OF_UNSAFE = Set.of(24, 25);
    private static final byte[] NOTE = "WARNING: Using incubator modules".getBytes(StandardCharsets.US_ASCII);

    private ChildJvm() {}

    /**
     * Runs the class and waits for it.
     *
     * @return its exit code
     * @throws IOException if the JVM could not be started
     */
    static int run(JavaHome java, String main, List<String> arguments) throws IOException {
        Process child = new ProcessBuilder(command(java, main, arguments))
                .inheritIO()
                .redirectError(ProcessBuilder.Redirect.PIPE)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(child::destroy));
        try {
            copyErrors(child.getErrorStream(), System.err);
            return child.waitFor();
        } catch (InterruptedException e) {
            child.destroy();
            return INTERRUPTED;
        }
    }

    static List<String> command(JavaHome java, String main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(java.executable().toString());
        command.addAll(kept(ManagementFactory.getRuntimeMXBean().getInputArguments()));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--add-modules");
        command.add(JavaHome.VECTOR_MODULE);
        if (WARNS_OF_UNSAFE.contains(java.version().feature())) {
            // The trainer's protobuf library; other versions either do not warn or may not know the option.
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("-D" + Terminal.PROPERTY + "=" + System.getProperty(Terminal.PROPERTY, "false"));
        command.add("-cp");
        command.add(System.getProperty("java.class.path", ""));
        command.add(main);
        command.addAll(arguments);
        return command;
    }

    /** Memory, properties and assertions are meant for the program; agents and debuggers for the JVM they were given to. */
    static List<String> kept(List<String> options) {
        return options.stream()
                .filter(option ->
                        Stream.of("-D", "-X", "-ea", "-enableassertions").anyMatch(option::startsWith))
                .filter(option -> !option.startsWith("-Xrun") && !option.startsWith("-Xdebug"))
                .collect(Collectors.toList());
    }

    /**
     * Copies byte for byte as it comes, less the JVM's note about incubating modules, which it prints first, has no
     * option against, and tells a user nothing.
     */
    static void copyErrors(InputStream from, OutputStream to) throws IOException {
        int matched = 0;
        int next = from.read();
        while (matched < NOTE.length && next == NOTE[matched]) {
            matched++;
            next = from.read();
        }
        if (matched == NOTE.length) {
            skipLine(next, from);
        } else {
            to.write(NOTE, 0, matched);
            if (next >= 0) {
                to.write(next);
            }
            to.flush();
        }
        byte[] buffer = new byte[8192];
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            to.write(buffer, 0, count);
            to.flush();
        }
    }

    private static void skipLine(int first, InputStream from) throws IOException {
        int next = first;
        while (next >= 0 && next != '\n') {
            next = from.read();
        }
    }
}
