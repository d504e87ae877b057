package dev.fairlead.retrieval.exact;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The clauses a passage is or lies in, by its headings, by numbers that open its lines, and by lettered items after those. */
final class OwnClauses {
    private static final Pattern HEADING = Pattern.compile(
            "^\\W{0,4}(?:(?i:section|clause|article|paragraph|§|(?<attached>schedule|exhibit|annex|appendix|attachment))\\s{1,3})?"
                    + "(?<number>" + ClauseNumber.ARABIC
                    + "|[IVXLC]{1,7}|(?<=\\s)[A-Z])(?![\\p{L}\\p{N}])(?<items>(?:\\s?"
                    + ClauseNumber.ITEM + "){0,3})");

    /**
     * A line opens a clause where its number has a point or a keyword, and a sentence or nothing follows: neither "12 months"
     * nor "Section 4.2 shall survive" does.
     */
    private static final Pattern LINE = Pattern.compile(
            "(?m)^[ \\t#*]{0,8}(?:(?i:section|clause|article|paragraph|§)[ \\t]{1,3}(?<named>" + ClauseNumber.ARABIC
                    + "|[IVXLC]{1,7})(?![\\p{L}\\p{N}])|(?<dotted>\\d{1,3}(?:\\.\\d{1,3}){1,4}|\\d{1,3}(?=[.)])))"
                    + "(?=[.:)]?(?:[ \\t]{1,8}[\\p{Lu}(\"“]|[ \\t]{0,8}$))"
                    + "|(?<=[\\s;:,])(?<item>" + ClauseNumber.ITEM + ")(?=\\s)|^(?<first>" + ClauseNumber.ITEM
                    + ")(?=\\s)");

    private static final Pattern NESTED = Pattern.compile("\\((?:[ivx]{1,5}|[A-Z]|\\d{1,2})\\)");

    private OwnClauses() {}

    static Set<ClauseNumber> of(List<String> sectionPath, String text) {
        Set<ClauseNumber> own = new LinkedHashSet<>();
        Optional<ClauseNumber> base = Optional.empty();
        for (String heading : sectionPath) {
            Matcher number = HEADING.matcher(heading);
            if (number.find()) {
                ClauseNumber clause =
                        ClauseNumber.of(number.group("attached"), number.group("number") + number.group("items"));
                own.add(clause);
                base = Optional.of(clause);
            }
        }
        inText(text, base, own);
        return own;
    }

    private static void inText(String text, Optional<ClauseNumber> lastHeading, Set<ClauseNumber> own) {
        Optional<ClauseNumber> base = lastHeading;
        Optional<ClauseNumber> outer = Optional.empty();
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            Optional<String> item =
                    Optional.ofNullable(line.group("item")).or(() -> Optional.ofNullable(line.group("first")));
            if (item.isEmpty()) {
                String number = Optional.ofNullable(line.group("named")).orElseGet(() -> line.group("dotted"));
                base = Optional.of(ClauseNumber.of(null, number));
                own.add(base.get());
                outer = Optional.empty();
            } else if (base.isPresent()) {
                own.add(base.get().with(item.get()));
                // "(i)" may follow "(h)", or begin a list under "(b)": it counts as both.
                boolean nested = NESTED.matcher(item.get()).matches();
                outer.filter(above -> nested).ifPresent(above -> own.add(above.with(item.get())));
                outer = nested && outer.isPresent()
                        ? outer
                        : Optional.of(base.get().with(item.get()));
            }
        }
    }
}
