package dev.fairlead.retrieval.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.SmallFloat;

/**
 * BM25 as it is written down, without the constant factor {@code k1 + 1}: the sum over the question's words of {@code count *
 * idf * tf / (tf + k1 * (1 - b + b * length / average))}. Robertson and Zaragoza 2009, https://doi.org/10.1561/1500000019.
 */
final class Bm25 {
    private static final double K1 = 0.9;
    private static final double B = 0.4;

    /** Distinct words of a question that count. */
    private static final int MAX_WORDS = 256;

    private final Map<String, Integer> texts = new HashMap<>();
    private final long nonEmpty;
    private final double averageLength;

    /** Over the statistics of these texts. */
    Bm25(List<Bag> bags) {
        bags.forEach(bag -> bag.counts().keySet().forEach(word -> texts.merge(word, 1, Integer::sum)));
        nonEmpty = bags.stream().filter(bag -> bag.length() > 0).count();
        averageLength = bags.stream().mapToLong(Bag::length).sum() / (double) nonEmpty;
    }

    static int dropped(Bag question) {
        return Math.max(0, question.counts().size() - MAX_WORDS);
    }

    double score(Bag question, Bag text) {
        // An index keeps four significant bits of a length; the formula is held against that, not against another one.
        int length = SmallFloat.byte4ToInt(SmallFloat.intToByte4(text.length()));
        double saturation = K1 * (1 - B + B * length / averageLength);
        return question.counts().entrySet().stream()
                .limit(MAX_WORDS)
                .mapToDouble(word -> {
                    double tf = text.counts().getOrDefault(word.getKey(), 0);
                    return word.getValue() * idf(word.getKey()) * tf / (tf + saturation);
                })
                .sum();
    }

    /** What no text's score reaches. */
    double ceiling(Bag question) {
        double most = question.counts().entrySet().stream()
                .limit(MAX_WORDS)
                .mapToDouble(word -> word.getValue() * idf(word.getKey()))
                .sum();
        return most > 0 ? most : 1;
    }

    private double idf(String word) {
        int holding = texts.getOrDefault(word, 0);
        return Math.log(1 + (nonEmpty - holding + 0.5) / (holding + 0.5));
    }
}
