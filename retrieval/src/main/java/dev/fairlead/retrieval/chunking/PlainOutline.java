package dev.fairlead.retrieval.chunking;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Headings of a plain text, recognised by their form: {@code ARTICLE IV}, {@code Section 4.2}, {@code 4.2 Title}, short
 * lines in capitals, underlined lines, and numbered clauses that start inside a line. What is not certain is no heading.
 */
final class PlainOutline {
    private static final int MAX_LINE = 100;
    private static final int MAX_WORDS = 12;

    /** {@code ARTICLE IV - TERM}, {@code Section 4.2 Payment}. */
    private static final Pattern NAMED = Pattern.compile(
            "(ARTICLE|Article|SECTION|Section|PART|Part|CHAPTER|Chapter|SCHEDULE|Schedule|EXHIBIT|Exhibit|ANNEX|Annex|APPENDIX|Appendix)"
                    + "[ \\t]+((?:[IVXLC]{1,7}|[A-Z]|\\d{1,3}(?:[.-]\\d{1,3}){0,4}))(?![\\p{L}\\p{N}])[.:)]?[ \\t]*(.*)");

    /** {@code 4. Confidentiality}, {@code 4.2 Term. This Agreement ...}. */
    private static final Pattern NUMBERED =
            Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){0,4})(\\.?\\)?)[ \\t]+([\\p{Lu}\"“].*)");

    /** A clause that starts after a sentence's end: its number has a dot inside, its title a few capitalised words. */
    private static final Pattern INLINE = Pattern.compile(
            "(?<=[.;:”\"][ \\t]{1,12})(\\d{1,2}(?:\\.\\d{1,2}){1,3})\\.?[ \\t]+"
                    + "(\\p{Lu}[\\p{L}'’-]{1,30}(?:[ ,/]{1,2}(?:(?:and|or|of|for|the|to|in|on|by|with|from|&)|\\p{Lu}[\\p{L}'’-]{0,30})){0,7})\\.(?=[ \\t])");

    /** A clause's title: a few words that end with a full stop or a colon. */
    private static final Pattern TITLE = Pattern.compile("([\\p{Lu}\"“][^.:;]{1,70})[.:](?=[ \\t]|$).*");

    private static final Pattern PAGE_NUMBER_AT_END =
            Pattern.compile("(?:[ \\t]{2,}|\\.{3,})[ \\t]*[\\divxIVX-]+[ \\t]*$");
    private static final Pattern UNDERLINE = Pattern.compile("={3,}|-{3,}|~{3,}");

    private final String text;
    private final List<Heading> headings = new ArrayList<>();

    private PlainOutline(String text) {
        this.text = text;
    }

    static List<Heading> headings(String text) {
        PlainOutline outline = new PlainOutline(text);
        outline.read();
        return Numbering.nest(outline.headings);
    }

    private void read() {
        boolean blankBefore = true;
        int start = 0;
        while (start < text.length()) {
            int end = lineEnd(start);
            String line = text.substring(start, end).strip();
            if (!line.isEmpty()) {
                int first = start + text.substring(start, end).indexOf(line);
                if (!addHeading(first, line, blankBefore, end)) {
                    blankBefore = false;
                }
                addInline(first, end);
            } else {
                blankBefore = true;
            }
            start = end + 1;
        }
    }

    private int lineEnd(int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /** Adds the line as a heading where it is one. */
    private boolean addHeading(int first, String line, boolean blankBefore, int end) {
        if (PAGE_NUMBER_AT_END.matcher(line.length() > MAX_LINE ? "" : line).find()) {
            return false;
        }
        return addNamed(first, line, blankBefore)
                || addNumbered(first, line)
                || addCapitals(first, line, blankBefore)
                || addUnderlined(first, line, end);
    }

    private boolean addNamed(int first, String line, boolean blankBefore) {
        Matcher named = NAMED.matcher(line);
        if (!blankBefore || !named.matches()) {
            return false;
        }
        String label = named.group(1) + " " + named.group(2);
        String title = titleOf(named.group(3));
        boolean certain = !title.isEmpty() || named.group(3).isEmpty();
        return addAt(first, numberLevel(named.group(2)), (label + " " + title).strip(), certain);
    }

    private boolean addAt(int first, int level, String title, boolean certain) {
        if (certain) {
            headings.add(new Heading(first, level, title));
        }
        return certain;
    }

    private boolean addNumbered(int first, String line) {
        Matcher numbered = NUMBERED.matcher(line);
        if (!numbered.matches()) {
            return false;
        }
        int level = numberLevel(numbered.group(1));
        String title = titleOf(numbered.group(3));
        // "2 The product ..." is as likely a sentence as a heading: without a dot a number needs a short title beside
        // it.
        boolean certain = level > 1 || (!numbered.group(2).isEmpty() && !title.isEmpty());
        return addAt(first, level, (numbered.group(1) + numbered.group(2) + " " + title).strip(), certain);
    }

    private boolean addCapitals(int first, String line, boolean blankBefore) {
        if (!blankBefore || line.length() > MAX_LINE || !isCapitals(line) || line.endsWith(",") || line.endsWith(";")) {
            return false;
        }
        Heading last = headings.isEmpty() ? null : headings.getLast();
        if (last != null
                && isBareLabel(last.title())
                && text.substring(last.start(), first).strip().length()
                        <= last.title().length() + 1) {
            headings.set(headings.size() - 1, new Heading(last.start(), last.level(), last.title() + " " + line));
            return true;
        }
        return addAt(first, 1, line, true);
    }

    private boolean addUnderlined(int first, String line, int end) {
        if (line.length() > MAX_LINE || end + 1 >= text.length()) {
            return false;
        }
        int next = text.charAt(end) == '\r' && text.charAt(end + 1) == '\n' ? end + 2 : end + 1;
        Matcher underline =
                UNDERLINE.matcher(text.substring(next, lineEnd(next)).strip());
        return underline.matches()
                && line.chars().anyMatch(Character::isLetter)
                && Math.abs(underline.group().length() - line.length()) <= 3
                && addAt(first, underline.group().startsWith("=") ? 1 : 2, line, true);
    }

    private void addInline(int first, int end) {
        if (end - first <= MAX_LINE) {
            return;
        }
        Matcher inline = INLINE.matcher(text).region(first, end).useTransparentBounds(true);
        while (inline.find()) {
            int level = numberLevel(inline.group(1));
            headings.add(new Heading(inline.start(1), level, inline.group(1) + " " + inline.group(2)));
        }
    }

    /** The words of a heading: the whole rest of a short line, the first few words before a full stop in a long one. */
    private static String titleOf(String rest) {
        Matcher title = TITLE.matcher(rest);
        if (title.matches()
                && words(title.group(1)) <= MAX_WORDS
                && rest.length() > title.group(1).length() + 1) {
            return title.group(1).strip();
        }
        boolean isShort =
                rest.length() <= MAX_LINE && words(rest) <= MAX_WORDS && !rest.endsWith(",") && !rest.endsWith(";");
        boolean sentence = rest.endsWith(".") && words(rest) > 5;
        return isShort && !sentence ? rest.strip() : "";
    }

    private static int words(String line) {
        return line.strip().split("\\s+").length;
    }

    private static int numberLevel(String number) {
        return 1 + (int) number.chars().filter(c -> c == '.').count();
    }

    private static boolean isBareLabel(String title) {
        Matcher named = NAMED.matcher(title);
        return named.matches() && named.group(3).isEmpty();
    }

    private static boolean isCapitals(String line) {
        long capitals = line.chars().filter(Character::isUpperCase).count();
        return capitals >= 4
                && line.chars().noneMatch(Character::isLowerCase)
                && words(line) <= MAX_WORDS
                && capitals * 2 >= line.length();
    }
}
