package dev.fairlead.benchmarks.peers;

import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.Options;
import dev.fairlead.benchmarks.dataset.CorpusText;
import dev.fairlead.benchmarks.dataset.Qrels;
import dev.fairlead.benchmarks.dataset.Query;
import dev.fairlead.benchmarks.dataset.RetrievalSet;
import dev.fairlead.benchmarks.peers.work.Exchange;
import dev.fairlead.benchmarks.peers.work.Outcome;
import dev.fairlead.benchmarks.peers.work.Work;
import dev.fairlead.benchmarks.report.Report;
import dev.fairlead.benchmarks.vector.StoredVectors;
import dev.fairlead.routing.OnnxTextEncoder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The command {@code peers}: the same work by Fairlead and by other Java stores, as a table. */
public final class Peers {
    /** Shown by {@code --help}. */
    public static final String HELP = """
            peers --data DIR --out DIR [--peers DIR] [--passages N] [--seconds N] [--cache DIR] [--csv FILE] [--limit N]
              the same work by Fairlead, langchain4j and Spring AI, one virtual machine each, on the passages, vectors and
              questions of DIR (corpus.jsonl, queries*.jsonl, qrels*.tsv): quality, times, and what each gets wrong.
              First: mvn -f benchmarks/peers/pom.xml package
              --out       an empty folder: what the peers share, what they printed, what they keep
              --peers     benchmarks/peers, unless said otherwise
              --passages  fill up to N with halves of real passages and moved vectors: times of a larger store
              --seconds   for each timing, 10 unless said otherwise
            """;

    private static final Set<String> OPTIONS =
            Set.of("data", "out", "peers", "passages", "seconds", "cache", "csv", "limit");

    private static final List<Comparison> COMPARED = List.of(
            new Comparison("langchain4j in memory", "langchain4j", "InMemory"),
            new Comparison("langchain4j lucene", "langchain4j", "LuceneHybrid"),
            new Comparison("langchain4j rank fusion", "langchain4j", "RankFusion"),
            new Comparison("spring ai simple", "spring-ai", "Simple"));

    /** Who is compared, in which folder its sources are, and its main class. */
    private record Comparison(String name, String folder, String main) {}

    private Peers() {}

    /**
     * Runs.
     *
     * @param arguments what stands behind {@code peers}
     * @param out where tables and progress go
     * @return the exit code: 0, or 1 where a peer failed
     * @throws InputException if arguments or data cannot be used
     */
    public static int run(List<String> arguments, PrintStream out) {
        Options options = Options.parse(arguments, OPTIONS);
        out.println("peers " + String.join(" ", arguments));
        try {
            return compare(options, out);
        } catch (IOException e) {
            throw new UncheckedIOException("the peers cannot be run", e);
        }
    }

    private static int compare(Options options, PrintStream out) throws IOException {
        RetrievalSet set = RetrievalSet.open(options.existing("data"), Optional.empty(), "qrels*.tsv");
        Path folder = Files.createDirectories(options.requiredPath("out"));
        Qrels qrels = set.qrels();
        List<Query> judged = set.queries().stream()
                .filter(query -> qrels.of(query.id()).values().stream().anyMatch(grade -> grade > 0))
                .limit(options.integer("limit", 1, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE))
                .toList();
        List<CorpusText> corpus = set.corpus();
        Exchange exchange = new Exchange(folder.resolve("shared"));
        int passages = options.integer("passages", 1, 1_000_000).orElse(0);
        try (TextEncoder encoder = encoder(options)) {
            new Shared(encoder, exchange).write(corpus, judged, passages, out);
        }
        int total = Math.max(passages, corpus.size());
        PeerTable table = new PeerTable(qrels, Math.min(Work.K, Math.ceilDiv(total, Shared.TENANTS)));
        int failed = 0;
        for (PeerProgram program : programs(options, folder, out)) {
            out.println("running " + program.name());
            try {
                table.add(program.name(), outcome(program, exchange, folder, options));
            } catch (InputException e) {
                out.println(e.getMessage());
                failed++;
            }
        }
        print(table, set.name() + " " + total, options, out);
        return failed == 0 ? 0 : 1;
    }

    private static TextEncoder encoder(Options options) {
        TextEncoder encoder = OnnxTextEncoder.bgeSmall();
        return options.path("cache")
                .<TextEncoder>map(cache -> StoredVectors.of(encoder, cache))
                .orElse(encoder);
    }

    private static Outcome outcome(PeerProgram program, Exchange exchange, Path folder, Options options)
            throws IOException {
        Path own = Files.createDirectories(folder.resolve(program.name().replace(' ', '-')));
        Path file = own.resolve("outcome.tsv");
        String seconds = String.valueOf(options.integer("seconds", 1, 600).orElse(10));
        List<String> arguments =
                List.of(exchange.folder().toString(), own.resolve("store").toString(), file.toString(), seconds);
        program.run(arguments, own.resolve("log.txt"));
        return Outcome.read(file);
    }

    private static List<PeerProgram> programs(Options options, Path scratch, PrintStream out) throws IOException {
        Path folder = options.path("peers").orElse(Path.of("benchmarks", "peers"));
        List<PeerProgram> programs = new ArrayList<>(List.of(PeerProgram.here("fairlead", FairleadPeer.class)));
        Map<String, String> classPaths = new HashMap<>();
        for (Comparison one : COMPARED) {
            PeerSources sources = new PeerSources(folder.resolve(one.folder()));
            if (!sources.ready()) {
                out.println("left out: " + one.name() + ", whose libraries are not in '" + sources.folder() + "'");
                continue;
            }
            String classPath = classPaths.getOrDefault(one.folder(), "");
            if (classPath.isEmpty()) {
                classPath = sources.compile(scratch.resolve(one.folder()));
                classPaths.put(one.folder(), classPath);
            }
            programs.add(PeerProgram.of(one.name(), classPath, one.main()));
        }
        return programs;
    }

    private static void print(PeerTable table, String set, Options options, PrintStream out) throws IOException {
        Report report = table.report(set);
        report.print(out);
        out.println();
        table.differences(set).print(out);
        out.println();
        table.printFaults(out);
        if (options.path("csv").isPresent()) {
            report.writeCsv(options.requiredPath("csv"));
        }
    }
}
