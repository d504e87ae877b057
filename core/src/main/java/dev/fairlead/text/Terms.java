package dev.fairlead.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The content words of an English text: lower case, without function words, with plural and common verb endings removed
 * by a few rules in the manner of Harman's S-stemmer (JASIS 1991). For comparing sentences with a question where no
 * search engine is at hand.
 */
public final class Terms {
    private static final Set<String> FUNCTION_WORDS = Set.of(
            ("a about above after again against all also am an and any are as at be because been before being below between both but by"
                            + " can could did do does doing down during each for from further had has have having he her here hers"
                            + " him his how i if in into is it its itself just me more most my no nor not of off on once only or"
                            + " other our ours out over own please same shall she should so some such tell than that the their"
                            + " theirs them then there these they this those through to too under until up us very was we were"
                            + " what when where which while who whom whose why will with would you your yours")
                    .split(" "));

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'’]*");

    private Terms() {}

    /**
     * Content words in the order they stand, repeated as often as they do. O(length).
     *
     * @param text any text
     * @return stemmed content words
     */
    public static List<String> of(String text) {
        Objects.requireNonNull(text, "text");
        List<String> terms = new ArrayList<>();
        int start = -1;
        // By hand, not by a regular expression: every question walks through three passages here.
        for (int at = 0; at <= text.length(); ) {
            int point = at < text.length() ? text.codePointAt(at) : ' ';
            boolean inWord = isWordPart(point) || (start >= 0 && isApostrophe(point));
            if (inWord && start < 0) {
                start = at;
            } else if (!inWord && start >= 0) {
                addTerm(text.substring(start, at), terms);
                start = -1;
            }
            at += Character.charCount(point);
        }
        return terms;
    }

    private static void addTerm(String found, List<String> terms) {
        String word = found.toLowerCase(Locale.ROOT);
        if (!FUNCTION_WORDS.contains(word)) {
            terms.add(stem(word));
        }
    }

    private static boolean isWordPart(int point) {
        int type = Character.getType(point);
        return Character.isLetterOrDigit(point) || type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }

    private static boolean isApostrophe(int point) {
        return point == '\'' || point == '’';
    }

    /**
     * All words as they stand, in their order. O(length).
     *
     * @param text any text
     * @return letters and digits in a row, apostrophes inside included
     */
    public static Stream<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group);
    }

    /**
     * The content words as they stand, without the function words between them.
     *
     * @param text any text
     * @return words with single spaces between them; empty where there are only function words
     */
    public static String content(String text) {
        return words(text)
                .filter(word -> !FUNCTION_WORDS.contains(word.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(" "));
    }

    /**
     * Distinct content words in the order they first stand.
     *
     * @param text any text
     * @return stemmed content words
     */
    public static Set<String> distinct(String text) {
        return new LinkedHashSet<>(of(text));
    }

    private static String stem(String word) {
        String base = withoutPossessive(word);
        if (base.length() > 4 && base.endsWith("ies")) {
            return base.substring(0, base.length() - 3) + "y";
        }
        if (base.length() > 5 && base.endsWith("ing")) {
            return dropFinalE(base.substring(0, base.length() - 3));
        }
        if (base.length() > 4 && base.endsWith("ed")) {
            return dropFinalE(base.substring(0, base.length() - 2));
        }
        if (base.length() > 3 && base.endsWith("s") && !base.endsWith("ss") && !base.endsWith("us")) {
            return dropFinalE(base.substring(0, base.length() - 1));
        }
        return dropFinalE(base);
    }

    /** Both {@code tenant's} and {@code tenants'}. */
    private static String withoutPossessive(String word) {
        int end = word.length();
        while (end > 0 && isApostrophe(word.charAt(end - 1))) {
            end--;
        }
        if (end > 1 && word.charAt(end - 1) == 's' && isApostrophe(word.charAt(end - 2))) {
            end -= 2;
        }
        while (end > 0 && isApostrophe(word.charAt(end - 1))) {
            end--;
        }
        return word.substring(0, end);
    }

    /** {@code terminate}, {@code terminated} and {@code terminating} meet in one stem. */
    private static String dropFinalE(String word) {
        return word.length() > 4 && word.endsWith("e") ? word.substring(0, word.length() - 1) : word;
    }
}
