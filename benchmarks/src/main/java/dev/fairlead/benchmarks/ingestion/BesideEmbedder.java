package dev.fairlead.benchmarks.ingestion;

import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.dataset.CorpusText;
import dev.fairlead.benchmarks.peers.PeerProgram;
import dev.fairlead.benchmarks.peers.PeerSources;
import dev.fairlead.benchmarks.recipe.Windows;
import dev.fairlead.benchmarks.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * Passages taken in end to end, cut, encoded and written to an index on disk, beside an embedder that embeds the same
 * passages and does nothing else. Each has a process of its own, and they take turns, who goes first by turns too.
 *
 * @param folder where files go
 * @param peers where the embedder's sources and libraries are
 * @param rounds how many count, after three that do not: writing an index has much more to compile than an embedder, and a
 *     folder worth measuring is long
 */
record BesideEmbedder(Path folder, Path peers, int rounds) {
    private static final String OURS = "fairlead end to end";
    private static final String THEIRS = "langchain4j embedder alone";

    private static final int WARM_UP = 3;

    /** Passages of a round: about as long a time for each size. */
    private enum Size {
        SHORT(128, 160),
        LONG(400, 60);

        private final int tokens;
        private final int passages;

        Size(int tokens, int passages) {
            this.tokens = tokens;
            this.passages = passages;
        }
    }

    void measure(List<CorpusText> corpus, TextEncoder encoder, Report report, PrintStream out) throws IOException {
        PeerSources sources = new PeerSources(peers.resolve("langchain4j-embedder"));
        if (!sources.ready()) {
            throw new InputException("the embedder's libraries are not in '" + sources.folder() + "'; see --help");
        }
        PeerProgram theirs = PeerProgram.of(THEIRS, sources.compile(folder.resolve("embedder")), "Embedder");
        PeerProgram ours = PeerProgram.here(OURS, FairleadRounds.class);
        for (Size size : Size.values()) {
            List<Path> files = files(corpus, encoder, size);
            try (Turns fairlead = new Turns(
                            ours, List.of(folder.resolve("index-" + size.tokens).toString()), folder);
                    Turns embedder = new Turns(theirs, List.of(), folder)) {
                new Turn(size, report, out).all(files, fairlead, embedder);
            }
        }
    }

    /** A file a round, each with passages of its own. */
    private List<Path> files(List<CorpusText> corpus, TextEncoder encoder, Size size) throws IOException {
        Windows windows = new Windows(size.tokens, size.tokens, encoder::countTokens);
        Iterator<String> texts =
                corpus.stream().flatMap(one -> windows.of(one.text()).stream()).iterator();
        List<Path> files = new ArrayList<>();
        for (int round = 0; round < WARM_UP + rounds; round++) {
            List<String> lines = new ArrayList<>();
            while (lines.size() < size.passages && texts.hasNext()) {
                lines.add(texts.next());
            }
            if (lines.size() < size.passages) {
                throw new InputException("the texts are too short for " + (WARM_UP + rounds) + " rounds of "
                        + size.passages + " passages of " + size.tokens + " tokens");
            }
            files.add(Files.write(folder.resolve("round-" + size.tokens + "-" + round + ".txt"), lines));
        }
        return files;
    }

    private record Turn(Size size, Report report, PrintStream out) {
        void all(List<Path> files, Turns fairlead, Turns embedder) throws IOException {
            List<Double> speeds = new ArrayList<>();
            List<Double> theirSpeeds = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            List<Double> cpu = new ArrayList<>();
            List<Double> theirCpu = new ArrayList<>();
            for (int round = 0; round < files.size(); round++) {
                Turns first = round % 2 == 0 ? fairlead : embedder;
                Turns.Taken one = first.take(files.get(round));
                Turns.Taken two = (first == fairlead ? embedder : fairlead).take(files.get(round));
                Turns.Taken ours = first == fairlead ? one : two;
                Turns.Taken theirs = first == fairlead ? two : one;
                out.printf(Locale.ROOT, "  %d tokens, round %d: %s, %s%n", size.tokens, round, ours, theirs);
                if (round >= WARM_UP) {
                    speeds.add(size.passages / ours.seconds());
                    theirSpeeds.add(size.passages / theirs.seconds());
                    ratios.add(theirs.seconds() / ours.seconds());
                    cpu.add(1e3 * ours.cpuSeconds() / size.passages);
                    theirCpu.add(1e3 * theirs.cpuSeconds() / size.passages);
                }
            }
            String of = " at " + size.tokens + " tokens";
            report.addMean(OURS, "passages/s" + of, speeds);
            report.addMean(THEIRS, "passages/s" + of, theirSpeeds);
            report.addMean("ratio", "passages/s" + of, ratios);
            report.addMean(OURS, "cpu ms a passage" + of, cpu);
            report.addMean(THEIRS, "cpu ms a passage" + of, theirCpu);
        }
    }
}
