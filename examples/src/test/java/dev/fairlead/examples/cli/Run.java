package dev.fairlead.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** One call of the command line in this JVM: what it printed and its exit code. */
record Run(List<String> arguments, int code, String out, String err) {
    /** Runs a command in a working directory. */
    static Run in(Path directory, String... arguments) {
        return reading("", directory, arguments);
    }

    /** Runs a command that reads from its standard input. */
    static Run reading(String input, Path directory, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Shell shell =
                new Shell(new BufferedReader(new StringReader(input)), stream(out), stream(err), false, directory);
        int code = Main.run(shell, arguments);
        return new Run(
                List.of(arguments), code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    Run exits(int expected) {
        assertEquals(expected, code, this::toString);
        return this;
    }

    Run says(String... expected) {
        List.of(expected).forEach(text -> assertTrue(out.contains(text), () -> "not printed: " + text + " by " + this));
        return this;
    }

    Run complains(String... expected) {
        List.of(expected).forEach(text -> assertTrue(err.contains(text), () -> "not said: " + text + " by " + this));
        assertFalse(err.contains("\tat "), () -> "a stack trace by " + this);
        return this;
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
