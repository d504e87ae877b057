package dev.fairlead.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the host example of README.md, as a reader would who copies it. */
final class ReadmeTest {
    private static final Pattern HOST = Pattern.compile("<!-- snippet: host -->\\s*```java\\R(.*?)```", Pattern.DOTALL);

    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*?;\\R");
    private static final long LONGEST_RUN_SECONDS = 120;

    @TempDir
    private Path folder;

    @Test
    void the_host_example_answers_with_a_citation_and_a_route() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("contracts"));
        Files.writeString(folder.resolve("contracts/acme-nda.md"), """
                # Mutual Non-Disclosure Agreement

                This agreement is between Acme Limited and Borrow plc.

                ## 4. Restrictions

                4.1 The receiving party shall not sublicense the Confidential Information or any right in it.

                ## 5. Term

                5.1 This agreement ends three years after its date.
                """);
        Files.writeString(folder.resolve("contracts/lease.txt"), """
                OFFICE LEASE

                1. RENT
                The tenant pays 900 euros a month, in advance.

                2. PETS
                No animals may be kept in the building.
                """);
        compile(snippet());
        String output = run();
        assertTrue(output.contains("shall not sublicense the Confidential Information"), output);
        assertTrue(output.contains("[1]"), output);
        assertTrue(output.contains("acme-nda.md"), output);
        assertTrue(output.contains("route grounded"), output);
    }

    private static String snippet() throws IOException {
        Matcher host = HOST.matcher(Files.readString(Path.of("..", "README.md"), UTF_8));
        assertTrue(host.find(), "README.md has no ```java block after <!-- snippet: host -->");
        return host.group(1);
    }

    private void compile(String snippet) throws IOException {
        Path source = folder.resolve("Host.java");
        Files.writeString(source, program(snippet), UTF_8);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, UTF_8)) {
            boolean compiled = compiler.getTask(
                            problems,
                            files,
                            null,
                            List.of(
                                    "-d",
                                    folder.toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "-Xlint:all",
                                    "-proc:none"),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            assertTrue(compiled, problems.toString());
        }
    }

    /** The example may be statements below imports, or a whole class named Host. */
    private static String program(String snippet) {
        if (snippet.contains("class Host")) {
            return snippet;
        }
        StringBuilder imports = new StringBuilder();
        Matcher found = IMPORT.matcher(snippet);
        while (found.find()) {
            imports.append(found.group());
        }
        return imports + "public class Host {\n    public static void main(String[] args) throws Exception {\n"
                + IMPORT.matcher(snippet).replaceAll("") + "    }\n}\n";
    }

    private String run() throws IOException, InterruptedException {
        Path log = folder.resolve("output.txt");
        Process host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        folder + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                        "Host")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = host.waitFor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS);
        host.destroyForcibly();
        String output = Files.readString(log, UTF_8);
        assertTrue(ended, "the example did not end: " + output);
        assertEquals(0, host.exitValue(), output);
        return output;
    }
}
