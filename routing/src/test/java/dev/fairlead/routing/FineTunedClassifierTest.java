package dev.fairlead.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.EncodingException;
import dev.fairlead.IntentScore;
import dev.fairlead.RoutingException;
import dev.fairlead.routing.graph.BertWeights;
import dev.fairlead.routing.graph.FusedGraph;
import dev.fairlead.routing.graph.TinyBert;
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
    void a_file_says_what_the_trained_model_said_but_for_its_eight_bits() {
        TrainingTexts texts = TrainingTexts.of(TOKENIZER, LABELS, 64);
        List<Example> examples = texts.examples(ROWS);
        FineTuned model = trained(examples);

        List<float[]> expected = model.probabilities(examples, 1);
        byte[] floats = model.floatOnnx(1, Map.of());
        byte[] flat = model.onnx(1000, Map.of());
        try (FineTunedClassifier classifier = FineTunedClassifier.of(model, texts);
                FineTunedClassifier exact =
                        FineTunedClassifier.of(floats, "floats", texts, FineTunedClassifier.Memory.NONE);
                FineTunedClassifier doubtful =
                        FineTunedClassifier.of(flat, "flat", texts, FineTunedClassifier.Memory.NONE)) {
            for (int i = 0; i < ROWS.size(); i++) {
                String text = ROWS.get(i).text();
                List<IntentScore> scores = classifier.classify(text, Deadline.never());
                List<IntentScore> exactScores = exact.classify(text, Deadline.never());
                assertEquals(ROWS.get(i).label(), scores.getFirst().intent(), text);
                for (int label = 0; label < LABELS.size(); label++) {
                    float probability = expected.get(i)[label];
                    assertEquals(probability, probability(scores, LABELS.get(label)), 0.05, text);
                    assertEquals(probability, probability(exactScores, LABELS.get(label)), 1e-5, text);
                }
                double largest =
                        doubtful.classify(text, Deadline.never()).getFirst().probability();
                assertEquals(1 / 3.0, largest, 0.02);
            }
        }
        assertThrows(IllegalArgumentException.class, () -> model.onnx(0, Map.of()));
        TrainingTexts two = TrainingTexts.of(TOKENIZER, List.of("one", "two"), 64);
        RoutingException more = assertThrows(RoutingException.class, () -> FineTunedClassifier.of(model, two));
        assertTrue(more.getMessage().contains("names 2 labels for 3 classes"), more.getMessage());
    }

    private static String refusal(Path file) {
        return assertThrows(RoutingException.class, () -> FineTunedClassifier.open(file))
                .getMessage();
    }

    @Test
    void files_of_something_else_are_refused() throws IOException {
        Path shipped = Path.of("target", "classes", "dev", "fairlead", "routing");
        String head = refusal(shipped.resolve(IntentClassifier.STANDARD));
        String encoder = refusal(shipped.resolve("encoder").resolve("bge-small-en-v1.5-fused.onnx"));

        assertTrue(head.contains("lacks fairlead.tokenizer"), head);
        assertTrue(encoder.contains("lacks fairlead.format"), encoder);
        assertTrue(refusal(folder.resolve("none.onnx")).contains("does not exist"));
        Path words = Files.writeString(folder.resolve("words.onnx"), "words");
        assertTrue(refusal(words).contains("is no ONNX file"));
    }

    @Test
    void metadata_that_no_number_can_be_read_from_is_told_of() {
        TrainingTexts texts = TrainingTexts.of(TOKENIZER, LABELS, 64);
        Map<String, String> metadata = IntentModelFile.metadata(Samples.card(LABELS, "none", IntentModelCard.FORMAT));
        metadata.put("fairlead.tokenizer", "{}");
        byte[] graph = FusedGraph.classifier(
                TinyBert.of(8, 1, 1), Pooling.MEAN, new float[8 * LABELS.size()], new float[LABELS.size()], metadata);

        RoutingException broken = assertThrows(RoutingException.class, () -> FineTunedFile.open(graph, "broken.onnx"));
        assertTrue(broken.getMessage().contains("broken.onnx has broken metadata"), broken.getMessage());
        assertThrows(
                EncodingException.class,
                () -> FineTunedClassifier.of(graph, "small", texts, FineTunedClassifier.Memory.NONE));
    }
}
