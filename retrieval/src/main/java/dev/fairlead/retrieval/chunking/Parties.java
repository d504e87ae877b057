package dev.fairlead.retrieval.chunking;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads between whom a contract is made off its opening: names with the short forms given to them, without addresses and
 * places of incorporation. What is read is searched, never cited, so it need not be exact.
 */
final class Parties {
    /** How far into a text its parties are looked for, and how long their clause may be, in characters. */
    private static final int OPENING = 4_000;

    private static final int CLAUSE = 600;

    /** Only where a contract is made: prose says "between Monday and Friday" as well. */
    private static final Pattern MADE_BETWEEN = Pattern.compile(
            "\\bby and (?:between|among)\\b|\\b(?:made|entered|agreement)\\b[^.]{0,160}?\\b(?:between|among)\\b",
            Pattern.CASE_INSENSITIVE);

    /** Where the names end and the contract begins. */
    private static final Pattern END = Pattern.compile(
            "\\b(?:whereas|now,?\\s+therefore|recitals?|background|witnesseth|agrees?\\s+(?:as\\s+follows|that|to)|hereby"
                    + "|table\\s+of\\s+contents|in\\s+consideration\\s+of|collectively|individually|together|each|dated)\\b",
            Pattern.CASE_INSENSITIVE);

    /** What a party is, up to its short form or the next party. */
    private static final Pattern DESCRIPTION = Pattern.compile(
            "[,\\s]\\s*\\(?\\b(?:an?|having|with|whose|located|organi[sz]ed|incorporated|existing|duly|acting|of)\\b[^(\"“”;]*?"
                    + "(?=[(\"“”;]|,?\\sand\\s\\p{Lu}|$)");

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern EDGES = Pattern.compile("^[\\s,:;(]+|[\\s,:;(]+$");

    private Parties() {}

    /** The parties' names as one line; empty where the text names none. O(1): a constant length is read. */
    static String of(String text) {
        String opening = text.substring(0, Math.min(OPENING, text.length()));
        Matcher between = MADE_BETWEEN.matcher(opening);
        if (!between.find()) {
            return "";
        }
        String clause = opening.substring(between.end(), Math.min(opening.length(), between.end() + CLAUSE));
        Matcher end = END.matcher(clause);
        String named = BLANKS.matcher(end.find() ? clause.substring(0, end.start()) : clause)
                .replaceAll(" ");
        return tidy(DESCRIPTION.matcher(tidy(named)).replaceAll(" "));
    }

    private static String tidy(String text) {
        return EDGES.matcher(BLANKS.matcher(text).replaceAll(" ")).replaceAll("");
    }
}
