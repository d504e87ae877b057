package dev.fairlead.citation;

import java.util.regex.Pattern;

/**
 * What of a text may be shown: no control characters, no characters that turn the direction of what follows, none that
 * nobody sees (tags, byte order marks), no half surrogate pairs. What joins letters or marks the direction of a single
 * place stays, since Arabic, Hindi and emoji need it.
 */
final class Printable {
    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n|[\\r\\u000B\\f\\u0085\\u2028\\u2029]");
    private static final Pattern TAB = Pattern.compile("\\t");
    private static final Pattern HIDDEN =
            Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9F}\\x{AD}\\x{200B}\\x{202A}-\\x{202E}"
                    + "\\x{2060}-\\x{2069}\\x{FEFF}\\x{FFF9}-\\x{FFFB}\\x{E0000}-\\x{E007F}&&[^\\n]]");
    private static final Pattern HALF_PAIR = Pattern.compile("\\p{Cs}");
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\x{A0}]+");

    private Printable() {}

    /** The text with its line breaks. */
    static String text(String text) {
        String lines = LINE_BREAK.matcher(text).replaceAll("\n");
        String spaced = TAB.matcher(lines).replaceAll("    ");
        String seen = HIDDEN.matcher(spaced).replaceAll("");
        return HALF_PAIR.matcher(seen).replaceAll("\uFFFD");
    }

    /** The text on one line. */
    static String line(String text) {
        return WHITE_SPACE.matcher(text(text)).replaceAll(" ").strip();
    }
}
