package dev.fairlead.json.value;

import dev.fairlead.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads lengths of time: "ninety (90) days", "two years", "a 12-month period", "annual periods". Where words and figures
 * disagree, the words count, as they do in law.
 */
final class DurationReader implements ValueReader {
    private static final String UNIT = "(?<u>hour|day|week|month|quarter|year)s?\\b";
    /** A figure in brackets; scanned texts make letters of the one: "one (I) year". */
    private static final String BRACKETS = "\\s*\\(\\s*(?<n2>\\d{1,4}|[Il])\\s*\\)?";

    private static final String BETWEEN =
            "[\\s-]*(?:(?:calendar|business|working|consecutive|additional|successive|full|further|contract)[\\s-]+){0,2}";

    private static final Pattern COUNTED = Pattern.compile(
            "(?:\\b(?<n>\\d{1,4}(?:\\.\\d{1,2})?)|(?<w>" + NumberWords.RUN + "))(?:" + BRACKETS + ")?" + BETWEEN + UNIT,
            Pattern.CASE_INSENSITIVE);

    /** "Six months and fifteen days" is neither six months nor fifteen days, and no length of one unit. */
    private static final Pattern JOINED_BEHIND =
            Pattern.compile("\\s*,?\\s+and\\s+" + COUNTED.pattern(), Pattern.CASE_INSENSITIVE);

    private static final Pattern JOINED_BEFORE =
            Pattern.compile("\\b(?:year|month|week|day)s?\\s*,?\\s+and\\s+$", Pattern.CASE_INSENSITIVE);
    private static final int LOOK_BACK = 16;

    /** "annual" says a year where a period is spoken of, not in "annual report". */
    private static final Pattern NAMED = Pattern.compile(
            "\\b(?:(?<r>annually|year[- ]to[- ]year|month[- ]to[- ]month)|(?<p>annual|yearly|monthly|quarterly|one-year)"
                    + "\\s+(?:\\w+\\s+)?(?:periods?|terms?|bas[ie]s|renewals?|extensions?|increments?|intervals?))\\b",
            Pattern.CASE_INSENSITIVE);

    /** What a length is turned into; empty where the form wanted cannot say it. */
    interface Form {
        Optional<Object> of(Length length, String written);
    }

    private final Form form;

    DurationReader(Form form) {
        this.form = form;
    }

    /** In the form of ISO 8601. */
    static DurationReader iso() {
        return new DurationReader((length, written) -> length.iso().map(iso -> (Object) iso));
    }

    /** As it is written. */
    static DurationReader asWritten() {
        return new DurationReader((length, written) -> Optional.of(written));
    }

    /** As a number of one unit. */
    static DurationReader in(Length.Unit unit) {
        return new DurationReader((length, written) -> length.in(unit).map(count -> (Object) count));
    }

    @Override
    public List<Reading> read(String text) {
        List<Reading> readings = new ArrayList<>();
        Matcher counted = COUNTED.matcher(text);
        while (counted.find()) {
            if (JOINED_BEHIND.matcher(text).region(counted.end(), text.length()).lookingAt()
                    || JOINED_BEFORE
                            .matcher(text.substring(Math.max(0, counted.start() - LOOK_BACK), counted.start()))
                            .find()) {
                continue;
            }
            length(counted)
                    .flatMap(length -> form.of(length, counted.group().strip()))
                    .ifPresent(value -> readings.add(new Reading(value, new Span(counted.start(), counted.end()), 1)));
        }
        Matcher named = NAMED.matcher(text);
        while (named.find()) {
            String word = named.group("r") == null ? named.group("p") : named.group("r");
            form.of(new Length(BigDecimal.ONE, unit(word)), named.group())
                    .ifPresent(value -> readings.add(new Reading(value, new Span(named.start(), named.end()), 0.6)));
        }
        return readings;
    }

    private static Optional<Length> length(Matcher found) {
        Length.Unit unit = Length.Unit.of(found.group("u")).orElseThrow();
        Optional<BigDecimal> amount = found.group("n") != null
                ? Optional.of(new BigDecimal(found.group("n")))
                : NumberWords.value(found.group("w"));
        return amount.filter(number -> number.signum() > 0).map(number -> new Length(number, unit));
    }

    private static Length.Unit unit(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.startsWith("month")) {
            return Length.Unit.MONTH;
        }
        return lower.startsWith("quarter") ? Length.Unit.QUARTER : Length.Unit.YEAR;
    }
}
