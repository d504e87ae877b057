package dev.fairlead.benchmarks.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Compares a quote with a gold answer by words, after SQuAD's normalisation: lower case, without ASCII punctuation and
 * without the articles a, an, the. Rajpurkar et al. 2016, https://doi.org/10.18653/v1/D16-1264.
 */
public final class QuoteMatch {
    private static final Pattern PUNCTUATION = Pattern.compile("[!-/:-@\\[-`{-~]");
    private static final Pattern ARTICLE = Pattern.compile("\\b(?:a|an|the)\\b");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private QuoteMatch() {}

    /**
     * The normalised words of a text.
     *
     * @param text any text
     * @return its words, in order
     */
    public static List<String> words(String text) {
        String bare = PUNCTUATION.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        String words = ARTICLE.matcher(bare).replaceAll(" ");
        return Stream.of(SPACE.split(words, -1)).filter(word -> !word.isEmpty()).toList();
    }

    /**
     * Token F1: the harmonic mean of the shares of words the two have in common, repeated words counted as often as both
     * have them.
     *
     * @param quote what was quoted
     * @param gold what should have been
     * @return the measure, in [0, 1]; 1 where neither has a word
     */
    public static double f1(String quote, String gold) {
        List<String> quoted = words(quote);
        List<String> wanted = words(gold);
        if (quoted.isEmpty() || wanted.isEmpty()) {
            return quoted.isEmpty() && wanted.isEmpty() ? 1 : 0;
        }
        Map<String, Integer> left = new HashMap<>();
        wanted.forEach(word -> left.merge(word, 1, Integer::sum));
        int common = 0;
        for (String word : quoted) {
            if (left.merge(word, -1, Integer::sum) >= 0) {
                common++;
            }
        }
        return 2.0 * common / (quoted.size() + wanted.size());
    }

    /**
     * Whether the gold words stand in the quote, in order and without gap.
     *
     * @param quote what was quoted
     * @param gold what should stand in it
     * @return true if they do
     */
    public static boolean contains(String quote, String gold) {
        String padded = ' ' + String.join(" ", words(quote)) + ' ';
        return padded.contains(' ' + String.join(" ", words(gold)) + ' ');
    }
}
