package dev.fairlead.retrieval.exact;

import dev.fairlead.text.RomanNumeral;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The number of a clause: {@code 4.2(b)}, {@code 12.3.1}, {@code IV} as {@code 4}. What a contract calls it (section, clause,
 * article, paragraph) does not matter, what is attached to it (schedule, exhibit) does.
 *
 * @param number in lower case, without white space; for an attachment its kind first, as in {@code schedule 2}
 */
record ClauseNumber(String number) {
    static final String ITEM = "\\((?:[a-zA-Z]{1,2}|[ivxIVX]{1,5}|\\d{1,2})\\)";
    static final String ARABIC = "\\d{1,3}(?:\\.\\d{1,3}){0,4}";

    private static final String KEYWORD =
            "(?:sections?|sect?\\.|clauses?|articles?|art\\.|paragraphs?|para\\.|sub-?sections?|sub-?clauses?)";
    private static final String ATTACHED = "(?<attached>schedule|exhibit|annex|appendix|attachment)";
    private static final String NUMBER = "(?<number>(?:" + ARABIC
            + "|(?-i:[IVXLC]{1,7}|[A-Z]))(?![\\p{L}\\p{N}]|[.,-]\\d)(?:\\s?" + ITEM + "){0,3})";

    private static final Pattern NAMED = Pattern.compile(
            "(?:(?<![\\p{L}\\p{N}])(?:" + KEYWORD + "|" + ATTACHED + ")\\s|§{1,2}\\s?)\\s{0,3}" + NUMBER,
            Pattern.CASE_INSENSITIVE);

    /** "Sections 4.2, 4.3 and 4.5". */
    private static final Pattern NEXT =
            Pattern.compile("\\s?(?:,|and|or|&|, and|, or)\\s" + NUMBER, Pattern.CASE_INSENSITIVE);

    /** So particular that it needs no keyword. */
    private static final Pattern BARE =
            Pattern.compile("(?<![\\p{L}\\p{N}.,$€£/-])(?<number>\\d{1,3}(?:\\.\\d{1,3}){0,4}(?:\\s?" + ITEM
                    + "){1,3}|\\d{1,3}(?:\\.\\d{1,3}){2,4})(?![\\p{L}\\p{N}]|[.,-]\\d)");

    /** Numbers a text mentions. */
    static List<ClauseNumber> mentioned(String text) {
        List<ClauseNumber> clauses = new ArrayList<>();
        Matcher named = NAMED.matcher(text);
        Matcher next = NEXT.matcher(text);
        while (named.find()) {
            String attached = named.group("attached");
            clauses.add(of(attached, named.group("number")));
            int end = named.end();
            while (attached == null && next.region(end, text.length()).lookingAt()) {
                clauses.add(of(null, next.group("number")));
                end = next.end();
            }
        }
        if (!Digits.in(text)) {
            return clauses;
        }
        Matcher bare = BARE.matcher(text);
        while (bare.find()) {
            clauses.add(of(null, bare.group("number")));
        }
        return clauses;
    }

    static ClauseNumber of(@Nullable String attached, String number) {
        String plain = number.replaceAll("\\s+", "");
        int items = plain.indexOf('(');
        String base = items < 0 ? plain : plain.substring(0, items);
        boolean roman = attached == null && base.matches("[IVXLC]{1,7}");
        String arabic = roman ? Integer.toString(RomanNumeral.value(base)) : base;
        String whole = (arabic + plain.substring(base.length())).toLowerCase(Locale.ROOT);
        return new ClauseNumber(attached == null ? whole : attached.toLowerCase(Locale.ROOT) + " " + whole);
    }

    /** The same with an item behind it. */
    ClauseNumber with(String item) {
        return new ClauseNumber(number + item.toLowerCase(Locale.ROOT));
    }

    /** The term of a passage that mentions or holds it. */
    String term() {
        return "§" + number;
    }

    /** The term of a passage that holds it. */
    String ownTerm() {
        return "§§" + number;
    }
}
