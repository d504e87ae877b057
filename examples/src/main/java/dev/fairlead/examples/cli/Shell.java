package dev.fairlead.examples.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What a command sees of the world.
 *
 * @param in where a chat's questions come from
 * @param out where results go
 * @param err where progress and problems go
 * @param terminal whether a person types {@code in} and reads {@code err} as it is written
 * @param directory what relative paths start from
 */
record Shell(BufferedReader in, PrintStream out, PrintStream err, boolean terminal, Path directory) {
    private static final String TERMINAL = "fairlead.terminal";

    /** The process's own; the launcher has found out whether it is a terminal. */
    static Shell system() {
        return new Shell(
                new BufferedReader(new InputStreamReader(System.in, charset("stdin.encoding"))),
                stream(FileDescriptor.out, "stdout.encoding"),
                stream(FileDescriptor.err, "stderr.encoding"),
                Boolean.getBoolean(TERMINAL),
                Path.of(""));
    }

    Path resolve(Path path) {
        return directory.resolve(path);
    }

    private static PrintStream stream(FileDescriptor descriptor, String property) {
        return new PrintStream(new FileOutputStream(descriptor), true, charset(property));
    }

    /** In the C locale Java would write "?" for every quotation mark of a contract; such systems show UTF-8 well. */
    private static Charset charset(String property) {
        String name = System.getProperty(property, "UTF-8");
        Charset charset = Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    }
}
