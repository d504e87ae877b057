package dev.fairlead.benchmarks.quality;

import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.Options;
import dev.fairlead.benchmarks.report.Expectation;
import dev.fairlead.benchmarks.report.Report;
import dev.fairlead.benchmarks.vector.StoredVectors;
import dev.fairlead.routing.IntentRouter;
import dev.fairlead.routing.OnnxTextEncoder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The command {@code quality}: runs one kind of measurement over one folder of data. */
public final class Quality {
    /** Shown by {@code --help}. */
    public static final String HELP = """
            quality RUN --data DIR [--csv FILE] [--expect FILE] [--limit N] [--cache DIR] [--threads N]
                 [--encoder FILE,FILE]
              retrieval   rank documents: corpus.jsonl, queries*.jsonl, qrels*.tsv  [--split test|dev|train]
                          [--weights W,W: hybrid at other weights of the dense leg as well]
                          [--fusions all: by theoretical minimum and by reciprocal ranks as well]
                          [--unread too: hybrid without regard to what a question excludes as well]
                          [--rerank late|DIR: reranked by late interaction, or by the cross-encoder of DIR, its
                          files model.onnx and tokenizer.json, as well]  [--rerank-depth N] [--rerank-weights W,W]
              fusion-weight  fit the weight of the dense leg on one split and judge it on another; layout as
                          retrieval  [--split S] [--test S: else every second document or site is kept apart]
              spans       find gold spans: corpus.jsonl, queries*.jsonl, answers*.jsonl
                          [--split S] [--weights W,W] [--max-tokens N] [--overlap N] [--rerank ...]
                          [--bare too: passages without headers as well]
              across      find gold spans among all documents, by questions that name the parties, paraphrase or
                          speak of roles; layout as spans, with CUAD's categories  [--split S] [--sample N]
                          [--half dev|test: of the contracts] [--documents N: search N contracts of the half only]
                          [--headers none,headings,parties,opening: the first is the baseline]
              answers     quote and abstain, without a chat model; layout as spans  [--split S] [--sample N]
              extract     fill a schema from contracts and compare each field with what is marked; layout as
                          spans, with CUAD's categories  [--sample N] [--show N: what went wrong, N characters
                          of the mark]
              confidence  fit the confidence of evidence; layout as spans, DIR may be several joined by the
                          path separator  [--sample N] [--rows FILE: the features of every question]
              intents     train.jsonl, test.jsonl, dev.jsonl if there is one; label oos is out of scope
                          [--outside too: trains on rows of that label as well]
                          [--typos SHARE: of the test rows' words are mistyped, what is said of trust is not]
                          [--held-out dev: the rows of dev.jsonl calibrate, instead of some of train.jsonl]
                          [--weights ...: fine-tunes as well on all rows, options as of finetune, and measures
                          the model that is handed over]
              domains     a JSONL file, or a folder of them, with text, label and, where there is one, domain: a head
                          that learnt from the other domains on each of them
              finetune    a transformer on the same rows: --weights MODEL.onnx,tokenizer.json of 32-bit floats
                          [--pooling MEAN|CLS] [--depth full|lora|head] [--epochs N] [--batch N] [--rate R]
                          [--dropout R] [--seeds N] [--shots 10: so many rows a label] [--minutes N: at most]
                          [--checkpoints FOLDER: goes on from what is there]
              routes      a JSONL file, or a folder of them, with text and route  [--show N]
              --csv       written anew: set,configuration,metric,value,n
              --expect    set,configuration,metric,expected,tolerance; exit code 1 outside the band
              --cache     keeps vectors in a folder, so that a second run encodes nothing
              --encoder   MODEL.onnx,tokenizer.json: another encoder than the one that ships, pooled by mean
              --limit     first N questions only
            """;

