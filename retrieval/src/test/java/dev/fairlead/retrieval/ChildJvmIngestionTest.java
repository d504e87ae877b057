package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.retrieval.parsing.SampleDocx;
import dev.fairlead.retrieval.parsing.SamplePdf;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What depends on the JVM: libraries that are not there, and a small heap. */
final class ChildJvmIngestionTest {
    @TempDir
    Path folder;

    private List<String> ingest(Predicate<String> onClassPath, String... options)
            throws IOException, InterruptedException {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(onClassPath)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath, IngestMain.class.getName(), folder.toString()));
        Path out = Files.createTempFile("ingest", ".out");
        Path err = Files.createTempFile("ingest", ".err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        String errors = Files.readString(err);
        List<String> lines = Files.readAllLines(out);
        Files.delete(out);
        Files.delete(err);
        assertTrue(ended, errors);
        assertEquals(0, process.exitValue(), errors);
        return lines;
    }

    @Test
    void a_file_whose_library_is_absent_fails_by_name_and_the_rest_goes_on() throws IOException, InterruptedException {
        Files.write(folder.resolve("a.pdf"), SamplePdf.of("Text."));
        Files.write(folder.resolve("b.docx"), SampleDocx.of(SampleDocx.paragraph("Text.")));
        Files.writeString(folder.resolve("c.html"), "<p>Text.");
        Files.writeString(folder.resolve("d.md"), "# Text");
        Files.writeString(folder.resolve("e.txt"), "Text.");
        List<String> lines = ingest(jar -> !jar.matches(".*[/\\\\](pdfbox|poi|jsoup|commonmark)-[^/\\\\]*"));
        assertEquals(
                List.of(
                        "a.pdf: reading .pdf needs org.apache.pdfbox:pdfbox on the class path",
                        "b.docx: reading .docx needs org.apache.poi:poi-ooxml on the class path",
                        "c.html: reading .html needs org.jsoup:jsoup on the class path",
                        "d.md: reading Markdown needs org.commonmark:commonmark on the class path",
                        "given: reading Markdown needs org.commonmark:commonmark on the class path"),
                lines.stream()
                        .limit(5)
                        .map(line -> line.replaceFirst(" \\(there is no .*\\)", ""))
                        .toList());
        assertTrue(lines.get(5).startsWith("1 added, 0 updated, 0 unchanged, 4 failed"), lines.toString());
    }

    @Test
    void two_thousand_pages_are_read_in_half_a_gigabyte() throws IOException, InterruptedException {
        try (SamplePdf pdf = new SamplePdf()) {
            for (int page = 1; page <= 2_000; page++) {
                int number = page;
                pdf.page(IntStream.rangeClosed(1, 20)
                        .mapToObj(line -> number + "." + line + " The supplier delivers lot " + number * line
                                + " to the quay within " + line + " days.")
                        .toArray(String[]::new));
            }
            Files.write(folder.resolve("large.pdf"), pdf.bytes());
        }
        List<String> lines = ingest(jar -> true, "-Xmx512m");
        assertTrue(lines.getFirst().startsWith("1 added, 0 updated, 0 unchanged, 0 failed"), lines.toString());
        assertTrue(lines.getLast().startsWith("largest heap "), lines.toString());
    }
}
