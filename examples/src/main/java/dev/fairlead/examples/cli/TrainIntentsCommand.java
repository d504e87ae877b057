package dev.fairlead.examples.cli;

import dev.fairlead.routing.IntentModelCard;
import dev.fairlead.routing.IntentTrainer;
import dev.fairlead.routing.OnnxTextEncoder;
import dev.fairlead.routing.TrainedIntents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains an intent classifier; the shipped one is made by this command. */
@Command(
        name = "train-intents",
        description = {
            "Trains an intent classifier for any set of labels, in this JVM, in seconds: a head on the frozen encoder's"
                    + " query vectors, calibrated on held-out rows. Equal data gives an equal file.",
            "The shipped classifier is made by: fairlead train-intents --hidden 256 --data routing/src/training --out"
                    + " routing/src/main/resources/dev/fairlead/routing/standard-intents.onnx"
        })
final class TrainIntentsCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE|FOLDER",
            description = "lines of {\"text\": .., \"label\": ..}; of a folder all its .jsonl files")
    private Path data = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "the ONNX file to write")
    private Path out = Path.of("");

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "what the held-out rows are drawn from; 1 unless said otherwise")
    private long seed = 1;

    @Option(
            names = "--hidden",
            paramLabel = "N",
            description = "hidden units of the head; 0, a linear head, unless said otherwise")
    private int hidden;

    TrainIntentsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        Path source = shell.resolve(data);
        if (!Files.exists(source)) {
            throw Refusal.nothingToWorkOn("There is no file or folder " + data + ".");
        }
        Path target = shell.resolve(out).toAbsolutePath().normalize();
        if (target.getParent() != null) {
            Files.createDirectories(target.getParent());
        }
        long start = System.nanoTime();
        try (var encoder = OnnxTextEncoder.bgeSmall()) {
            TrainedIntents trained = IntentTrainer.builder(encoder)
                    .seed(seed)
                    .hidden(hidden)
                    .build()
                    .train(source);
            trained.writeTo(target);
            report(trained.card(), Files.size(target), (System.nanoTime() - start) / 1e9);
        } catch (IllegalArgumentException e) {
            throw Refusal.nothingToWorkOn("Cannot train on this data: " + e.getMessage());
        }
        return ExitCode.DONE;
    }

    private void report(IntentModelCard card, long bytes, double seconds) {
        IntentModelCard.HeldOut heldOut = card.heldOut();
        shell.out()
                .println(String.format(
                        Locale.ROOT,
                        """
                %s: %.1f kB, %d intents from %d rows in %.1f s
                  held out     %d rows, %s
                  accuracy     %.4f
                  calibration  error %.4f, log-loss %.4f (%.4f before temperature %.3f)
                  intents      %s""",
                        out,
                        bytes / 1e3,
                        card.labels().size(),
                        card.rows(),
                        seconds,
                        heldOut.rows(),
                        heldOut.scheme(),
                        heldOut.accuracy(),
                        heldOut.calibrationError(),
                        heldOut.logLoss(),
                        heldOut.rawLogLoss(),
                        card.temperature(),
                        String.join(", ", card.labels())));
    }
}
