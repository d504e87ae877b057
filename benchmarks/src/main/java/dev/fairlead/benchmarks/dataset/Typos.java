package dev.fairlead.benchmarks.dataset;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes texts as hurried people do: in some words two neighbouring letters change places, never the first.
 *
 * @param share of the words of at least four letters that are mistyped, in [0, 1]
 * @param seed equal seeds make equal mistakes in equal texts
 */
public record Typos(double share, long seed) {
    private static final Pattern WORD = Pattern.compile("\\p{L}{4,}");

    /**
     * Mistypes.
     *
     * @param text the text
     * @return it with the same length and the same letters
     */
    public String in(String text) {
        Random random = new Random(seed ^ text.hashCode());
        StringBuilder typed = new StringBuilder(text);
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            int at = word.start() + 1 + random.nextInt(word.end() - word.start() - 2);
            if (random.nextDouble() < share) {
                char letter = typed.charAt(at);
                typed.setCharAt(at, typed.charAt(at + 1));
                typed.setCharAt(at + 1, letter);
            }
        }
        return typed.toString();
    }
}
