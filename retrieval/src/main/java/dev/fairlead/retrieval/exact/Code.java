package dev.fairlead.retrieval.exact;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers of invoices, exhibits, standards: letters and digits in one word, with four digits, or with three and two
 * separators. Shorter ones ("IL-10", "p53", "24-hour") are words like others.
 */
final class Code {
    private static final Pattern WORD = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?=[\\d./_-]{0,39}[A-Za-z])(?=[A-Za-z./_-]{0,39}\\d)[A-Za-z0-9]+(?:[-/._][A-Za-z0-9]+){0,8}(?![\\p{L}\\p{N}])");

    private static final Pattern DECADE = Pattern.compile("\\d{4}s");
    private static final int LONGEST = 40;
    private static final int SURE_DIGITS = 4;
    private static final int DIGITS = 3;
    private static final int SEPARATORS = 2;

    private Code() {}

    /** Codes in lower case, in the order they stand. */
    static List<String> in(String text) {
        if (!Digits.in(text)) {
            return List.of();
        }
        List<String> codes = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            String code = word.group();
            long digits = code.chars().filter(Character::isDigit).count();
            long separators = code.chars().filter(c -> "-/._".indexOf(c) >= 0).count();
            boolean sure = digits >= SURE_DIGITS || (digits >= DIGITS && separators >= SEPARATORS);
            if (sure && code.length() <= LONGEST && !DECADE.matcher(code).matches()) {
                codes.add(code.toLowerCase(Locale.ROOT));
            }
        }
        return codes;
    }
}
