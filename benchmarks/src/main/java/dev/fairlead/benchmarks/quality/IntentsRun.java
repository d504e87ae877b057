package dev.fairlead.benchmarks.quality;

import dev.fairlead.Deadline;
import dev.fairlead.Encoding;
import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.dataset.LabelledText;
import dev.fairlead.benchmarks.dataset.Typos;
import dev.fairlead.benchmarks.metric.Auroc;
import dev.fairlead.benchmarks.metric.Calibration;
import dev.fairlead.benchmarks.report.Report;
import dev.fairlead.routing.FineTunedClassifier;
import dev.fairlead.routing.IntentClassifier;
import dev.fairlead.routing.IntentPrediction;
import dev.fairlead.routing.IntentTrainer;
import dev.fairlead.routing.TrainedIntents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Trains intent heads on all rows and on ten a label, and measures them on the test rows. Rows labelled {@code oos} are out
 * of scope: left out of accuracy and calibration, the negatives of AUROC, and trained on only where the run asks for it. Where
 * there are development rows, they choose the thresholds at which accuracy and rejection are reported.
 */
final class IntentsRun implements QualityRun {
    private static final String OUT_OF_SCOPE = "oos";
    private static final int SHOTS = 10;
    private static final int DRAWS = 3;
    private static final int BINS = 15;
    private static final int REMEMBERED = 40;
    private static final double STRANGE = 0.05;

    /** In-scope accuracies, rejections counted as errors, that development rows are to keep. */
    private static final double[] KEPT = {0.925, 0.95};

    /** A test row, encoded. */
    record Case(String label, String text, Encoding vector) {
        boolean inScope() {
            return !label.equals(OUT_OF_SCOPE);
        }
    }

    /** What a head says of a test row. */
    record Judged(
            boolean inScope, boolean correct, double probability, double logit, double typical, Optional<Held> held) {
        /** Of a model that says nothing of trust. */
        Judged(boolean inScope, boolean correct, double probability, double logit) {
            this(inScope, correct, probability, logit, 1, Optional.empty());
        }
    }

    /** Whether a conformal set holds the right intent, and how many intents it holds. */
    record Held(boolean right, int size) {}

    @Override
    public Report run(Setting setting) {
        Path data = setting.data();
        if (!Files.isDirectory(data)) {
            throw new InputException("--data must be a folder with train.jsonl and test.jsonl, was '" + data + "'");
        }
        boolean outside = setting.options().text("outside").isPresent();
        List<LabelledText<String>> train = LabelledText.intents(data.resolve("train.jsonl")).stream()
                .filter(row -> outside || !row.label().equals(OUT_OF_SCOPE))
                .toList();
        List<LabelledText<String>> test =
                typed(setting.limited(LabelledText.intents(data.resolve("test.jsonl"))), setting);
        Path dev = data.resolve("dev.jsonl");
        List<LabelledText<String>> choosing = Files.exists(dev) ? LabelledText.intents(dev) : List.of();
        setting.note(train.size() + " rows to train on, " + test.size() + " to test on, " + choosing.size()
                + " to choose thresholds by");
        Asked asked = new Asked(encode(test, setting), encode(choosing, setting), judging(choosing, train, setting));
        Report report =
                new Report(String.valueOf(data.toAbsolutePath().normalize().getFileName()));
        add(report, "full", List.of(metrics(train, 1, asked, setting)), asked.test());
        if (FineTuneOptions.asked(setting)) {
            return report;
        }
        List<Map<String, Double>> draws = new ArrayList<>();
        for (int draw = 1; draw <= DRAWS; draw++) {
            draws.add(metrics(few(train, Setting.seed() + draw), draw, asked, setting));
        }
        add(report, SHOTS + "-shot", draws, asked.test());
        return report;
    }

    /** The rows mistyped, where the run asks for it: what a model says of itself holds for rows like those held out. */
    private static List<LabelledText<String>> typed(List<LabelledText<String>> rows, Setting setting) {
        List<Double> share = setting.options().decimals("typos", 0, 1);
        if (share.isEmpty()) {
            return rows;
        }
        Typos typos = new Typos(share.getFirst(), Setting.seed());
        return rows.stream()
                .map(row -> new LabelledText<>(typos.in(row.text()), row.label()))
                .toList();
    }

