package dev.fairlead.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged jar with whatever java is the default here, as a user does. */
final class LauncherIT {
    private static final long LONGEST_RUN_SECONDS = 120;

    @TempDir
    private Path desk;

    @Test
    void the_jar_ingests_and_answers_with_the_default_java() throws IOException, InterruptedException {
        Files.createDirectories(desk.resolve("papers"));
        Files.writeString(desk.resolve("papers/lease.md"), """
                # Office lease

                ## 3. Rent

                The tenant pays a rent of 900 euros a month in advance.
                """);
        String ingested = fairlead(0, "ingest", "papers");
        assertTrue(ingested.contains("1 added"), ingested);
        String answer = fairlead(0, "ask", "What does the lease say about the rent?");
        assertTrue(answer.contains("\"The tenant pays a rent of 900 euros a month in advance.\""), answer);
        assertTrue(answer.contains("lease.md, Office lease > 3. Rent"), answer);
        assertFalse(answer.contains("WARNING"), answer);
    }

    @Test
    void the_exit_code_is_the_programs() throws IOException, InterruptedException {
        String complaint = fairlead(5, "ask", "What does the lease say about the rent?");
        assertTrue(complaint.contains("There is no index"), complaint);
    }

    private String fairlead(int expected, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("java", "-jar", System.getProperty("fairlead.jar")));
        command.addAll(List.of(arguments));
        Path log = desk.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(desk.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String output = Files.readString(log);
        assertTrue(ended, "the program did not end: " + output);
        assertEquals(expected, process.exitValue(), output);
        return output;
    }
}
