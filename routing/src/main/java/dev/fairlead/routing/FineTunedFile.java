package dev.fairlead.routing;

import dev.fairlead.RoutingException;
import dev.fairlead.routing.transformer.FineTuned;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The layout of a fine-tuned model: an int8 graph from token ids to probabilities, with the card, the tokenizer and the longest
 * text in its metadata. One file is all it takes. Equal models and cards give equal bytes.
 */
final class FineTunedFile {
    private static final String TOKENIZER = "fairlead.tokenizer";
    private static final String MAX_TOKENS = "fairlead.tokens";

    private FineTunedFile() {}

    /** Whether a file with this metadata is one. */
    static boolean is(Map<String, String> metadata) {
        return metadata.containsKey(TOKENIZER);
    }

    /** The bytes of a file. */
    static byte[] write(FineTuned model, IntentModelCard card, TrainingTexts texts) {
        Map<String, String> metadata = IntentModelFile.metadata(card);
        metadata.put(TOKENIZER, new String(texts.json(), StandardCharsets.UTF_8));
        metadata.put(MAX_TOKENS, Integer.toString(texts.maxTokens()));
        return model.onnx(card.temperature(), metadata);
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
            return FineTunedClassifier.of(content, name, TrainingTexts.of(json, name, card.labels(), maxTokens));
        } catch (IllegalArgumentException e) {
            throw new RoutingException("fine-tuned model " + name + " has broken metadata: " + e.getMessage(), e);
        }
    }
}
