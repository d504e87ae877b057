package dev.fairlead.benchmarks.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts texts into windows of about so many tokens, at white space.
 *
 * @param tokens tokens a window should have; one of less than half of that is dropped
 * @param stride tokens from the start of one window to the start of the next; {@code tokens} for one after another
 * @param countTokens counts the tokens of a word
 */
public record Windows(int tokens, int stride, ToIntFunction<String> countTokens) {
    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    /** A longer word is an encoded blob and ends up in no window. */
    private static final int LONGEST_WORD = 60;

    private record Word(int start, int end, int cost) {}

    /**
     * The windows of a text.
     *
     * @param text the text
     * @return windows in order, words joined by single spaces
     */
    public List<String> of(String text) {
        List<Word> words = words(text);
        List<String> windows = new ArrayList<>();
        int first = 0;
        while (first < words.size()) {
            int end = end(words, first, tokens);
            if (end == first) {
                first++;
            } else {
                if (2 * cost(words, first, end) >= tokens) {
                    String window = text.substring(
                            words.get(first).start(), words.get(end - 1).end());
                    windows.add(SPACE.matcher(window).replaceAll(" "));
                }
                first = Math.max(first + 1, end(words, first, stride));
            }
        }
        return windows;
    }

    private List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            boolean blob = matcher.end() - matcher.start() > LONGEST_WORD;
            int cost = blob ? tokens + 1 : countTokens.applyAsInt(matcher.group());
            words.add(new Word(matcher.start(), matcher.end(), cost));
        }
        return words;
    }

    /** Where the words from the first one on cost more than so much. */
    private static int end(List<Word> words, int first, int most) {
        int end = first;
        int cost = 0;
        while (end < words.size() && cost + words.get(end).cost() <= most) {
            cost += words.get(end).cost();
            end++;
        }
        return end;
    }

    private static int cost(List<Word> words, int first, int end) {
        return words.subList(first, end).stream().mapToInt(Word::cost).sum();
    }
}
