package dev.fairlead.routing;

import dev.fairlead.routing.graph.BertWeights;
import dev.fairlead.routing.graph.FusedGraph;
import dev.fairlead.routing.graph.TinyBert;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/** A tiny encoder with a tokenizer as files, and rows of two labels that its frozen vectors tell apart badly or well. */
final class TinyIntents {
    static final int MAX_TOKENS = 16;

    private static final int SPECIAL = 3;
    private static final int WORDS = 9;

    private final Path folder;

    private TinyIntents(Path folder) {
        this.folder = folder;
    }

    static TinyIntents in(Path folder) throws IOException {
        BertWeights weights = TinyBert.of(8, 2, 3);
        Files.write(folder.resolve("weights.onnx"), TinyBert.file(weights));
        Files.write(folder.resolve("encoder.onnx"), FusedGraph.pooled(weights, Pooling.MEAN));
        StringJoiner words = new StringJoiner(", ");
        for (int i = SPECIAL; i < TinyBert.VOCABULARY; i++) {
            words.add("'w" + i + "': " + i);
        }
        String tokenizer = "{'added_tokens': [], 'normalizer': {'type': 'BertNormalizer', 'lowercase': true},"
                + " 'pre_tokenizer': {'type': 'BertPreTokenizer'},"
                + " 'post_processor': {'type': 'BertProcessing', 'sep': ['[SEP]', 1], 'cls': ['[CLS]', 0]},"
                + " 'model': {'type': 'WordPiece', 'vocab': {'[CLS]': 0, '[SEP]': 1, '[UNK]': 2, " + words + "}}}";
        Files.write(
                folder.resolve("tokenizer.json"), tokenizer.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return new TinyIntents(folder);
    }

    OnnxTextEncoder encoder() {
        return OnnxTextEncoder.builder(folder.resolve("encoder.onnx"), folder.resolve("tokenizer.json"))
                .maxTokens(MAX_TOKENS)
                .build();
    }

    FineTuning.Builder tuning() {
        return FineTuning.builder(folder.resolve("weights.onnx"), folder.resolve("tokenizer.json"), Pooling.MEAN)
                .maxTokens(MAX_TOKENS)
                .trainer(trainer -> trainer.rate(5e-3).epochs(8).batch(16));
    }

    /** Nine words each; the label is whether most of their numbers are odd, which eight random values a word do not tell. */
    static List<LabelledText> hard(int count, long seed) {
        Random random = new Random(seed);
        List<LabelledText> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[] words = random.ints(WORDS, SPECIAL, TinyBert.VOCABULARY).toArray();
            StringJoiner text = new StringJoiner(" ");
            int odd = 0;
            for (int word : words) {
                text.add("w" + word);
                odd += word % 2;
            }
            rows.add(new LabelledText(text.toString(), odd > WORDS / 2 ? "odd" : "even"));
        }
        return rows.stream().distinct().toList();
    }

    /** Texts of one word over and over, which any encoder tells from those of another. */
    static List<LabelledText> easy(int count) {
        List<LabelledText> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String other = " w" + (SPECIAL + 2 + i % 30) + " w" + (SPECIAL + 2 + i / 60);
            boolean first = i / 30 % 2 == 0;
            rows.add(new LabelledText((first ? "w3 w3 w3 w3" : "w4 w4 w4 w4") + other, first ? "first" : "second"));
        }
        return rows.stream().distinct().toList();
    }
}
