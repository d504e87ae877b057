package dev.fairlead.generation;

import java.util.regex.Pattern;

/** Tells headings, lead-ins and quantities from statements, by their form. */
final class Lines {
    private static final int LONGEST_HEADING = 90;

    private static final Pattern HEADING = Pattern.compile(
            "#{1,6}\\s.*|\\*\\*[^*]+\\*\\*|[^\\p{Ll}]+"
                    + "|(?:(?:ARTICLE|Article|SECTION|Section|Clause)\\s+)?[\\dIVX.]+\\s+\\p{Lu}(?:[^.;:!?]*|\\S+(?: \\S+){0,3}\\.)");

    /** Heads of number words suffice: "ninety", "thirtieth", "twice". */
    private static final Pattern QUANTITY = Pattern.compile(
            "\\d|\\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|thirty|forty"
                    + "|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|quarterly|monthly|annually|weekly"
                    + "|daily|once|twice)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBERING =
            Pattern.compile("^(?:[#*\\s-]*\\(?[\\dIVXivx]{1,4}(?:\\.\\d+)*[.)]?\\s+)?");

    private Lines() {}

    static boolean isHeading(String sentence) {
        return sentence.length() <= LONGEST_HEADING
                && sentence.indexOf('|') < 0
                && HEADING.matcher(sentence).matches();
    }

    static String headingText(String heading) {
        return heading.replaceAll("[#*]+", "").strip();
    }

    /** A sentence that only announces what follows it, or a line to sign on. */
    static boolean isForm(String sentence) {
        return sentence.endsWith(":") || sentence.contains("____");
    }

    /** A number or number word beside the clause's own number. */
    static boolean holdsQuantity(String sentence) {
        return QUANTITY.matcher(NUMBERING.matcher(sentence).replaceFirst("")).find();
    }
}