    /**
     * Rows that are not learnt from.
     *
     * @param test those that are reported
     * @param dev those that choose thresholds
     * @param judging those that judge models while they are made, instead of some held out of the training rows; may be none
     */
    private record Asked(List<Case> test, List<Case> dev, List<dev.fairlead.routing.LabelledText> judging) {}

    /** Development rows that are not trained on as well, as some are that stand in both files of CLINC150. */
    private static List<dev.fairlead.routing.LabelledText> judging(
            List<LabelledText<String>> dev, List<LabelledText<String>> train, Setting setting) {
        if (setting.options().text("held-out").isEmpty()) {
            return List.of();
        }
        Set<String> labels = train.stream().map(LabelledText::label).collect(Collectors.toSet());
        Set<String> texts = train.stream().map(LabelledText::text).collect(Collectors.toSet());
        List<dev.fairlead.routing.LabelledText> judging = examples(dev.stream()
                .filter(row -> labels.contains(row.label()) && !texts.contains(row.text()))
                .toList());
        if (judging.isEmpty()) {
            throw new InputException("--held-out needs a dev.jsonl beside train.jsonl, of other texts");
        }
        setting.note(judging.size() + " of them calibrate");
        return judging;
    }

    private static List<dev.fairlead.routing.LabelledText> examples(List<LabelledText<String>> rows) {
        return rows.stream()
                .map(row -> new dev.fairlead.routing.LabelledText(row.text(), row.label()))
                .toList();
    }

    private static List<Case> encode(List<LabelledText<String>> rows, Setting setting) {
        return EachQuestion.of(rows, row -> encode(row, setting.encoder()), setting);
    }

    private static Case encode(LabelledText<String> row, TextEncoder encoder) {
        return new Case(row.label(), row.text(), encoder.encode(row.text(), TextEncoder.Kind.QUERY, Deadline.never()));
    }

    /** Ten rows of each label, or all where there are fewer. */
    static List<LabelledText<String>> few(List<LabelledText<String>> rows, long seed) {
        Map<String, List<LabelledText<String>>> byLabel = new TreeMap<>();
        rows.forEach(row -> byLabel.computeIfAbsent(row.label(), unseen -> new ArrayList<>())
                .add(row));
        Random random = new Random(seed);
        List<LabelledText<String>> drawn = new ArrayList<>();
        for (List<LabelledText<String>> ofLabel : byLabel.values()) {
            Collections.shuffle(ofLabel, random);
            drawn.addAll(ofLabel.subList(0, Math.min(SHOTS, ofLabel.size())));
        }
        return drawn;
    }

    private static Map<String, Double> metrics(
            List<LabelledText<String>> rows, long seed, Asked asked, Setting setting) {
        IntentTrainer.Builder builder = IntentTrainer.builder(setting.encoder())
                .seed(seed)
                .remember(REMEMBERED)
                .outside(OUT_OF_SCOPE)
                .threads(setting.threads());
        if (FineTuneOptions.asked(setting)) {
            builder.fineTune(new FineTuneOptions(setting).tuning());
        }
        TrainedIntents trained = train(builder.build(), examples(rows), asked.judging());
        trained.card().settings().forEach((name, value) -> setting.note(name + ": " + value));
        if (trained.fineTuned()) {
            try (FineTunedClassifier classifier = trained.fineTunedClassifier()) {
                return metrics(one -> classifier.predict(one.text(), Deadline.never()), asked);
            }
        }
        try (IntentClassifier classifier = trained.classifier(setting.encoder())) {
            return metrics(one -> classifier.predict(one.vector()), asked);
        }
    }

    private static Map<String, Double> metrics(Function<Case, IntentPrediction> model, Asked asked) {
        List<Judged> judged = judge(model, asked.test());
        Map<String, Double> metrics = metrics(judged);
        metrics.putAll(atChosen(judge(model, asked.dev()), judged));
        return metrics;
    }

    private static List<Judged> judge(Function<Case, IntentPrediction> model, List<Case> cases) {
        return cases.stream().map(one -> judge(one, model.apply(one))).toList();
    }

