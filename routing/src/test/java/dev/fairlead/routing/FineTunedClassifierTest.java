package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.EncodingException;
import dev.fairlead.IntentScore;
import dev.fairlead.RoutingException;
import dev.fairlead.routing.graph.BertWeights;
import dev.fairlead.routing.transformer.Depth;
import dev.fairlead.routing.transformer.Example;
import dev.fairlead.routing.transformer.FineTuned;
import dev.fairlead.routing.transformer.TransformerTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MiniLM taught to tell three intents apart, written as a file and opened again. */
class FineTunedClassifierTest {
    private static final Path WEIGHTS = Path.of("target", "weights");
    private static final Path TOKENIZER = WEIGHTS.resolve("all-minilm-l6-v2-tokenizer.json");
    private static final List<String> LABELS = List.of("balance", "card", "weather");
    private static final List<LabelledText> ROWS = List.of(
            new LabelledText("how much money is in my account", "balance"),
            new LabelledText("tell me what I have left to spend", "balance"),
            new LabelledText("my card has not arrived", "card"),
            new LabelledText("where is the credit card I ordered", "card"),
            new LabelledText("will it rain tomorrow", "weather"),
            new LabelledText("do I need a coat in Oslo today", "weather"));

    @TempDir
    private Path folder;

    private static FineTuned trained(List<Example> examples) {
        return TransformerTrainer.builder(BertWeights.read(WEIGHTS.resolve("all-minilm-l6-v2.onnx")), Pooling.MEAN)
                .depth(Depth.lowRank(4))
                .epochs(2)
                .threads(1)
                .build()
                .fit(examples, List.of(), LABELS.size());
    }

    private static double probability(List<IntentScore> scores, String label) {
        return scores.stream()
                .filter(score -> score.intent().equals(label))
                .findFirst()
                .orElseThrow()
                .probability();
    }

    @Test
    void a_file_says_what_the_trained_model_said_but_for_its_eight_bits() throws IOException {
        List<Example> examples = TrainingTexts.of(TOKENIZER, LABELS, 64).examples(ROWS);
        FineTuned model = trained(examples);
        Map<String, String> more = Map.of("trained.by", "test");
        byte[] content = FineTunedClassifier.file(model, LABELS, 1, more);
        Path file = Files.write(folder.resolve("model.onnx"), content);
        Path flat = Files.write(folder.resolve("flat.onnx"), FineTunedClassifier.file(model, LABELS, 1000, more));

        List<float[]> expected = model.probabilities(examples, 1);
        try (FineTunedClassifier classifier = FineTunedClassifier.open(file, TOKENIZER, 64);
                FineTunedClassifier doubtful = FineTunedClassifier.open(flat, TOKENIZER, 64)) {
            for (int i = 0; i < ROWS.size(); i++) {
                String text = ROWS.get(i).text();
                List<IntentScore> scores = classifier.classify(text, Deadline.never());
                assertEquals(ROWS.get(i).label(), scores.getFirst().intent(), text);
                for (int label = 0; label < LABELS.size(); label++) {
                    double probability = probability(scores, LABELS.get(label));
                    assertEquals(expected.get(i)[label], probability, 0.05, text);
                }
                double largest =
                        doubtful.classify(text, Deadline.never()).getFirst().probability();
                assertEquals(1 / 3.0, largest, 0.02);
            }
        }
        assertThrows(
                IllegalArgumentException.class, () -> FineTunedClassifier.file(model, List.of("one", "two"), 1, more));
        assertThrows(IllegalArgumentException.class, () -> FineTunedClassifier.file(model, LABELS, 0, more));
    }

    @Test
    void files_of_something_else_are_refused() {
        Path encoder = WEIGHTS.resolve("all-minilm-l6-v2.onnx");
        Path missing = folder.resolve("none.onnx");

        EncodingException noLogits =
                assertThrows(EncodingException.class, () -> FineTunedClassifier.open(encoder, TOKENIZER, 64));
        assertTrue(noLogits.getMessage().contains("no output of logits"), noLogits.getMessage());
        assertThrows(EncodingException.class, () -> FineTunedClassifier.open(missing, TOKENIZER, 64));
        assertThrows(IllegalArgumentException.class, () -> FineTunedClassifier.open(encoder, TOKENIZER, 2));
        Path pooled =
                Path.of("target", "classes", "dev", "fairlead", "routing", "encoder", "bge-small-en-v1.5-fused.onnx");
        RoutingException noLabels =
                assertThrows(RoutingException.class, () -> FineTunedClassifier.open(pooled, TOKENIZER, 64));
        assertTrue(noLabels.getMessage().contains("lacks fairlead.labels"), noLabels.getMessage());
    }
}
