package dev.fairlead.examples.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** A Java installation that can run the program, as its {@code release} file describes it. */
final class JavaHome {
    /** The oldest Java the program runs on. */
    static final int OLDEST = 21;

    /** The module that makes vector search fast. */
    static final String VECTOR_MODULE = "jdk.incubator.vector";

    /** Newest first; ties by path. */
    static final Comparator<JavaHome> NEWEST_FIRST =
            Comparator.comparing(JavaHome::version).reversed().thenComparing(JavaHome::home);

    private final Path home;
    private final Runtime.Version version;

    private JavaHome(Path home, Runtime.Version version) {
        this.home = home;
        this.version = version;
    }

    /** Reads a folder; empty where it holds no Java, one that is too old, or one without the vector module. */
    static Optional<JavaHome> at(Path folder) {
        Path release = folder.resolve("release");
        if (!Files.isRegularFile(release) || executable(folder).isEmpty()) {
            return Optional.empty();
        }
        try (Reader reader = Files.newBufferedReader(release, StandardCharsets.UTF_8)) {
            Path real = folder.toRealPath();
            Properties facts = new Properties();
            facts.load(reader);
            Runtime.Version version = Runtime.Version.parse(unquoted(facts, "JAVA_VERSION"));
            return version.feature() >= OLDEST && hasVectors(facts)
                    ? Optional.of(new JavaHome(real, version))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            // Not readable or not a version (1.8.0_432): no Java for us, and nobody named it explicitly.
            return Optional.empty();
        }
    }

    /** A full JDK does not always list its modules; a cut-down runtime does. */
    private static boolean hasVectors(Properties facts) {
        String modules = unquoted(facts, "MODULES");
        return modules.isEmpty() || Arrays.asList(modules.split(" ", -1)).contains(VECTOR_MODULE);
    }

    private static String unquoted(Properties facts, String key) {
        return facts.getProperty(key, "").replace("\"", "").trim();
    }

    private static Optional<Path> executable(Path folder) {
        return Stream.of("java", "java.exe")
                .map(name -> folder.resolve("bin").resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    Path home() {
        return home;
    }

    Runtime.Version version() {
        return version;
    }

    /** The file to start. */
    Path executable() {
        return executable(home).orElseThrow(() -> new IllegalStateException(home + " has lost its java"));
    }
}
