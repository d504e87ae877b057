package dev.fairlead.benchmarks.quality;

import dev.fairlead.Deadline;
import dev.fairlead.IntentScore;
import dev.fairlead.benchmarks.Options;
import dev.fairlead.benchmarks.dataset.LabelledText;
import dev.fairlead.benchmarks.report.Report;
import dev.fairlead.routing.FineTunedClassifier;
import dev.fairlead.routing.TrainingTexts;
import dev.fairlead.routing.graph.BertWeights;
import dev.fairlead.routing.transformer.Example;
import dev.fairlead.routing.transformer.FineTuned;
import dev.fairlead.routing.transformer.TransformerTrainer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fine-tunes a transformer on the rows that {@link IntentsRun} trains its heads on, and measures it on the same test rows. Rows
 * labelled {@code oos} are never learnt from, left out of accuracy, and the negatives of AUROC. Where there are rows for
 * development, the epoch of the least loss on them is kept.
 */
final class FineTuneRun implements QualityRun {
    private static final String OUT_OF_SCOPE = "oos";

    @Override
    public Report run(Setting setting) {
        Path data = setting.data();
        List<LabelledText<String>> train = inScope(data.resolve("train.jsonl"));
        List<LabelledText<String>> test = setting.limited(LabelledText.intents(data.resolve("test.jsonl")));
        Path dev = data.resolve("dev.jsonl");
        List<LabelledText<String>> watched = dev.toFile().exists() ? inScope(dev) : List.of();
        List<String> labels =
                train.stream().map(LabelledText::label).distinct().sorted().toList();
        FineTuneOptions asked = new FineTuneOptions(setting);
        TrainingTexts texts = TrainingTexts.of(asked.tokenizer(), labels, FineTuneOptions.MAX_TOKENS);
        Report report =
                new Report(String.valueOf(data.toAbsolutePath().normalize().getFileName()));
        String shots = setting.options().text("shots").orElse("full");
        Map<String, List<Double>> measured = new TreeMap<>();
        int seeds = setting.options().integer("seeds", 1, 100).orElse(3);
        for (int seed = 1; seed <= seeds; seed++) {
            List<LabelledText<String>> rows =
                    shots.equals("full") ? train : IntentsRun.few(train, Setting.seed() + seed);
            List<Example> examples = examples(texts, rows);
            FineTuned model = trained(setting, seed, examples, examples(texts, watched), measured);
            judge(model, test, labels, texts, setting.threads(), measured);
            judgeFile(model, texts, test, measured);
        }
        add(report, setting.options().text("depth").orElse("full") + " " + shots, measured, test);
        return report;
    }

    private static List<LabelledText<String>> inScope(Path file) {
        return LabelledText.intents(file).stream()
                .filter(row -> !row.label().equals(OUT_OF_SCOPE))
                .toList();
    }

    private static List<Example> examples(TrainingTexts texts, List<LabelledText<String>> rows) {
        return texts.examples(rows.stream()
                .map(row -> new dev.fairlead.routing.LabelledText(row.text(), row.label()))
                .toList());
    }

    private static FineTuned trained(
            Setting setting,
            int seed,
            List<Example> examples,
            List<Example> watched,
            Map<String, List<Double>> measured) {
        Options options = setting.options();
        FineTuneOptions asked = new FineTuneOptions(setting);
        TransformerTrainer.Builder builder = TransformerTrainer.builder(
                        BertWeights.read(asked.weights()), asked.pooling())
                .depth(asked.depth())
                .seed(seed)
                .threads(setting.threads());
        asked.applyTo(builder);
        options.integer("minutes", 1, 100_000).ifPresent(minutes -> builder.budget(Duration.ofMinutes(minutes)));
        options.path("checkpoints").ifPresent(folder -> builder.checkpoint(checkpoint(folder, setting, seed)));
        Duration before = cpu();
        int classes = examples.stream().mapToInt(Example::label).max().orElse(0) + 1;
        FineTuned model = builder.build().fit(examples, watched, classes);
        double seconds = cpu().minus(before).toMillis() / 1000.0;
        setting.note(String.format(Locale.ROOT, "seed %d: %.1f CPU-seconds to train", seed, seconds));
        add(measured, "train.", Map.of("cpu_seconds", seconds));
        return model;
    }

    private static Path checkpoint(Path folder, Setting setting, int seed) {
        return folder.resolve(setting.options().text("shots").orElse("full") + "-" + seed + ".checkpoint");
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void judge(
            FineTuned model,
            List<LabelledText<String>> test,
            List<String> labels,
            TrainingTexts texts,
            int threads,
            Map<String, List<Double>> measured) {
        List<LabelledText<String>> known = test.stream()
                .map(row -> labels.contains(row.label()) ? row : new LabelledText<>(row.text(), labels.getFirst()))
                .toList();
        List<float[]> shares = model.probabilities(examples(texts, known), threads);
        List<IntentsRun.Judged> judged = new ArrayList<>();
        for (int i = 0; i < test.size(); i++) {
            int best = best(shares.get(i));
            double most = shares.get(i)[best];
            judged.add(new IntentsRun.Judged(
                    !test.get(i).label().equals(OUT_OF_SCOPE),
                    labels.get(best).equals(test.get(i).label()),
                    most,
                    most));
        }
        add(measured, "", IntentsRun.metrics(judged));
    }

    /** The same of the int8 graph that is handed over, a text a run, with its latency. */
    private static void judgeFile(
            FineTuned model, TrainingTexts texts, List<LabelledText<String>> test, Map<String, List<Double>> measured) {
        List<IntentsRun.Judged> judged = new ArrayList<>();
        try (FineTunedClassifier classifier = FineTunedClassifier.of(model, texts)) {
            Duration before = cpu();
            test.forEach(row -> judged.add(judge(classifier, row)));
            double milliseconds = cpu().minus(before).toMillis() / (double) test.size();
            add(measured, "int8.", Map.of("cpu_ms", milliseconds));
        }
        add(measured, "int8.", IntentsRun.metrics(judged));
    }

    private static IntentsRun.Judged judge(FineTunedClassifier classifier, LabelledText<String> row) {
        IntentScore best = classifier.classify(row.text(), Deadline.never()).getFirst();
        return new IntentsRun.Judged(
                !row.label().equals(OUT_OF_SCOPE),
                best.intent().equals(row.label()),
                best.probability(),
                best.probability());
    }

    private static void add(Map<String, List<Double>> measured, String prefix, Map<String, Double> metrics) {
        metrics.forEach((metric, value) -> measured.computeIfAbsent(prefix + metric, unseen -> new ArrayList<>())
                .add(value));
    }

    private static int best(float[] shares) {
        int best = 0;
        for (int i = 1; i < shares.length; i++) {
            best = shares[i] > shares[best] ? i : best;
        }
        return best;
    }

    private static void add(
            Report report, String configuration, Map<String, List<Double>> measured, List<LabelledText<String>> test) {
        measured.forEach((metric, values) -> {
            double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
            report.add(configuration, metric, Arrays.stream(all).average().orElse(0), test.size());
            if (all.length > 1) {
                report.add(
                        configuration,
                        metric + ".least",
                        Arrays.stream(all).min().orElse(0),
                        test.size());
                report.add(
                        configuration,
                        metric + ".greatest",
                        Arrays.stream(all).max().orElse(0),
                        test.size());
            }
        });
    }
}
