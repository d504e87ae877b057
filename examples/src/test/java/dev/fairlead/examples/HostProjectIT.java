package dev.fairlead.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds an ordinary application against the artifacts of this build: they are installed into a scratch local
 * repository, and whatever else it needs comes from this machine's local repository, read as a remote one. Maven gets
 * neither this build's settings nor its POM.
 */
final class HostProjectIT {
    private static final Path SOURCES = Path.of("src", "test", "host-project");
    private static final long LONGEST_BUILD_MINUTES = 5;
    private static final String VERSION = System.getProperty("fairlead.version", "");

    @TempDir
    private Path folder;

    @Test
    void an_ordinary_application_compiles_and_runs_against_the_artifacts() throws IOException, InterruptedException {
        Path project = folder.resolve("project");
        copy(SOURCES, project);
        install("parent", Path.of(".."));
        for (String module : List.of("core", "retrieval", "routing")) {
            install(module, Path.of("..", module));
        }
        String output = build(project);
        assertTrue(output.contains("desk: "), output);
        assertTrue(output.contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0"), output);
    }

    /** What {@code mvn install} does, into the scratch repository. */
    private void install(String module, Path sources) throws IOException {
        String artifact = "fairlead-" + module;
        Path target = Files.createDirectories(
                repository().resolve("dev/fairlead").resolve(artifact).resolve(VERSION));
        Files.copy(sources.resolve("pom.xml"), target.resolve(artifact + "-" + VERSION + ".pom"));
        if (!module.equals("parent")) {
            Path jar = sources.resolve("target").resolve(artifact + "-" + VERSION + ".jar");
            assertTrue(Files.isRegularFile(jar), jar + " is missing: run mvn verify, not a part of it");
            Files.copy(jar, target.resolve(jar.getFileName().toString()));
        }
    }

    private String build(Path project) throws IOException, InterruptedException {
        Path settings = folder.resolve("settings.xml");
        Files.writeString(settings, settings(Path.of(System.getProperty("maven.repository"))));
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        Path maven = Path.of(System.getProperty("maven.home"), "bin", windows ? "mvn.cmd" : "mvn");
        ProcessBuilder builder = new ProcessBuilder(
                maven.toString(),
                "-B",
                "-s",
                settings.toString(),
                "-Dmaven.repo.local=" + repository(),
                "-Dfairlead.version=" + VERSION,
                "test");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        List.of("MAVEN_OPTS", "MAVEN_ARGS", "MAVEN_CONFIG", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")
                .forEach(builder.environment()::remove);
        Path log = folder.resolve("build.log");
        Process process = builder.directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(LONGEST_BUILD_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        String output = Files.readString(log);
        assertTrue(ended, "the build did not end: " + output);
        assertEquals(0, process.exitValue(), output);
        return output;
    }

    private Path repository() {
        return folder.resolve("repository");
    }

    private static String settings(Path localRepository) {
        return """
                <settings>
                  <mirrors>
                    <mirror>
                      <id>this-machine</id>
                      <mirrorOf>*</mirrorOf>
                      <url>%s</url>
                    </mirror>
                  </mirrors>
                </settings>
                """.formatted(localRepository.toUri());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
