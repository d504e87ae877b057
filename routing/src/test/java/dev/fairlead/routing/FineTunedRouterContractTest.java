package dev.fairlead.routing;

import dev.fairlead.RoutePath;
import dev.fairlead.Router;
import dev.fairlead.routing.graph.TinyBert;
import dev.fairlead.routing.transformer.Depth;
import dev.fairlead.routing.transformer.FineTuned;
import dev.fairlead.routing.transformer.TransformerTrainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** A router on a model that reads the text itself. */
final class FineTunedRouterContractTest extends RouterContract {
    @TempDir
    private Path folder;

    @Override
    protected Router open() {
        try {
            TinyIntents.in(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TrainingTexts texts =
                TrainingTexts.of(folder.resolve("tokenizer.json"), List.of("even", "odd"), TinyIntents.MAX_TOKENS);
        FineTuned model = TransformerTrainer.builder(TinyBert.of(8, 2, 3), Pooling.MEAN)
                .depth(Depth.head())
                .threads(1)
                .build()
                .fit(texts.examples(TinyIntents.hard(60, 1)), List.of(), 2);
        RouteTable table = new RouteTable(Map.of("even", RoutePath.DIRECT, "odd", RoutePath.DECLINE), 0.3, 0.6);
        return IntentRouter.of(FineTunedClassifier.of(model, texts), table);
    }
}
