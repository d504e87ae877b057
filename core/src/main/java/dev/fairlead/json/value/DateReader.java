package dev.fairlead.json.value;

import dev.fairlead.Span;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads calendar dates. In a date of numbers alone the month comes first, as in the United States, unless it could not be
 * one or full stops stand between, as in Europe; a year of two digits lies in 1970 to 2069. A date with a blank in it, such as "the ____ day of May", is none.
 */
final class DateReader implements ValueReader {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final String MONTH =
            "(?<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
                    + "|nov(?:ember)?|dec(?:ember)?)\\b\\.?";
    /** Scanned texts break "20th" into "20t h". */
    private static final String DAY = "(?<d>\\d{1,2})\\s?(?:s\\s?t|n\\s?d|r\\s?d|t\\s?h)?";

    private static final String YEAR = "(?<y>(?:19|20)\\d\\d)(?!\\d)";

    private static final Pattern MONTH_FIRST =
            Pattern.compile("\\b" + MONTH + "\\s{0,3}" + DAY + "\\b\\s{0,3}(?:,|of|\\.)?\\s{0,3}" + YEAR, flags());
    private static final Pattern DAY_FIRST = Pattern.compile(
            "\\b" + DAY + "\\s{0,3}(?:day\\s+)?(?:of\\s+)?[-,]?\\s{0,3}" + MONTH + "\\s{0,3}(?:,|of|-)?\\s{0,3}" + YEAR,
            flags());
    private static final Pattern DAY_IN_WORDS = Pattern.compile(
            "(?<w>" + NumberWords.RUN + ")\\s+day\\s+of\\s+" + MONTH + "\\s{0,3}(?:,|of)?\\s{0,3}" + YEAR, flags());
    private static final Pattern ISO =
            Pattern.compile("(?<![\\d/-])(?<y>(?:19|20)\\d\\d)-(?<mm>\\d\\d)-(?<d>\\d\\d)(?![\\d/-])");
    private static final Pattern NUMBERS = Pattern.compile(
            "(?<![\\d/.-])(?<mm>\\d{1,2})(?<s>[/.-])(?<d>\\d{1,2})\\k<s>(?<y>(?:19|20)\\d\\d|\\d\\d)(?![\\d/-]|\\.\\d)");

    private static int flags() {
        return Pattern.CASE_INSENSITIVE;
    }

    @Override
    public List<Reading> read(String text) {
        List<Reading> readings = new ArrayList<>();
        find(MONTH_FIRST, text, readings, found -> date(found.group("y"), month(found), found.group("d")));
        find(DAY_FIRST, text, readings, found -> date(found.group("y"), month(found), found.group("d")));
        find(DAY_IN_WORDS, text, readings, DateReader::inWords);
        find(ISO, text, readings, found -> date(found.group("y"), number(found.group("mm")), found.group("d")));
        find(NUMBERS, text, readings, DateReader::inNumbers);
        readings.sort(Comparator.comparing(Reading::span));
        return readings;
    }

    private interface Form {
        Optional<LocalDate> date(Matcher found);
    }

    private static void find(Pattern pattern, String text, List<Reading> readings, Form form) {
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            Span span = new Span(found.start(), found.end());
            boolean taken = readings.stream()
                    .anyMatch(one -> one.span().start() < span.end()
                            && span.start() < one.span().end());
            if (!taken) {
                double clarity = pattern == NUMBERS ? 0.9 : 1;
                form.date(found).ifPresent(date -> readings.add(new Reading(date.toString(), span, clarity)));
            }
        }
    }

    private static Optional<LocalDate> inWords(Matcher found) {
        return NumberWords.value(found.group("w"))
                .filter(day -> day.compareTo(BigDecimal.valueOf(31)) <= 0)
                .flatMap(day -> date(found.group("y"), month(found), day.toPlainString()));
    }

    private static Optional<LocalDate> inNumbers(Matcher found) {
        int first = number(found.group("mm"));
        int second = number(found.group("d"));
        int year = number(found.group("y"));
        int full = year >= 100 ? year : year + (year < 70 ? 2000 : 1900);
        return first > 12 || found.group("s").equals(".")
                ? date(String.valueOf(full), second, String.valueOf(first))
                : date(String.valueOf(full), first, String.valueOf(second));
    }

    private static int month(Matcher found) {
        return MONTHS.indexOf(found.group("m").substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static Optional<LocalDate> date(String year, int month, String day) {
        try {
            return Optional.of(LocalDate.of(number(year), month, number(day)));
        } catch (DateTimeException e) {
            return Optional.empty(); // 31 June is no date
        }
    }
}
