package dev.fairlead.retrieval.chunking;

import dev.fairlead.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A heading found in a text.
 *
 * @param start index of its first character
 * @param level depth from 1
 * @param title its words on one line
 */
record Heading(int start, int level, String title) {
    /** Longer headings are cut for paths and headers; the text itself keeps them whole. */
    static final int MAX_TITLE_LENGTH = 120;

    private static final int MAX_BARE_LENGTH = 4 * MAX_TITLE_LENGTH;

    Heading {
        title = oneLine(title);
    }

    /** Nests headings: each ends at the next one, and lies under the nearest earlier one of a smaller level. */
    static List<Section> sections(String text, List<Heading> headings) {
        List<Section> sections = new ArrayList<>();
        List<Heading> open = new ArrayList<>();
        int start = 0;
        for (Heading heading : headings) {
            add(sections, open, text, new Span(start, heading.start));
            while (!open.isEmpty() && open.getLast().level >= heading.level) {
                open.removeLast();
            }
            open.add(heading);
            start = heading.start;
        }
        add(sections, open, text, new Span(start, text.length()));
        return sections;
    }

    private static void add(List<Section> sections, List<Heading> open, String text, Span span) {
        if (span.length() > 0) {
            List<String> path = open.stream().map(Heading::title).toList();
            boolean bare = !path.isEmpty()
                    && span.length() <= MAX_BARE_LENGTH
                    && letters(span.of(text)) <= letters(path.getLast());
            sections.add(new Section(path, span, bare));
        }
    }

    private static long letters(String text) {
        return text.codePoints().filter(Character::isLetterOrDigit).count();
    }

    private static String oneLine(String title) {
        String line = title.strip().replaceAll("\\s+", " ");
        return line.length() <= MAX_TITLE_LENGTH ? line : cut(line);
    }

    private static String cut(String line) {
        int end = line.lastIndexOf(' ', MAX_TITLE_LENGTH);
        int hard =
                Character.isHighSurrogate(line.charAt(MAX_TITLE_LENGTH - 1)) ? MAX_TITLE_LENGTH - 1 : MAX_TITLE_LENGTH;
        return line.substring(0, end > 0 ? end : hard);
    }
}
