package dev.fairlead.json.value;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** English numbers in words, cardinal and ordinal, up to the billions. */
final class NumberWords {
    private static final List<String> SMALL = List.of(
            ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
                            + " eighteen nineteen")
                    .split(" "));
    private static final List<String> TENS =
            List.of("twenty thirty forty fifty sixty seventy eighty ninety".split(" "));
    private static final Map<String, Integer> ORDINALS = Map.of(
            "first", 1, "second", 2, "third", 3, "fifth", 5, "eighth", 8, "ninth", 9, "twelfth", 12, "fourty", 40);
    private static final Map<String, Long> SCALES =
            Map.of("hundred", 100L, "thousand", 1_000L, "million", 1_000_000L, "billion", 1_000_000_000L);
    private static final long LARGEST = 1_000_000_000_000L;
    private static final Map<String, Integer> UNITS = units();

    /** One number word; what follows it is checked by {@link #RUN}. */
    private static final String WORD = "(?:" + String.join("|", words()) + ")";

    /** A run of number words as a regular expression, case-insensitive where it is compiled so. */
    static final String RUN = "\\b" + WORD + "(?:(?:[\\s-]+|\\s+and\\s+)" + WORD + "){0,12}\\b";

    private NumberWords() {}

    private static Map<String, Integer> units() {
        Map<String, Integer> units = new HashMap<>(ORDINALS);
        for (int i = 0; i < SMALL.size(); i++) {
            units.put(SMALL.get(i), i);
            units.putIfAbsent(SMALL.get(i) + "th", i);
        }
        for (int i = 0; i < TENS.size(); i++) {
            String word = TENS.get(i);
            units.put(word, (i + 2) * 10);
            units.put(word.substring(0, word.length() - 1) + "ieth", (i + 2) * 10);
        }
        return Map.copyOf(units);
    }

    private static List<String> words() {
        return Stream.concat(UNITS.keySet().stream(), SCALES.keySet().stream())
                // The longest first, so that "sixteen" is not taken for "six".
                .sorted(Comparator.comparingInt((String word) -> -word.length())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** The number a run of words says, empty where the words are none. */
    static Optional<BigDecimal> value(String run) {
        long total = 0;
        long group = 0;
        boolean any = false;
        for (String word : run.toLowerCase(Locale.ROOT).split("[\\s-]+", -1)) {
            Integer unit = UNITS.get(word);
            Long scale = SCALES.get(word);
            if (unit != null) {
                group += unit;
                any = true;
            } else if (scale != null && scale == 100) {
                group = Math.max(1, group) * 100;
                any = true;
            } else if (scale != null) {
                total += Math.max(1, group) * scale;
                group = 0;
                any = true;
            } else if (!word.equals("and")) {
                return Optional.empty();
            }
            if (group > LARGEST || total > LARGEST) {
                return Optional.empty(); // "hundred hundred hundred": no number anybody means
            }
        }
        return any ? Optional.of(BigDecimal.valueOf(total + group)) : Optional.empty();
    }
}
