package dev.fairlead.json.value;

import dev.fairlead.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads plain numbers and percentages, in figures or words. A clause number, a part of a date and an ordinal in figures are
 * no numbers.
 */
final class NumberReader implements ValueReader {
    private static final String FIGURE = "(?<n>\\d{1,3}(?:,\\d{3}){1,5}(?:\\.\\d{1,6})?|\\d{1,15}(?:\\.\\d{1,6})?)";
    private static final String WORDS = "(?<w>" + NumberWords.RUN + ")";
    private static final String PERCENT = "(?:\\s*\\([^)]{0,20}\\))?\\s*(?:%|percent\\b|per\\s?cent\\b)";

    private static final Pattern PLAIN = Pattern.compile(
            "(?<![\\p{L}\\d.,/$€£-])" + FIGURE + "(?![\\p{L}\\d/]|\\.\\d|\\s?%|-\\d)|" + WORDS,
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SHARE =
            Pattern.compile("(?<![\\d.,])(?:" + FIGURE + "|" + WORDS + ")" + PERCENT, Pattern.CASE_INSENSITIVE);
    private static final Pattern CLAUSE =
            Pattern.compile("(?i)(?:^|\\b(?:section|article|clause|paragraph|exhibit|schedule|no\\.?)\\s*)$");
    private static final int LOOK_BACK = 16;

    private final Pattern pattern;

    private NumberReader(Pattern pattern) {
        this.pattern = pattern;
    }

    static NumberReader plain() {
        return new NumberReader(PLAIN);
    }

    /** Five percent reads as 5. */
    static NumberReader percent() {
        return new NumberReader(SHARE);
    }

    @Override
    public List<Reading> read(String text) {
        List<Reading> readings = new ArrayList<>();
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            String before = text.substring(Math.max(0, found.start() - LOOK_BACK), found.start());
            if (pattern == PLAIN && CLAUSE.matcher(before).find()) {
                continue;
            }
            Optional<BigDecimal> number = found.group("n") == null
                    ? NumberWords.value(found.group("w"))
                    : Optional.of(new BigDecimal(found.group("n").replace(",", "")));
            number.ifPresent(value -> readings.add(new Reading(value, new Span(found.start(), found.end()), 0.9)));
        }
        return readings;
    }
}
