package dev.fairlead.benchmarks.ingestion;

import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.Options;
import dev.fairlead.benchmarks.dataset.CorpusText;
import dev.fairlead.benchmarks.report.Report;
import dev.fairlead.routing.OnnxTextEncoder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The command {@code ingestion}. */
public final class IngestionCost {
    /** Shown by {@code --help}. */
    public static final String HELP = """
            ingestion --data DIR --out DIR [--peers DIR] [--rounds N] [--folders N] [--heap MB] [--folder MB] [--csv FILE]
              what taking documents in costs, on the texts of DIR (corpus.jsonl, long texts such as contracts):
              passages of 128 and 400 tokens into an index on disk, beside langchain4j's embedder alone, N (7) rounds of
              each in turn, a process each; N (3) folders of 8 files a first and a second time; and, in a heap of N (96)
              MB, a folder of N (192) MB, whose vectors are real ones moved and cost nothing.
              First: mvn -f benchmarks/peers/pom.xml package
              --out       an empty folder
              --peers     benchmarks/peers, unless said otherwise
              --rounds, --folders, --folder   0 leaves that part out
            """;

    private static final Set<String> OPTIONS =
            Set.of("data", "out", "peers", "rounds", "folders", "heap", "folder", "csv");
    private static final int ROUNDS = 7;
    private static final int FOLDERS = 3;
    private static final int HEAP = 96;
    private static final int FOLDER = 192;

    private IngestionCost() {}

    /**
     * Runs.
     *
     * @param arguments what stands behind {@code ingestion}
     * @param out where tables and progress go
     * @return the exit code, 0
     * @throws InputException if arguments or data cannot be used, or a process fails
     */
    public static int run(List<String> arguments, PrintStream out) {
        Options options = Options.parse(arguments, OPTIONS);
        List<CorpusText> corpus = CorpusText.read(options.existing("data").resolve("corpus.jsonl"));
        out.println("ingestion " + String.join(" ", arguments));
        Report report = new Report("ingestion");
        try {
            Path folder = Files.createDirectories(options.requiredPath("out"));
            int rounds = options.integer("rounds", 0, 100).orElse(ROUNDS);
            int folders = options.integer("folders", 0, 100).orElse(FOLDERS);
            try (TextEncoder encoder = OnnxTextEncoder.bgeSmall()) {
                if (rounds > 0) {
                    Path peers = options.path("peers").orElse(Path.of("benchmarks", "peers"));
                    BesideEmbedder beside = new BesideEmbedder(folder, peers, rounds);
                    beside.measure(corpus, encoder, report, out);
                }
                new SecondIngest(folder, encoder).measure(corpus, folders, report, out);
            }
            int megabytes = options.integer("folder", 0, 1 << 20).orElse(FOLDER);
            if (megabytes > 0) {
                int heap = options.integer("heap", 16, 1 << 20).orElse(HEAP);
                new BoundedHeap(folder, heap).measure(corpus, megabytes, report, out);
            }
            report.print(out);
            if (options.path("csv").isPresent()) {
                report.writeCsv(options.requiredPath("csv"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the cost of ingestion cannot be measured", e);
        }
        return 0;
    }
}
