package dev.fairlead.benchmarks.recipe;

import dev.fairlead.benchmarks.Options;
import dev.fairlead.benchmarks.vector.StoredVectors;
import dev.fairlead.routing.OnnxTextEncoder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The command {@code corpus}: writes passages, questions, vectors and indexes for the micro-benchmarks into a folder. What
 * is there already is kept, and no text is encoded twice, so that a run that was stopped goes on where it was.
 */
public final class Corpus {
    /** Shown by {@code --help}. */
    public static final String HELP = """
            corpus --data DIR --out DIR [--passages N] [--tokens N]
              makes a large corpus for the micro-benchmarks: N (100000) windows of about 128 tokens from every corpus.jsonl
              below DIR, the JDK's documentation comments, /usr/share/man and /usr/share/doc; encoded and indexed on disk.
              Stopped and started again it goes on where it was.
            """;

    private static final Set<String> OPTIONS = Set.of("data", "out", "passages", "tokens");
    private static final int PASSAGES = 100_000;
    private static final int TOKENS = 128;

    private Corpus() {}

    /**
     * Runs.
     *
     * @param arguments what stands behind {@code corpus}
     * @param out where progress goes
     * @return the exit code, 0
     * @throws dev.fairlead.benchmarks.InputException if arguments or data cannot be used
     */
    public static int run(List<String> arguments, PrintStream out) {
        Options options = Options.parse(arguments, OPTIONS);
        Path data = options.existing("data");
        CorpusFolder folder = new CorpusFolder(options.requiredPath("out"));
        int passages = options.integer("passages", 1, 10_000_000).orElse(PASSAGES);
        int tokens = options.integer("tokens", 16, 400).orElse(TOKENS);
        try (StoredVectors encoder = StoredVectors.of(OnnxTextEncoder.bgeSmall(), folder.vectors())) {
            if (!folder.written()) {
                new Recipe(data, passages, tokens, encoder::countTokens).write(folder, out);
            }
            out.print(folder.remarks());
            BenchmarkIndex.build(folder, encoder, out);
        } catch (IOException e) {
            throw new UncheckedIOException("the corpus cannot be kept in '" + folder.root() + "'", e);
        }
        return 0;
    }
}
