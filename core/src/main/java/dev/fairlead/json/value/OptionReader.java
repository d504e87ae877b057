package dev.fairlead.json.value;

import dev.fairlead.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one of some options: the option itself or its words, whatever their case, {@code NON_EXCLUSIVE} as "non-exclusive".
 * Where one option is part of another, the longer one counts.
 */
final class OptionReader implements ValueReader {
    private final Map<String, Pattern> said = new TreeMap<>(
            Comparator.comparingInt((String option) -> -option.length()).thenComparing(Comparator.naturalOrder()));

    OptionReader(List<String> options) {
        for (String option : options) {
            List<String> words = words(option);
            if (!words.isEmpty()) {
                said.put(option, pattern(words));
            }
        }
    }

    /** {@code fixedTerm}, {@code FIXED_TERM} and {@code fixed-term} are the same two words. */
    static List<String> words(String option) {
        String apart = option.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ").replaceAll("[^\\p{L}\\p{N}]+", " ");
        String lower = apart.strip().toLowerCase(Locale.ROOT);
        return lower.isEmpty() ? List.of() : List.of(lower.split(" "));
    }

    private static Pattern pattern(List<String> words) {
        List<String> quoted = words.stream().map(Pattern::quote).toList();
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + String.join("[\\s_-]{0,3}", quoted) + "(?:s|es)?(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    @Override
    public List<Reading> read(String text) {
        List<Reading> readings = new ArrayList<>();
        said.forEach((option, pattern) -> {
            Matcher found = pattern.matcher(text);
            while (found.find()) {
                Span span = new Span(found.start(), found.end());
                if (readings.stream().noneMatch(one -> one.span().contains(span))) {
                    readings.add(new Reading(option, span, 1));
                }
            }
        });
        readings.sort(Comparator.comparing(Reading::span));
        return readings;
    }
}
