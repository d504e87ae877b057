package dev.fairlead.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds markers in a text, among them the forms models slip into: {@code [1][2]}, {@code [1, 2]}, {@code [1-3]},
 * {@code [1 and 2]}, {@code [ 1 ]}, {@code [passage 2]}, {@code 【1】}.
 *
 * <p>An index into something is no marker: brackets inside inline code or a code block, and brackets attached to a word
 * where the word is an identifier by its form ({@code daily_rates[1]}, {@code dailyRates[1]}, {@code $rates[1]}), where
 * what follows says so ({@code rates[1].net}, {@code rates[1] = 5}, {@code rates[1][i]}), where it follows an index, or
 * where it is 0, which no passage has. A plain word with a number attached ({@code thirty days[1].}) is a claim with its
 * marker: models leave out the space far more often than they write about arrays without marking them as code.
 */
public final class Markers {
    /** Bounded, since a model may also write a list of thousands. */
    private static final Pattern MARKER = Pattern.compile(
            " ?[\\[【]\\s?(?:passages?\\s?)?(\\d{1,6}(?:\\s?(?:[,;–&-]|and)\\s?\\d{1,6}){0,30})\\s?[\\]】]",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBER = Pattern.compile("([–-])?\\s?(\\d{1,6})");
    private static final int LONGEST_RANGE = 20;

    /** What stands before a bracket is looked at this far back. */
    private static final int LONGEST_WORD = 60;

    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{N}_]*$");

    private static final Pattern IDENTIFIER = Pattern.compile("(?:\\p{Alnum}_+\\p{Alnum}\\w*"
            + "|\\b\\p{Lower}{2,}\\d*\\p{Upper}\\w*|\\$\\p{Alpha}\\w*|[\\p{Alnum}_]\\[\\w*\\p{Alpha}\\w*])$");

    private static final Pattern USED_AS_INDEX =
            Pattern.compile("\\.\\p{Lower}|\\s?[-+*/]?=|\\[(?:\\w*\\p{Alpha}\\w*|0)]");

    /**
     * A marker.
     *
     * @param start index of its first character, a space before it included
     * @param end index after its last character
     * @param numbers the numbers it stands for, in their order
     */
    public record Marker(int start, int end, List<Integer> numbers) {
        /** Copies. */
        public Marker {
            numbers = List.copyOf(numbers);
        }
    }

    private Markers() {}

    /**
     * Finds markers.
     *
     * @param text what a model wrote
     * @return its markers, in order
     */
    public static List<Marker> in(String text) {
        List<Marker> found = new ArrayList<>();
        CodeSpans code = CodeSpans.of(text);
        Matcher matcher = MARKER.matcher(text);
        int indexEnd = -1;
        while (matcher.find()) {
            List<Integer> numbers = numbers(matcher.group(1));
            if (isIndex(text, matcher, numbers, matcher.start() == indexEnd)) {
                indexEnd = matcher.end();
            } else if (!code.contains(matcher.end() - 1)) {
                found.add(new Marker(matcher.start(), matcher.end(), numbers));
            }
        }
        return found;
    }

    private static boolean isIndex(String text, Matcher marker, List<Integer> numbers, boolean afterIndex) {
        int start = marker.start();
        String before = text.substring(Math.max(0, start - LONGEST_WORD), start);
        if (text.charAt(start) == ' ') {
            return false;
        }
        Matcher used = USED_AS_INDEX.matcher(text).region(marker.end(), text.length());
        return afterIndex
                || IDENTIFIER.matcher(before).find()
                || (WORD.matcher(before).find() && (numbers.contains(0) || used.lookingAt()));
    }

    private static List<Integer> numbers(String list) {
        List<Integer> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(list);
        while (matcher.find()) {
            int number = Integer.parseInt(matcher.group(2));
            int from = numbers.isEmpty() ? number : numbers.getLast() + 1;
            boolean range = matcher.group(1) != null && from <= number && number - from < LONGEST_RANGE;
            for (int next = range ? from : number; next <= number; next++) {
                numbers.add(next);
            }
        }
        return List.copyOf(numbers);
    }
}
