package dev.fairlead.benchmarks.recipe;

import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.Options;
import dev.fairlead.benchmarks.dataset.CorpusText;
import dev.fairlead.benchmarks.vector.PerturbedVectors;
import dev.fairlead.benchmarks.vector.StoredVectors;
import dev.fairlead.retrieval.engine.VectorPrecision;
import dev.fairlead.retrieval.engine.WriteSettings;
import dev.fairlead.routing.OnnxTextEncoder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The command {@code corpus}: writes passages, questions, vectors and indexes for the micro-benchmarks into a folder. What
 * is there already is kept, and no text is encoded twice, so that a run that was stopped goes on where it was.
 */
public final class Corpus {
    /** Shown by {@code --help}. */
    public static final String HELP = """
            corpus --data DIR --out DIR [--passages N] [--tokens N] [--stride N] [--perturb DIR] [--vectors PRECISION]
                  [--recall N]
              makes a large corpus for the micro-benchmarks: N (100000) windows of about 128 tokens from every corpus.jsonl
              below DIR, the JDK's documentation comments, /usr/share/man and /usr/share/doc; encoded and indexed on disk, as
              ingested, merged to five segments and to one. Stopped and started again it goes on where it was.
              For a million: --stride 32 lets windows overlap, and --perturb takes the vectors, moved at random, from a
              corpus made before, whole or in part. --recall compares N questions with every vector and says how many of
              the ten nearest each index finds.
            """;

    private static final Set<String> OPTIONS =
            Set.of("data", "out", "passages", "tokens", "stride", "perturb", "vectors", "recall");
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
        CorpusFolder folder = new CorpusFolder(options.requiredPath("out"));
        VectorPrecision precision = options.text("vectors")
                .map(VectorPrecision::valueOf)
                .orElse(WriteSettings.standard().vectors());
        try (TextEncoder encoder = encoder(options, folder)) {
            write(options, folder, encoder, out);
            out.print(folder.remarks());
            folder.writeFingerprint(encoder.fingerprint());
            BenchmarkIndex.build(folder, encoder, WriteSettings.standard().withVectors(precision), out);
            options.integer("recall", 1, 10_000)
                    .ifPresent(questions -> new IndexRecall(folder, encoder, questions).print(out));
        } catch (IOException e) {
            throw new UncheckedIOException("the corpus cannot be kept in '" + folder.root() + "'", e);
        }
        return 0;
    }

    private static void write(Options options, CorpusFolder folder, TextEncoder encoder, PrintStream out)
            throws IOException {
        Path data = options.existing("data");
        int passages = options.integer("passages", 1, 10_000_000).orElse(PASSAGES);
        int tokens = options.integer("tokens", 16, 400).orElse(TOKENS);
        int stride = options.integer("stride", 1, tokens).orElse(tokens);
        if (!folder.written()) {
            new Recipe(data, passages, new Windows(tokens, stride, encoder::countTokens)).write(folder, out);
        }
    }

    private static TextEncoder encoder(Options options, CorpusFolder folder) {
        Optional<Path> base = options.path("perturb");
        if (base.isEmpty()) {
            return StoredVectors.of(OnnxTextEncoder.bgeSmall(), folder.vectors());
        }
        CorpusFolder real = new CorpusFolder(base.get());
        StoredVectors stored = StoredVectors.of(OnnxTextEncoder.bgeSmall(), real.vectors());
        return new PerturbedVectors(
                stored,
                stored.kept(real.passages().stream().map(CorpusText::text).toList()));
    }
}
