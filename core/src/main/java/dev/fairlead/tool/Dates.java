package dev.fairlead.tool;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds dates in a text: ISO, "3 March 2025", "March 3rd, 2025", "today", "tomorrow", "yesterday". */
final class Dates {
    private static final String MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
    private static final Pattern DATE = Pattern.compile(
            "\\b(?:(\\d{4})-(\\d{1,2})-(\\d{1,2})"
                    + "|(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?" + MONTH + "(?:,?\\s+(\\d{4}))?"
                    + "|" + MONTH + "\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?"
                    + "|(today|now|tomorrow|yesterday|christmas|new year(?:'s day)?))\\b",
            Pattern.CASE_INSENSITIVE);

    private Dates() {}

    /** Empty where something looks like a date but is none, such as 31 February. */
    static Optional<List<LocalDate>> in(String text, LocalDate today) {
        List<LocalDate> dates = new ArrayList<>();
        Matcher matcher = DATE.matcher(text);
        while (matcher.find()) {
            Optional<LocalDate> date = date(matcher, today);
            if (date.isEmpty()) {
                return Optional.empty();
            }
            dates.add(date.get());
        }
        return Optional.of(dates);
    }

    private static Optional<LocalDate> date(Matcher found, LocalDate today) {
        try {
            if (found.group(1) != null) {
                return Optional.of(LocalDate.of(number(found, 1), number(found, 2), number(found, 3)));
            }
            if (found.group(4) != null) {
                return Optional.of(dayOf(found.group(5), number(found, 4), yearOr(found.group(6), today)));
            }
            if (found.group(7) != null) {
                return Optional.of(dayOf(found.group(7), number(found, 8), yearOr(found.group(9), today)));
            }
            return Optional.of(named(found.group(10).toLowerCase(Locale.ROOT), today));
        } catch (DateTimeException e) {
            // Looks like a date but is none, such as 31 February.
            return Optional.empty();
        }
    }

    private static LocalDate named(String name, LocalDate today) {
        return switch (name) {
            case "today", "now" -> today;
            case "tomorrow" -> today.plusDays(1);
            case "yesterday" -> today.minusDays(1);
            case "christmas" -> next(today, Month.DECEMBER, 25);
            default -> next(today, Month.JANUARY, 1);
        };
    }

    private static LocalDate next(LocalDate today, Month month, int day) {
        LocalDate thisYear = LocalDate.of(today.getYear(), month, day);
        return thisYear.isBefore(today) ? thisYear.plusYears(1) : thisYear;
    }

    private static LocalDate dayOf(String month, int day, int year) {
        String prefix = month.toUpperCase(Locale.ROOT);
        for (Month candidate : Month.values()) {
            if (candidate.name().startsWith(prefix)) {
                return LocalDate.of(year, candidate, day);
            }
        }
        throw new DateTimeException("no month begins with " + month);
    }

    private static int yearOr(@Nullable String year, LocalDate today) {
        return year == null ? today.getYear() : Integer.parseInt(year);
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }
}
