package dev.fairlead.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a text, each with the text that is left when it goes. */
final class Words {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:['’.,-][\\p{L}\\p{N}]+)*");

    private Words() {}

    /** A word, and the text without it, never blank. */
    record Word(String text, String leftOut) {}

    /** In order; a text of one word has none that could be left out. */
    static List<Word> of(String text) {
        List<Word> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            String leftOut = text.substring(0, word.start()) + text.substring(word.end());
            if (WORD.matcher(leftOut).find()) {
                words.add(new Word(word.group(), leftOut));
            }
        }
        return words;
    }
}
