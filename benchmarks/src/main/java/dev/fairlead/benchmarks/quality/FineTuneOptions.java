package dev.fairlead.benchmarks.quality;

import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.Options;
import dev.fairlead.routing.FineTuning;
import dev.fairlead.routing.Pooling;
import dev.fairlead.routing.transformer.Depth;
import dev.fairlead.routing.transformer.Progress;
import dev.fairlead.routing.transformer.TransformerTrainer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** What a command line says of a transformer that is to be fine-tuned. */
final class FineTuneOptions {
    static final int MAX_TOKENS = 128;

    private final Setting setting;
    private final Options options;
    private final Path[] files;

    /**
     * Reads which files.
     *
     * @throws InputException if they are not two
     */
    FineTuneOptions(Setting setting) {
        this.setting = setting;
        this.options = setting.options();
        String both = options.text("weights").orElse("");
        String[] names = both.split(",", -1);
        if (names.length != 2) {
            throw new InputException(
                    "--weights takes a model and a tokenizer with a comma between, was '" + both + "'");
        }
        this.files = new Path[] {Path.of(names[0]), Path.of(names[1])};
    }

    /** Whether a run is to fine-tune. */
    static boolean asked(Setting setting) {
        return setting.options().text("weights").isPresent();
    }

    Path weights() {
        return files[0];
    }

    Path tokenizer() {
        return files[1];
    }

    Pooling pooling() {
        return Pooling.valueOf(options.text("pooling").orElse("MEAN"));
    }

    Depth depth() {
        String name = options.text("depth").orElse("full");
        return switch (name) {
            case "head" -> Depth.head();
            case "lora" -> Depth.lowRank(8);
            case "full" -> Depth.full();
            default -> throw new InputException("--depth must be head, lora or full, was '" + name + "'");
        };
    }

    /** Sets what the command line says, and nothing else. */
    TransformerTrainer.Builder applyTo(TransformerTrainer.Builder builder) {
        builder.listener(this::tell);
        options.integer("epochs", 1, 1000).ifPresent(builder::epochs);
        options.integer("batch", 1, 4096).ifPresent(builder::batch);
        options.text("rate").map(Double::parseDouble).ifPresent(builder::rate);
        options.text("dropout").map(Double::parseDouble).ifPresent(builder::dropout);
        return builder;
    }

    /** The same for a trainer that also trains a head. */
    FineTuning tuning() {
        FineTuning.Builder builder = FineTuning.builder(weights(), tokenizer(), pooling())
                .depths(List.of(depth()))
                .maxTokens(MAX_TOKENS)
                .trainer(this::applyTo);
        options.integer("minutes", 1, 100_000).ifPresent(minutes -> builder.budget(Duration.ofMinutes(minutes)));
        return builder.build();
    }

    private void tell(Progress progress) {
        setting.note(String.format(
                Locale.ROOT,
                "epoch %d of %d: loss %.4f, development %.4f, loss %.4f, %.1f examples/s, about %s left",
                progress.epoch(),
                progress.epochs(),
                progress.loss(),
                progress.heldOut().map(Progress.Judged::accuracy).orElse(Double.NaN),
                progress.heldOut().map(Progress.Judged::loss).orElse(Double.NaN),
                progress.examplesPerSecond(),
                progress.remaining().truncatedTo(ChronoUnit.SECONDS)));
    }
}
