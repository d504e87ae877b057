package dev.fairlead.retrieval.exact;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An amount by its value: {@code $1,250,000}, {@code USD 1.25 million} and {@code 1,250,000} are one. A number is an amount
 * where it has a currency, a magnitude in words or separated thousands, or five digits.
 *
 * @param value its digits, without trailing zeros behind the point
 * @param currency its code in lower case; empty where none is said
 */
record Amount(String value, String currency) {
    private static final String CURRENCY = "US\\$|[$€£¥]|USD|EUR|GBP|CHF|JPY|CAD|AUD";
    private static final Pattern AMOUNT = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?<before>" + CURRENCY + ")?[ \\u00a0]?"
                    + "(?<![\\p{L}\\p{N}.,/-])(?<number>\\d{1,3}(?:[,'’]\\d{3}){1,5}(?:\\.\\d{1,4})?|\\d{1,15}(?:\\.\\d{1,4})?)(?![\\d/]|[.,]\\d)"
                    + "(?:[ \\u00a0-]?(?<magnitude>thousand|million|billion|trillion|mn|bn|m|k)(?![\\p{L}\\p{N}]))?"
                    + "(?:[ \\u00a0]?(?<after>" + CURRENCY
                    + "|dollars?|euros?|pounds?)(?![\\p{L}\\p{N}]))?(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE);

    private static final Map<String, Integer> POWERS =
            Map.of("thousand", 3, "k", 3, "million", 6, "mn", 6, "m", 6, "billion", 9, "bn", 9, "trillion", 12);
    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("$", "usd"),
            Map.entry("us$", "usd"),
            Map.entry("dollar", "usd"),
            Map.entry("dollars", "usd"),
            Map.entry("€", "eur"),
            Map.entry("euro", "eur"),
            Map.entry("euros", "eur"),
            Map.entry("£", "gbp"),
            Map.entry("pound", "gbp"),
            Map.entry("pounds", "gbp"),
            Map.entry("¥", "jpy"));
    private static final int LONG_MAGNITUDE = 7;
    private static final int LONG_NUMBER = 5;

    static List<Amount> in(String text) {
        if (!Digits.in(text)) {
            return List.of();
        }
        List<Amount> amounts = new ArrayList<>();
        Matcher found = AMOUNT.matcher(text);
        while (found.find()) {
            String currency = currency(found);
            String number = found.group("number");
            String magnitude = lower(found.group("magnitude"));
            boolean said = !currency.isEmpty()
                    || magnitude.length() >= LONG_MAGNITUDE
                    || number.chars().anyMatch(c -> c == ',' || c == '\'' || c == '’')
                    || number.matches("\\d{" + LONG_NUMBER + ",}");
            if (said) {
                BigDecimal value = new BigDecimal(number.replaceAll("[,'’]", ""))
                        .scaleByPowerOfTen(POWERS.getOrDefault(magnitude, 0));
                amounts.add(new Amount(value.stripTrailingZeros().toPlainString(), currency));
            }
        }
        return amounts;
    }

    /** The value, and the value in its currency where one is said. */
    List<String> terms() {
        return currency.isEmpty() ? List.of("#" + value) : List.of("#" + value, "#" + value + currency);
    }

    private static String currency(Matcher found) {
        String said = lower(found.group("before")) + lower(found.group("after"));
        return CODES.getOrDefault(said, said);
    }

    private static String lower(@Nullable String group) {
        return group == null ? "" : group.toLowerCase(Locale.ROOT);
    }
}