    private static final Set<String> OPTIONS = Set.of(
            "data",
            "csv",
            "expect",
            "limit",
            "cache",
            "encoder",
            "threads",
            "split",
            "sample",
            "show",
            "max-tokens",
            "overlap",
            "weights",
            "rows",
            "fusions",
            "test",
            "unread",
            "half",
            "documents",
            "headers",
            "bare",
            "rerank",
            "rerank-depth",
            "rerank-weights",
            "pooling",
            "depth",
            "epochs",
            "batch",
            "rate",
            "dropout",
            "seeds",
            "minutes",
            "checkpoints",
            "shots",
            "outside",
            "typos",
            "held-out");
    private static final Map<String, QualityRun> RUNS = runs();

    private Quality() {}

    private static Map<String, QualityRun> runs() {
        Map<String, QualityRun> runs = new LinkedHashMap<>();
        runs.put("retrieval", new RetrievalRun());
        runs.put("fusion-weight", new FusionWeightRun());
        runs.put("spans", new SpansRun());
        runs.put("across", new AcrossRun());
        runs.put("answers", new AnswersRun());
        runs.put("extract", new ExtractRun());
        runs.put("confidence", new ConfidenceRun());
        runs.put("intents", new IntentsRun());
        runs.put("domains", new DomainsRun());
        runs.put("finetune", new FineTuneRun());
        runs.put("routes", new RoutesRun(IntentRouter::standard));
        return runs;
    }

    /**
     * Runs.
     *
     * @param arguments what stands behind {@code quality}
     * @param out where tables and progress go
     * @return the exit code: 0, or 1 where a value left its band
     * @throws InputException if arguments or data cannot be used
     */
    public static int run(List<String> arguments, PrintStream out) {
        return run(arguments, out, OnnxTextEncoder::bgeSmall);
    }

    static int run(List<String> arguments, PrintStream out, Supplier<TextEncoder> encoders) {
        String name = arguments.isEmpty() ? "" : arguments.getFirst();
        QualityRun run = RUNS.get(name);
        if (run == null) {
            throw new InputException("quality needs one of " + RUNS.keySet() + ", was '" + name + "'; see --help");
        }
        Options options = Options.parse(arguments.subList(1, arguments.size()), OPTIONS);
        options.requiredPath("data");
        List<Expectation> expectations =
                options.path("expect").map(Expectation::read).orElse(List.of());
        if (options.text("expect").isPresent() && options.text("limit").isPresent()) {
            throw new InputException("--expect holds for a whole run: leave --limit out");
        }
        out.println("quality " + String.join(" ", arguments));
        Report report;
        Supplier<TextEncoder> chosen =
                options.text("encoder").map(Quality::files).orElse(encoders);
        try (TextEncoder encoder = encoder(chosen, options.path("cache"))) {
            report = run.run(new Setting(options, encoder, out));
        }
        report.print(out);
        options.path("csv").ifPresent(file -> write(report, file));
        return options.text("expect").isPresent() ? check(expectations, report, out) : 0;
    }

    private static TextEncoder encoder(Supplier<TextEncoder> encoders, Optional<Path> cache) {
        TextEncoder encoder = encoders.get();
        return cache.<TextEncoder>map(folder -> StoredVectors.of(encoder, folder))
                .orElse(encoder);
    }

    private static Supplier<TextEncoder> files(String files) {
        String[] both = files.split(",", -1);
        if (both.length != 2) {
            throw new InputException(
                    "--encoder takes a model and a tokenizer with a comma between, was '" + files + "'");
        }
        return () -> OnnxTextEncoder.builder(Path.of(both[0]), Path.of(both[1])).build();
    }

    private static void write(Report report, Path file) {
        try {
            report.writeCsv(file);
        } catch (IOException e) {
            throw new UncheckedIOException("'" + file + "' cannot be written", e);
        }
    }

    private static int check(List<Expectation> expectations, Report report, PrintStream out) {
        List<String> violations = Expectation.violations(expectations, report);
        violations.forEach(violation -> out.println("OUTSIDE: " + violation));
        out.println(violations.isEmpty() ? "every expected value is inside its band" : violations.size() + " outside");
        return violations.isEmpty() ? 0 : 1;
    }
}
