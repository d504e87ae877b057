package dev.fairlead.examples.launcher;

import java.io.Console;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether standard error goes to a person. Decided here and handed on as the property {@value #PROPERTY}, because the
 * program's own standard error may be a pipe to this process.
 */
final class Terminal {
    /** Holds {@code true} or {@code false} for the program. */
    static final String PROPERTY = "fairlead.terminal";

    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private Terminal() {}

    static void announce() {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, String.valueOf(interactive()));
        }
    }

    private static boolean interactive() {
        Console console = System.console();
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        return console != null && !dumb && isTerminal(console) && !errorsGoToFile();
    }

    /** Java 22 to 24 give a console for redirected streams too, and a method to tell. */
    private static boolean isTerminal(Console console) {
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }

    /** A console speaks for input and output only; where the system shows it, errors are looked at too. */
    private static boolean errorsGoToFile() {
        try {
            return Files.exists(STANDARD_ERROR) && !STANDARD_ERROR.toRealPath().startsWith("/dev");
        } catch (IOException e) {
            // A pipe has no real path.
            return true;
        }
    }
}