    /** Accuracy in scope and rejection outside at the strictest gates that keep an accuracy on development rows. */
    static Map<String, Double> atChosen(List<Judged> dev, List<Judged> test) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        List<Judged> known = dev.stream().filter(Judged::inScope).toList();
        List<Judged> inScope = test.stream().filter(Judged::inScope).toList();
        List<Judged> outside = test.stream().filter(one -> !one.inScope()).toList();
        double[] right = known.stream()
                .filter(Judged::correct)
                .mapToDouble(Judged::typical)
                .sorted()
                .toArray();
        for (double kept : KEPT) {
            int needed = (int) Math.ceil(kept * known.size());
            if (needed > 0 && needed <= right.length && !outside.isEmpty()) {
                double gate = right[right.length - needed];
                String at = String.format(Locale.ROOT, ".at_%03.0f", 1_000 * kept);
                metrics.put("accuracy" + at, share(inScope, one -> one.correct() && one.typical() >= gate));
                metrics.put("oos_recall" + at, share(outside, one -> one.typical() < gate));
            }
        }
        return metrics;
    }

    private static TrainedIntents train(
            IntentTrainer trainer,
            List<dev.fairlead.routing.LabelledText> examples,
            List<dev.fairlead.routing.LabelledText> judging) {
        try {
            return judging.isEmpty() ? trainer.train(examples) : trainer.train(examples, judging);
        } catch (IllegalArgumentException e) {
            throw new InputException("train.jsonl: " + e.getMessage());
        }
    }

    private static Judged judge(Case one, IntentPrediction prediction) {
        var best = prediction.intents().getFirst();
        Optional<IntentPrediction.Trust> trust = prediction.trust();
        return new Judged(
                one.inScope(),
                best.intent().equals(one.label()),
                best.probability(),
                prediction.largestLogit(),
                trust.map(IntentPrediction.Trust::typical).orElse(1.0),
                trust.map(IntentPrediction.Trust::candidates)
                        .map(set -> new Held(set.contains(one.label()), set.size())));
    }

    static Map<String, Double> metrics(List<Judged> judged) {
        List<Judged> inScope = judged.stream().filter(Judged::inScope).toList();
        List<Judged> outside = judged.stream().filter(one -> !one.inScope()).toList();
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("accuracy", share(inScope, Judged::correct));
        List<Calibration.Outcome> outcomes = inScope.stream()
                .map(one -> new Calibration.Outcome(one.probability(), one.correct()))
                .toList();
        metrics.put("ece", Calibration.error(outcomes, BINS));
        boolean trusts = inScope.stream().allMatch(one -> one.held().isPresent());
        if (trusts) {
            List<Held> sets =
                    inScope.stream().flatMap(one -> one.held().stream()).toList();
            metrics.put("set.coverage", share(sets, Held::right));
            metrics.put("set.size", sets.stream().mapToInt(Held::size).average().orElse(0));
            metrics.put("set.singletons", share(sets, set -> set.size() == 1));
            metrics.put("accuracy.gated", share(inScope, one -> one.correct() && one.typical() >= STRANGE));
        }
        if (!outside.isEmpty()) {
            metrics.put("oos_auroc.probability", auroc(inScope, outside, Judged::probability));
            metrics.put("oos_auroc.logit", auroc(inScope, outside, Judged::logit));
        }
        if (trusts && !outside.isEmpty()) {
            metrics.put("oos_auroc.typical", auroc(inScope, outside, Judged::typical));
            metrics.put("oos_recall.gated", share(outside, one -> one.typical() < STRANGE));
        }
        return metrics;
    }

    private static <T> double share(List<T> all, Predicate<T> test) {
        return all.stream().filter(test).count() / (double) all.size();
    }

    private static double auroc(List<Judged> inScope, List<Judged> outside, ToDoubleFunction<Judged> score) {
        return Auroc.of(
                inScope.stream().mapToDouble(score).toArray(),
                outside.stream().mapToDouble(score).toArray());
    }

    /** The mean over draws, and of accuracy the least and the greatest. */
    private static void add(Report report, String configuration, List<Map<String, Double>> draws, List<Case> cases) {
        long inScope = cases.stream().filter(Case::inScope).count();
        draws.getFirst().forEach((metric, first) -> {
            double[] values =
                    draws.stream().mapToDouble(draw -> draw.get(metric)).toArray();
            double mean = Arrays.stream(values).average().orElse(first);
            report.add(configuration, metric, mean, metric.startsWith("oos") ? cases.size() : inScope);
            if (draws.size() > 1 && metric.equals("accuracy")) {
                report.add(
                        configuration,
                        "accuracy.least",
                        Arrays.stream(values).min().orElse(first),
                        inScope);
                report.add(
                        configuration,
                        "accuracy.greatest",
                        Arrays.stream(values).max().orElse(first),
                        inScope);
            }
        });
    }
}
