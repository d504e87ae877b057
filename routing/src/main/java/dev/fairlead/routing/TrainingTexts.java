package dev.fairlead.routing;

import dev.fairlead.EncodingException;
import dev.fairlead.routing.transformer.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes of labelled texts what {@link dev.fairlead.routing.transformer.TransformerTrainer} learns from. Immutable and thread-safe. */
public final class TrainingTexts {
    private static final int LEAST_TOKENS = 3;

    private final WordPieceTokenizer tokenizer;
    private final List<String> labels;
    private final int maxTokens;

    private TrainingTexts(WordPieceTokenizer tokenizer, List<String> labels, int maxTokens) {
        this.tokenizer = tokenizer;
        this.labels = List.copyOf(labels);
        this.maxTokens = maxTokens;
    }

    /**
     * Opens a tokenizer.
     *
     * @param tokenizer the {@code tokenizer.json} of the encoder that is trained
     * @param labels classes, in the order of their numbers
     * @param maxTokens where texts are cut, special tokens included; at least 3
     * @return what makes examples
     * @throws IllegalArgumentException if {@code maxTokens} is below 3 or a label occurs twice
     * @throws EncodingException if the file cannot be read, or is no tokenizer of the BERT family
     */
    public static TrainingTexts of(Path tokenizer, List<String> labels, int maxTokens) {
        if (maxTokens < LEAST_TOKENS) {
            throw new IllegalArgumentException("maxTokens must be at least " + LEAST_TOKENS + ", was " + maxTokens);
        }
        if (labels.stream().distinct().count() != labels.size()) {
            throw new IllegalArgumentException("labels must be distinct, were " + labels);
        }
        try {
            byte[] json = Files.readAllBytes(tokenizer);
            return new TrainingTexts(TokenizerFile.read(json, tokenizer.toString()), labels, maxTokens);
        } catch (IOException e) {
            throw new EncodingException("tokenizer " + tokenizer + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Makes examples.
     *
     * @param rows texts with labels
     * @return one a row
     * @throws IllegalArgumentException naming the row, counted from 1, if its label is none of the classes
     */
    public List<Example> examples(List<LabelledText> rows) {
        List<Example> examples = new ArrayList<>();
        for (LabelledText row : rows) {
            int label = labels.indexOf(row.label());
            if (label < 0) {
                throw new IllegalArgumentException("label of row " + (examples.size() + 1) + " must be one of the "
                        + labels.size() + " classes, was '" + row.label() + "'");
            }
            long[] ids = tokenizer.encode(row.text(), maxTokens).ids();
            examples.add(
                    new Example(Arrays.stream(ids).mapToInt(Math::toIntExact).toArray(), label));
        }
        return examples;
    }
}
