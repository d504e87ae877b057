package dev.fairlead.benchmarks.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a text into windows of about so many tokens, at white space, one after another. */
final class Windows {
    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    /** A longer word is an encoded blob and ends up in no window. */
    private static final int LONGEST_WORD = 60;

    private Windows() {}

    /**
     * Cuts.
     *
     * @param text the text
     * @param tokens tokens a window should have; a last one of less than half of that is dropped
     * @param countTokens counts the tokens of a word
     * @return the windows, words joined by single spaces
     */
    static List<String> of(String text, int tokens, ToIntFunction<String> countTokens) {
        List<String> windows = new ArrayList<>();
        Matcher words = WORD.matcher(text);
        int start = -1;
        int end = 0;
        int held = 0;
        while (words.find()) {
            int cost = words.end() - words.start() > LONGEST_WORD ? tokens + 1 : countTokens.applyAsInt(words.group());
            if (held + cost > tokens && start >= 0) {
                add(text, start, end, held, tokens, windows);
                start = -1;
                held = 0;
            }
            if (cost <= tokens) {
                start = start < 0 ? words.start() : start;
                end = words.end();
                held += cost;
            }
        }
        if (start >= 0) {
            add(text, start, end, held, tokens, windows);
        }
        return windows;
    }

    private static void add(String text, int start, int end, int held, int tokens, List<String> windows) {
        if (2 * held >= tokens) {
            windows.add(SPACE.matcher(text.substring(start, end)).replaceAll(" "));
        }
    }
}
