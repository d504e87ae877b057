package dev.fairlead.examples.cli;

import dev.fairlead.FairleadListener;
import dev.fairlead.IngestProgress;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.ingestion.Documents;
import dev.fairlead.retrieval.ingestion.IngestFailure;
import dev.fairlead.retrieval.ingestion.IngestReport;
import dev.fairlead.retrieval.parsing.DocumentParser;
import dev.fairlead.routing.OnnxTextEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds folders and files to an index. */
@Command(
        name = "ingest",
        description = {
            "Adds the documents of folders, or single files, to an index. A file that has not changed costs"
                    + " nothing; one that cannot be read is named and skipped.",
            "A document's name is its path below FOLDER; ask --filter can test file (its name), folder (the first folder"
                    + " of its path), format (plain, markdown, pdf, docx or html) and origin (FOLDER, as an absolute path);"
                    + " NAME.meta.json beside a document adds its own."
        })
final class IngestCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private IndexFolder index = new IndexFolder();

    @Option(
            names = "--prune",
            description =
                    "also remove documents that came from a FOLDER and are gone from it; a file that cannot be read is"
                            + " not gone")
    private boolean prune;

    @Parameters(paramLabel = "FOLDER|FILE", arity = "1..*", description = "what to add: " + DocumentParser.ENDINGS)
    private List<Path> sources = List.of();

    IngestCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        for (Path source : sources) {
            if (!Files.exists(shell.resolve(source))) {
                throw Refusal.nothingToWorkOn("There is no file or folder " + source + ".");
            }
        }
        Path folder = index.toWrite(shell);
        Watch watch = new Watch();
        int present = 0;
        try (var encoder = OnnxTextEncoder.bgeSmall();
                var opened = HybridIndex.builder(encoder)
                        .path(folder)
                        .listener(watch)
                        .build()) {
            for (Path source : sources) {
                watch.begin(source);
                present += ingest(opened, source, watch);
            }
        }
        if (present == 0) {
            throw Refusal.nothingToWorkOn(
                    "Nothing was ingested: " + (sources.size() == 1 ? sources.getFirst() : "what was named")
                            + " holds no readable " + DocumentParser.ENDINGS + " file.");
        }
        shell.out().println("index " + index + ": " + size(folder));
        return ExitCode.DONE;
    }

    /** How many documents of the source are in the index now. */
    private int ingest(HybridIndex opened, Path source, Watch watch) {
        Path path = shell.resolve(source).toAbsolutePath().normalize();
        boolean isFolder = Files.isDirectory(path);
        Origin origin = new Origin(isFolder ? path : Objects.requireNonNullElse(path.getParent(), path));
        Documents documents = isFolder ? Documents.in(path) : Documents.file(path);
        IngestReport report = opened.add(documents.metadata(file -> origin.fact()));
        watch.progress.end();
        for (IngestFailure failure : report.failed()) {
            shell.err().println("skipped " + AnswerPrinter.printable(failure.documentId() + ": " + failure.reason()));
        }
        double seconds = Math.max(1e-9, report.elapsed().toNanos() / 1e9);
        shell.out()
                .println(source + ": " + report
                        + (report.passages() == 0
                                ? ""
                                : String.format(Locale.ROOT, " (%.1f passages/s)", report.passages() / seconds)));
        int present = report.added() + report.updated() + report.unchanged();
        if (prune && isFolder) {
            prune(opened, source, origin, present);
        }
        return present;
    }

    /** An empty folder may be a disk that is not mounted: nothing is removed on its word. */
    private void prune(HybridIndex opened, Path source, Origin origin, int present) {
        if (present == 0) {
            shell.err().println(source + " holds no readable document, so none is taken to be gone.");
            return;
        }
        List<String> gone = opened.deleteIf(origin.filter(), origin::isGone);
        for (String id : gone) {
            shell.out().println("removed " + AnswerPrinter.printable(id));
        }
    }

    private static String size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            long bytes = files.filter(Files::isRegularFile)
                    .mapToLong(IngestCommand::sizeOf)
                    .sum();
            return String.format(Locale.ROOT, "%.1f MB on disk", bytes / 1e6);
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shows progress, and notices a document of an earlier source that one of the same name has replaced. */
    private final class Watch implements FairleadListener {
        private final ProgressReport progress = new ProgressReport(shell.err(), shell.terminal());
        private final Map<String, Path> origins = new HashMap<>();
        private Path source = Path.of("");

        void begin(Path next) {
            source = next;
        }

        @Override
        public void ingested(IngestProgress state) {
            progress.ingested(state);
            Path earlier = origins.put(state.documentId(), source);
            if (earlier != null && !earlier.equals(source)) {
                progress.end();
                shell.err()
                        .println(AnswerPrinter.printable(state.documentId()) + " stands in " + earlier + " and in "
                                + source + "; the index keeps one document a name, the later one.");
            }
        }
    }
}
