package dev.fairlead.benchmarks.quality;

import dev.fairlead.benchmarks.metric.QuoteMatch;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares a value with the words of a contract that a lawyer marked for it. */
final class GoldTerms {
    private static final int LONGEST_PARTY = 80;

    private static final Pattern YEAR = Pattern.compile("\\b(?:19|20)\\d\\d\\b|/\\d\\d\\b");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern LENGTH_PART = Pattern.compile("(\\d+)([YMWD])");
    private static final Map<String, String> UNITS = Map.of("Y", "year", "M", "month", "W", "week", "D", "day");
    private static final Map<Integer, String> WORDS = words();

    private GoldTerms() {}

    /** Whether the marked words name this day: its day of the month, its month, and its year where they name one. */
    static boolean isDate(LocalDate value, List<String> gold) {
        return gold.stream().anyMatch(text -> {
            String lower = text.toLowerCase(Locale.ROOT);
            String month = value.getMonth()
                    .getDisplayName(TextStyle.SHORT, Locale.ROOT)
                    .toLowerCase(Locale.ROOT);
            List<Integer> numbers = numbers(text);
            boolean year = !YEAR.matcher(text).find()
                    || numbers.contains(value.getYear())
                    || numbers.contains(value.getYear() % 100);
            boolean day = numbers.contains(value.getDayOfMonth())
                    || (value.getDayOfMonth() == 1 && lower.contains("first day"));
            return year && day && (lower.contains(month) || numbers.contains(value.getMonthValue()));
        });
    }

    /** Whether all words of a place stand in the marked clause. */
    static boolean isPlace(String value, List<String> gold) {
        return gold.stream().anyMatch(text -> QuoteMatch.contains(text, value));
    }

    /** Whether the marked clause speaks of this length, in figures or words, such as P90D of "ninety (90) days". */
    static boolean isLength(String value, List<String> gold) {
        Matcher parts = LENGTH_PART.matcher(value);
        boolean any = false;
        while (parts.find()) {
            any = true;
            int count = Integer.parseInt(parts.group(1));
            String word = WORDS.getOrDefault(count, parts.group(1));
            String unit = UNITS.getOrDefault(parts.group(2), "");
            String bySelf = count == 1 ? "|\\b" + unit + "[- ]to[- ]" + unit + "|\\ban additional " + unit : "";
            Pattern spoken = Pattern.compile("(?i)\\b(?:" + count + "|" + word
                    + ")\\b\\W{0,4}(?:\\d+\\W{0,4})?(?:\\w+\\W+){0,2}?" + unit + bySelf);
            if (gold.stream().noneMatch(text -> spoken.matcher(text).find())) {
                return false;
            }
        }
        return any;
    }

    /** Whether each value is one of the marked names, or holds one, and there are at least two. */
    static boolean areParties(List<String> values, List<String> gold) {
        return values.size() >= 2 && values.stream().allMatch(value -> isParty(value, gold));
    }

    private static boolean isParty(String value, List<String> gold) {
        return value.length() <= LONGEST_PARTY
                && gold.stream().anyMatch(text -> QuoteMatch.contains(text, value) || QuoteMatch.contains(value, text));
    }

    private static List<Integer> numbers(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(found -> found.group())
                .filter(digits -> digits.length() <= 4)
                .map(Integer::valueOf)
                .toList();
    }

    private static Map<Integer, String> words() {
        List<String> names = List.of(
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
                "thirteen",
                "fourteen",
                "fifteen",
                "sixteen",
                "seventeen",
                "eighteen",
                "nineteen",
                "twenty");
        Map<Integer, String> words = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            words.put(i + 1, names.get(i));
        }
        words.putAll(Map.of(
                30,
                "thirty",
                45,
                "forty-five",
                60,
                "sixty",
                90,
                "ninety",
                120,
                "one hundred twenty",
                180,
                "one hundred eighty"));
        return words;
    }
}
