package dev.fairlead.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes each row of a JSON Lines corpus as a text file, to be ingested. */
@Command(
        name = "export",
        description =
                "Writes the rows of a JSON Lines corpus ({\"_id\", \"title\", \"text\"} a line) as text files, one a"
                        + " document, to be ingested. A file's name is its row's _id, made safe.")
final class ExportCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Shell shell;

    @Option(names = "--corpus", required = true, paramLabel = "FILE", description = "the corpus, such as corpus.jsonl")
    private Path corpus = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "where the files go; made if missing")
    private Path folder = Path.of("");

    ExportCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        Path source = shell.resolve(corpus);
        if (!Files.isRegularFile(source)) {
            throw Refusal.nothingToWorkOn("there is no file " + corpus);
        }
        Path target = Files.createDirectories(shell.resolve(folder));
        FileNames names = new FileNames();
        int lines = 0;
        int written = 0;
        try (BufferedReader reader = Files.newBufferedReader(source, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines++;
                if (!line.isBlank()) {
                    JsonNode row = row(line, lines);
                    Path file = target.resolve(names.next(row.path("_id").asText()) + ".txt");
                    Files.writeString(file, row.path("text").asText(), StandardCharsets.UTF_8);
                    written++;
                }
            }
        }
        if (written == 0) {
            throw Refusal.nothingToWorkOn(corpus + " holds no rows");
        }
        shell.out().println("Wrote " + written + " text files to " + folder + ".");
        return ExitCode.DONE;
    }

    private JsonNode row(String line, int number) {
        try {
            JsonNode row = JSON.readTree(line);
            if (row.path("_id").asText().isBlank() || !row.path("text").isTextual()) {
                throw Refusal.nothingToWorkOn("line " + number + " of " + corpus + " has no \"_id\" or no \"text\"");
            }
            return row;
        } catch (JsonProcessingException e) {
            throw Refusal.nothingToWorkOn(
                    "line " + number + " of " + corpus + " is not JSON: " + e.getOriginalMessage());
        }
    }
}
