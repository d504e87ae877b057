package dev.fairlead.routing;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.fairlead.RoutingException;
import dev.fairlead.routing.graph.FusedGraph;
import dev.fairlead.routing.transformer.FineTuned;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The layout of a fine-tuned model: an int8 graph from token ids to probabilities, with the card, the tokenizer and the longest
 * text in its metadata; of a model that remembers examples, their cosines, texts and guard as in {@link IntentModelFile}. One
 * file is all it takes. Equal models and cards give equal bytes.
 */
final class FineTunedFile {
    private static final String TOKENIZER = "fairlead.tokenizer";
    private static final String MAX_TOKENS = "fairlead.tokens";

    private FineTunedFile() {}

    /** Whether a file with this metadata is one. */
    static boolean is(Map<String, String> metadata) {
        return metadata.containsKey(TOKENIZER);
    }

    /**
     * The bytes of a file.
     *
     * @param examples whose cosines the graph shall give, of vectors of this model; may be none
     * @param guard what they are good for, if that is known yet
     */
    static byte[] write(
            FineTuned model,
            IntentModelCard card,
            TrainingTexts texts,
            Examples examples,
            Optional<IntentGuard> guard) {
        Map<String, String> metadata = IntentModelFile.metadata(card);
        metadata.put(TOKENIZER, new String(texts.json(), StandardCharsets.UTF_8));
        metadata.put(MAX_TOKENS, Integer.toString(texts.maxTokens()));
        guard.ifPresent(known -> metadata.putAll(IntentModelFile.metadata(known)));
        byte[] file = model.onnx(card.temperature(), metadata);
        return examples.count() == 0 ? file : withCosines(file, examples);
    }

    private static byte[] withCosines(byte[] file, Examples examples) {
        try {
            OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.parseFrom(file).toBuilder();
            IntentGraph.addCosines(model.getGraphBuilder(), FusedGraph.VECTOR, examples);
            return model.build().toByteArray();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("what was just written can be read", e);
        }
    }

    /**
     * Opens a file.
     *
     * @param name the file's name, for messages
     * @throws RoutingException if this is no such file
     */
    static FineTunedClassifier open(byte[] content, String name) {
        Map<String, String> metadata = IntentModelFile.metadata(content, name);
        IntentModelCard card = IntentModelFile.card(metadata, name);
        String tokenizer = metadata.get(TOKENIZER);
        if (tokenizer == null) {
            throw new RoutingException("model " + name + " is no fine-tuned one: its metadata lacks " + TOKENIZER);
        }
        try {
            int maxTokens = Integer.parseInt(metadata.getOrDefault(MAX_TOKENS, "none"));
            byte[] json = tokenizer.getBytes(StandardCharsets.UTF_8);
            FineTunedClassifier.Memory memory = new FineTunedClassifier.Memory(
                    IntentModelFile.examples(metadata, name),
                    IntentModelFile.guard(metadata, name, card.labels().size()));
            TrainingTexts texts = TrainingTexts.of(json, name, card.labels(), maxTokens);
            return FineTunedClassifier.of(content, name, texts, memory);
        } catch (IllegalArgumentException e) {
            throw new RoutingException("fine-tuned model " + name + " has broken metadata: " + e.getMessage(), e);
        }
    }
}
