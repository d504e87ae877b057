package dev.fairlead.json.value;

import dev.fairlead.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads amounts of money: "US$1.5 million", "EUR 2.000,50" is not among them (figures are grouped the English way), "five
 * thousand dollars ($5,000)". A bare dollar sign is taken for the dollar of the United States.
 */
final class MoneyReader implements ValueReader {
    private static final Map<String, String> CURRENCIES = Map.ofEntries(
            Map.entry("us$", "USD"),
            Map.entry("usd", "USD"),
            Map.entry("$", "USD"),
            Map.entry("dollar", "USD"),
            Map.entry("u.s. dollar", "USD"),
            Map.entry("us dollar", "USD"),
            Map.entry("€", "EUR"),
            Map.entry("eur", "EUR"),
            Map.entry("euro", "EUR"),
            Map.entry("£", "GBP"),
            Map.entry("gbp", "GBP"),
            Map.entry("pound", "GBP"),
            Map.entry("pounds sterling", "GBP"),
            Map.entry("¥", "JPY"),
            Map.entry("jpy", "JPY"),
            Map.entry("yen", "JPY"),
            Map.entry("chf", "CHF"),
            Map.entry("swiss franc", "CHF"),
            Map.entry("rmb", "CNY"),
            Map.entry("cny", "CNY"),
            Map.entry("cad", "CAD"),
            Map.entry("c$", "CAD"),
            Map.entry("cdn$", "CAD"),
            Map.entry("aud", "AUD"),
            Map.entry("a$", "AUD"),
            Map.entry("hk$", "HKD"),
            Map.entry("hkd", "HKD"),
            Map.entry("inr", "INR"),
            Map.entry("₹", "INR"));
    private static final Map<String, Long> SCALES = Map.of(
            "k",
            1_000L,
            "thousand",
            1_000L,
            "m",
            1_000_000L,
            "mm",
            1_000_000L,
            "million",
            1_000_000L,
            "bn",
            1_000_000_000L,
            "billion",
            1_000_000_000L);

    private static final String SIGN =
            "(?<c>US\\$|USD|C\\$|CDN\\$|CAD|A\\$|AUD|HK\\$|HKD|EUR|GBP|CHF|JPY|RMB|CNY|INR|[$€£¥₹])";
    /** Groups are parted by commas, apostrophes or spaces; part of a figure that goes on in another way is none. */
    private static final String FIGURE =
            "(?<n>\\d{1,3}(?<g>[,'’ \u00A0\u202F])\\d{3}(?:\\k<g>\\d{3}){0,4}(?:\\.\\d{1,4})?"
                    + "|\\d{1,15}(?:\\.\\d{1,4})?)(?!\\d|[.,'’]\\d|[ \u00A0\u202F]\\d{3}(?!\\d))";

    private static final String SCALE = "(?:\\s?-?(?<s>thousand|million|billion|mm|bn|[km])\\b)?";
    private static final String NAME =
            "(?<c>(?:U\\.?S\\.?\\s|United\\sStates\\s)?dollars?|euros?|pounds\\ssterling|pounds?"
                    + "|yen|swiss\\sfrancs?|USD|EUR|GBP|CHF|JPY|RMB|CNY|CAD|AUD|HKD|INR)\\b";

    private static final Pattern SIGN_FIRST = Pattern.compile(
            "(?<![A-Za-z]|(?<![^\\s(])[-−])" + SIGN + "\\s?" + FIGURE + SCALE, Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME_LAST = Pattern.compile(
            "(?<![\\d.,'’]|\\d[ \u00A0\u202F]|(?<![^\\s(])[-−])" + FIGURE + SCALE + "\\s" + NAME,
            Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_WORDS =
            Pattern.compile("(?<w>" + NumberWords.RUN + ")\\s" + NAME, Pattern.CASE_INSENSITIVE);

    /**
     * An amount.
     *
     * @param figure how much
     * @param currency three letters of ISO 4217
     * @param written as it stands in the text
     */
    record Amount(BigDecimal figure, String currency, String written) {}

    /** What an amount is turned into. */
    interface Form {
        Object of(Amount amount);
    }

    private final Form form;

    MoneyReader(Form form) {
        this.form = form;
    }

    @Override
    public List<Reading> read(String text) {
        List<Reading> readings = new ArrayList<>();
        for (Pattern pattern : List.of(SIGN_FIRST, NAME_LAST, IN_WORDS)) {
            Matcher found = pattern.matcher(text);
            while (found.find()) {
                Span span = new Span(found.start(), found.end());
                boolean taken = readings.stream()
                        .anyMatch(one -> one.span().start() < span.end()
                                && span.start() < one.span().end());
                if (!taken) {
                    amount(found, pattern == IN_WORDS)
                            .ifPresent(amount -> readings.add(new Reading(form.of(amount), span, 1)));
                }
            }
        }
        readings.sort(Comparator.comparing(Reading::span));
        return readings;
    }

    private static Optional<Amount> amount(Matcher found, boolean inWords) {
        Optional<BigDecimal> figure = inWords
                ? NumberWords.value(found.group("w"))
                : Optional.of(scaled(new BigDecimal(found.group("n").replaceAll("[^\\d.]", "")), found));
        return figure.map(number -> new Amount(number, currency(found.group("c")), found.group()));
    }

    private static BigDecimal scaled(BigDecimal figure, Matcher found) {
        String scale = found.group("s");
        return scale == null
                ? figure
                : figure.multiply(BigDecimal.valueOf(SCALES.getOrDefault(scale.toLowerCase(Locale.ROOT), 1L)));
    }

    private static String currency(String sign) {
        String lower = sign.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").replace("united states", "us");
        String known = CURRENCIES.get(lower.replace("u.s ", "us ").replace("u.s. ", "us "));
        String singular = lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower;
        return known != null ? known : CURRENCIES.getOrDefault(singular.replace("u.s. ", "us "), "USD");
    }
}
