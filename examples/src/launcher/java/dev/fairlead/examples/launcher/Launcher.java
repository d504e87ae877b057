package dev.fairlead.examples.launcher;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * The main class of an executable jar. Runs the real main class in this JVM if it is new enough and has the needed flags;
 * otherwise runs it in a child JVM of the newest Java found, with the same arguments, streams and exit code. The real
 * main class is the manifest attribute {@value #MAIN_ATTRIBUTE}.
 */
public final class Launcher {
    /** The manifest attribute that names the class to run. */
    static final String MAIN_ATTRIBUTE = "Fairlead-Main";

    /** Exit code where no suitable Java was found. */
    static final int NO_JAVA = 3;

    private static final String DEFAULT_MAIN = "dev.fairlead.examples.cli.Main";

    private Launcher() {}

    /**
     * Runs the program.
     *
     * @param arguments handed on as they are
     */
    public static void main(String[] arguments) {
        String main = mainClass();
        Terminal.announce();
        if (CurrentJvm.suits()) {
            invoke(main, arguments);
        } else {
            System.exit(runElsewhere(main, Arrays.asList(arguments)));
        }
    }

    private static int runElsewhere(String main, List<String> arguments) {
        JavaSearch search = JavaSearch.of(System.getProperty("os.name", ""), System.getenv(), userHome());
        List<String> failed = new ArrayList<>();
        for (JavaHome java : search.found()) {
            try {
                return ChildJvm.run(java, main, arguments);
            } catch (IOException e) {
                // Found, but cannot be started: another processor's build, or half removed. The next one may do.
                failed.add(java.home() + ": " + e.getMessage());
            }
        }
        System.err.print(explanation(search.looked(), failed));
        return NO_JAVA;
    }

    /** Says what is missing, what to do, and where this program looked. */
    static String explanation(List<String> looked, List<String> failed) {
        StringBuilder text = new StringBuilder(512);
        text.append("This program needs Java ").append(JavaHome.OLDEST).append(" or newer; this is Java ");
        text.append(System.getProperty("java.version")).append(" at ").append(System.getProperty("java.home"));
        text.append(System.lineSeparator());
        text.append("Install one (for example from https://adoptium.net) or point JAVA_HOME at one. Looked at:");
        text.append(System.lineSeparator());
        looked.forEach(place -> text.append("  ").append(place).append(System.lineSeparator()));
        if (!failed.isEmpty()) {
            text.append("Found, but could not be started:").append(System.lineSeparator());
            failed.forEach(line -> text.append("  ").append(line).append(System.lineSeparator()));
        }
        return text.toString();
    }

    private static void invoke(String main, String[] arguments) {
        try {
            Class.forName(main).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            rethrow(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot run " + main + ", the class named by " + MAIN_ATTRIBUTE, e);
        }
    }

    private static void rethrow(Throwable thrown) {
        if (thrown instanceof Error) {
            throw (Error) thrown;
        }
        throw thrown instanceof RuntimeException ? (RuntimeException) thrown : new IllegalStateException(thrown);
    }

    private static String mainClass() {
        CodeSource source = Launcher.class.getProtectionDomain().getCodeSource();
        try {
            Path jar = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(jar) ? mainClass(jar) : DEFAULT_MAIN;
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("cannot read the manifest of " + source.getLocation(), e);
        }
    }

    private static String mainClass(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String named =
                    manifest == null ? null : manifest.getMainAttributes().getValue(MAIN_ATTRIBUTE);
            return named == null ? DEFAULT_MAIN : named;
        }
    }

    private static Path userHome() {
        return Path.of(System.getProperty("user.home", "."));
    }
}
