package dev.fairlead.format;

import dev.fairlead.text.RomanNumeral;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number a heading or a clause bears.
 *
 * @param kind what it numbers; a section where the text does not say
 * @param number the number as written, without spaces: {@code 4.2(b)}, {@code IV}, {@code (b)}
 * @param named whether the text says what it numbers
 */
public record ClauseNumber(ClauseKind kind, String number, boolean named) {
    private static final String INNER = "((?:[ \\t]?\\((?:[a-z]{1,2}|[ivxlc]{1,7}|\\d{1,2}|[A-Z])\\)){0,5})";
    private static final String END = "(?![\\p{L}\\p{N}])";
    private static final String ROMAN = "(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})";

    private static final Pattern NAMED =
            Pattern.compile("((?i:articles?|art|sections?|sect?|clauses?|cl|paragraphs?|para"
                    + "|part|chapter|schedule|sch|exhibit|annexe?|appendix|app|attachment))\\.?[ \\t]+(?:[Nn]o\\.?[ \\t]*)?"
                    + "(\\d{1,4}(?:[.-]\\d{1,3}){0,4}[A-Z]?|" + ROMAN + "(?:\\.\\d{1,3}){0,3}|[A-Z](?:-\\d{1,3})?)"
                    + INNER + END);

    private static final Pattern SYMBOL =
            Pattern.compile("§{1,2}[ \\t\\x{A0}]*(\\d{1,4}(?:[.-]\\d{1,3}){0,4}[a-z]?)" + INNER + END);

    private static final Pattern BARE = Pattern.compile(
            "(\\d{1,3}(?:\\.\\d{1,3}){1,4}[A-Z]?(?=[.:)]?(?:[ \\t(]|$))|\\d{1,3}(?=[.:)](?:[ \\t]|$)|\\([a-z])" + "|(?:"
                    + ROMAN + "|[A-Z])(?=[.)](?:[ \\t]|$)))" + INNER);

    private static final Pattern ENUMERATOR =
            Pattern.compile("(\\((?:[a-z]{1,2}|[ivxlc]{1,7}|\\d{1,2}|[A-Z])\\))" + INNER + "(?=[ \\t*_]|$)");

    /** A clause whose number is part of its text begins as a sentence does; "2.5 million" does not. */
    private static final Pattern NUMBERED_TEXT = Pattern.compile(
            "(\\d{1,3}(?:\\.\\d{1,3}){1,4})" + INNER + "[.:)*_]{0,4}[ \\t]+(?=[\"“‘'*_\\[(]*(?:\\p{Lu}|\\())");

    private static final Pattern MARKUP = Pattern.compile("^[\\s>#*_+•-]+");

    /**
     * The number a heading begins with.
     *
     * @param heading a heading
     * @return its number, empty where it has none
     */
    public static Optional<ClauseNumber> ofHeading(String heading) {
        String text = withoutMarkup(heading);
        Matcher named = NAMED.matcher(text);
        if (named.lookingAt()) {
            return Optional.of(new ClauseNumber(
                    ClauseKind.of(named.group(1)), named.group(2) + withoutSpaces(named.group(3)), true));
        }
        return first(text, ClauseKind.SYMBOL, List.of(SYMBOL))
                .or(() -> first(text, ClauseKind.SECTION, List.of(BARE, ENUMERATOR)));
    }

    /**
     * The number a clause's own text begins with; a section it only speaks of ("Section 4 applies") is none.
     *
     * @param quote the text
     * @return its number, empty where it has none
     */
    public static Optional<ClauseNumber> ofText(String quote) {
        return first(withoutMarkup(quote), ClauseKind.SECTION, List.of(NUMBERED_TEXT, ENUMERATOR));
    }

    /**
     * Whether it counts items of a clause.
     *
     * @return true for {@code (b)}
     */
    public boolean isEnumerator() {
        return number.startsWith("(");
    }

    /**
     * Whether another number says by itself that it lies inside this one: 4.2 inside 4 or inside article IV.
     *
     * @param inner the other number
     * @return true if it does
     */
    public boolean contains(ClauseNumber inner) {
        String outer = kind == ClauseKind.ARTICLE ? String.valueOf(RomanNumeral.value(number)) : number;
        return inner.number.startsWith(number + ".")
                || inner.number.startsWith(number + "(")
                || inner.number.startsWith(number + "-")
                || inner.number.startsWith(outer + ".");
    }

    /**
     * The same with another number.
     *
     * @param otherKind what it numbers
     * @param otherNumber the number as written
     * @return a new clause number
     */
    public ClauseNumber with(ClauseKind otherKind, String otherNumber) {
        return new ClauseNumber(otherKind, otherNumber, named);
    }

    private static Optional<ClauseNumber> first(String text, ClauseKind kind, List<Pattern> patterns) {
        for (Pattern pattern : patterns) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.lookingAt() && matcher.end() > 0) {
                String number = matcher.group(1) + withoutSpaces(matcher.group(2));
                return Optional.of(new ClauseNumber(kind, number, kind != ClauseKind.SECTION));
            }
        }
        return Optional.empty();
    }

    private static String withoutMarkup(String text) {
        return MARKUP.matcher(text).replaceFirst("");
    }

    private static String withoutSpaces(String text) {
        return text.replaceAll("\\s", "");
    }
}
