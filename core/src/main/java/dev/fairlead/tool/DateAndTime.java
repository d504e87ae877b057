package dev.fairlead.tool;

import dev.fairlead.Inquiry;
import dev.fairlead.QuestionTool;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers questions about dates and times: today, the time in a city of the time zone database, a date some time before
 * or after another, the days between two dates, and the day of the week.
 */
public final class DateAndTime implements QuestionTool {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    /** A number that is not the end of a longer one, such as "1,000" or "twenty-one". */
    private static final Pattern SHIFT = Pattern.compile(
            "(?<![\\w.,-])(?<!half )(\\d{1,4}|an?|one)\\s+(day|week|month|year)s?\\s+(after|from|before|prior to|ago)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern BETWEEN = Pattern.compile(
            "\\bhow (?:many (?:days|weeks|months|years)|long)\\b.*\\b(?:between|until|till|to|since|from|are there)\\b"
                    + "|\\b(?:days|weeks|months|years) (?:between|until|till|since)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern UNIT = Pattern.compile("\\b(week|month|year)s\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME_ASKED = Pattern.compile(
            "\\b(?:what(?:'s|s| is)?|tell me|current|local)\\b.*\\btime\\b|\\btime (?:is it|in|now)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TODAY_ASKED = Pattern.compile(
            "\\btoday'?s date\\b|\\bdate (?:is it|is today|today)\\b|\\bday (?:is it|is today|of the week is it|today)\\b"
                    + "|\\bwhat(?:'s|s| is) (?:today|the date)\\s*(?:today|please)?\\s*[?.!]*$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WEEKDAY_ASKED =
            Pattern.compile("\\b(?:what|which) (?:week)?day\\b", Pattern.CASE_INSENSITIVE);

    /** Reckoning that was not understood above: the start of it is no answer. */
    private static final Pattern RECKONING = Pattern.compile(
            "\\b(?:after|before|from|ago|until|till|since|between|later|earlier|within|prior|plus|minus)\\b",
            Pattern.CASE_INSENSITIVE);

    private final Clock clock;

    /**
     * Creates the tool.
     *
     * @param clock what "today" and "now" are, and in which zone
     */
    public DateAndTime(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public String name() {
        return "date and time";
    }

    @Override
    public Set<String> intents() {
        return Set.of("live_lookup", "calculation");
    }

    @Override
    public Optional<String> answer(Inquiry inquiry) {
        String text = inquiry.question().text();
        LocalDate today = LocalDate.now(clock);
        return Dates.in(text, today).flatMap(dates -> answer(text, dates, today));
    }

    private Optional<String> answer(String text, List<LocalDate> dates, LocalDate today) {
        Matcher shift = SHIFT.matcher(text);
        if (shift.find()) {
            return shifted(shift, dates, today);
        }
        if (BETWEEN.matcher(text).find() && !dates.isEmpty()) {
            return between(text, dates, today);
        }
        if (RECKONING.matcher(text).find()) {
            return Optional.empty();
        }
        if (TIME_ASKED.matcher(text).find()) {
            return time(text);
        }
        boolean asked = dates.isEmpty()
                ? TODAY_ASKED.matcher(text).find()
                : WEEKDAY_ASKED.matcher(text).find()
                        || TODAY_ASKED.matcher(text).find();
        return asked ? date(dates, today) : Optional.empty();
    }

    private static Optional<String> shifted(Matcher shift, List<LocalDate> dates, LocalDate today) {
        boolean ago = shift.group(3).equalsIgnoreCase("ago");
        if (dates.size() > 1 || (dates.isEmpty() && !ago && !shift.group(3).equalsIgnoreCase("from"))) {
            return Optional.empty();
        }
        boolean back = ago || !Set.of("after", "from").contains(shift.group(3).toLowerCase(Locale.ROOT));
        long amount = Character.isDigit(shift.group(1).charAt(0)) ? Long.parseLong(shift.group(1)) : 1;
        ChronoUnit unit = ChronoUnit.valueOf(shift.group(2).toUpperCase(Locale.ROOT) + "S");
        LocalDate start = dates.isEmpty() ? today : dates.getFirst();
        return Optional.of(start.plus(back ? -amount : amount, unit).format(DATE));
    }

    private static Optional<String> between(String text, List<LocalDate> dates, LocalDate today) {
        LocalDate first = dates.size() > 1 ? dates.getFirst() : today;
        LocalDate second = dates.getLast();
        LocalDate from = first.isBefore(second) ? first : second;
        LocalDate to = first.isBefore(second) ? second : first;
        Matcher named = UNIT.matcher(text);
        ChronoUnit unit =
                named.find() ? ChronoUnit.valueOf(named.group(1).toUpperCase(Locale.ROOT) + "S") : ChronoUnit.DAYS;
        long whole = unit.between(from, to);
        long rest = ChronoUnit.DAYS.between(from.plus(whole, unit), to);
        String name = unit.toString().toLowerCase(Locale.ROOT);
        return Optional.of("From " + from.format(DATE) + " to " + to.format(DATE) + ": " + whole + " " + name
                + (rest == 0 ? "" : " and " + rest + " days"));
    }

    private Optional<String> time(String text) {
        ZonedDateTime now = ZonedDateTime.now(clock);
        if (!Zones.namesPlace(text)) {
            return Optional.of("It is " + now.format(TIME) + " ("
                    + now.getZone().getDisplayName(TextStyle.SHORT, Locale.ENGLISH) + ").");
        }
        return Zones.in(text).map(zone -> {
            ZonedDateTime there = now.withZoneSameInstant(zone);
            return "It is " + there.format(TIME) + " on " + there.format(DATE) + " (" + zone.getId() + ").";
        });
    }

    private static Optional<String> date(List<LocalDate> dates, LocalDate today) {
        return dates.size() > 1
                ? Optional.empty()
                : Optional.of((dates.isEmpty() ? today : dates.getFirst()).format(DATE));
    }
}
