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

    private static final int MOST_TOKENS = 512;

    private final byte[] json;
    private final WordPieceTokenizer tokenizer;
    private final List<String> labels;
    private final int maxTokens;

    private TrainingTexts(byte[] json, WordPieceTokenizer tokenizer, List<String> labels, int maxTokens) {
        this.json = json;
        this.tokenizer = tokenizer;
        this.labels = List.copyOf(labels);
        this.maxTokens = maxTokens;
    }

    /**
     * Opens a tokenizer.
     *
     * @param tokenizer the {@code tokenizer.json} of the encoder that is trained
     * @param labels classes, in the order of their numbers
     * @param maxTokens where texts are cut, special tokens included; in [3, 512]
     * @return what makes examples
     * @throws IllegalArgumentException if {@code maxTokens} is outside its range or a label occurs twice
     * @throws EncodingException if the file cannot be read, or is no tokenizer of the BERT family
     */
    public static TrainingTexts of(Path tokenizer, List<String> labels, int maxTokens) {
        try {
            return of(Files.readAllBytes(tokenizer), tokenizer.toString(), labels, maxTokens);
        } catch (IOException e) {
            throw new EncodingException("tokenizer " + tokenizer + " cannot be read: " + e.getMessage(), e);
        }
    }

    static TrainingTexts of(byte[] json, String name, List<String> labels, int maxTokens) {
        checkMaxTokens(maxTokens);
        if (labels.stream().distinct().count() != labels.size()) {
            throw new IllegalArgumentException("labels must be distinct, were " + labels);
        }
        return new TrainingTexts(json, TokenizerFile.read(json, name), labels, maxTokens);
    }

    static void checkMaxTokens(int maxTokens) {
        if (maxTokens < LEAST_TOKENS || maxTokens > MOST_TOKENS) {
            throw new IllegalArgumentException(
                    "maxTokens must be in [" + LEAST_TOKENS + ", " + MOST_TOKENS + "], was " + maxTokens);
        }
    }

    WordPieceTokenizer tokenizer() {
        return tokenizer;
    }

    List<String> labels() {
        return labels;
    }

    int maxTokens() {
        return maxTokens;
    }

    /** The tokenizer's file, shared. */
    byte[] json() {
        return json;
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
