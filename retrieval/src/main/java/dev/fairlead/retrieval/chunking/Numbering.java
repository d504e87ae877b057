package dev.fairlead.retrieval.chunking;

import dev.fairlead.text.RomanNumeral;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts numbered clauses under the heading they belong to: 4.2 lies under {@code 4.} or {@code ARTICLE IV}, or under a
 * heading without a number whose first clause is 4.1, and never under one of another number.
 */
final class Numbering {
    private static final int UNKNOWN = 0;

    private static final Pattern DOTTED = Pattern.compile("(?:\\p{L}+ )?(\\d{1,3})[.-]\\d.*");
    private static final Pattern MAJOR =
            Pattern.compile("(?:\\p{L}+ )?(?:(\\d{1,3})|([IVXLC]{1,7}))(?![\\p{L}\\p{N}]).*");

    private Numbering() {}

    /** The same headings, clauses without their own heading raised by one level. */
    static List<Heading> nest(List<Heading> headings) {
        List<Heading> nested = new ArrayList<>(headings.size());
        int major = UNKNOWN;
        boolean orphans = false;
        for (Heading heading : headings) {
            Matcher dotted = DOTTED.matcher(heading.title());
            if (heading.level() == 1 || !dotted.matches()) {
                major = heading.level() == 1 ? major(heading.title()) : major;
                orphans &= heading.level() != 1;
                nested.add(heading);
            } else {
                int number = Integer.parseInt(dotted.group(1));
                major = major == UNKNOWN ? number : major;
                orphans |= number != major;
                nested.add(orphans ? new Heading(heading.start(), heading.level() - 1, heading.title()) : heading);
            }
        }
        return nested;
    }

    private static int major(String title) {
        Matcher major = MAJOR.matcher(title);
        if (!major.matches()) {
            return UNKNOWN;
        }
        return major.group(1) != null ? Integer.parseInt(major.group(1)) : RomanNumeral.value(major.group(2));
    }
}
