package dev.fairlead;

import java.util.List;
import java.util.Objects;

/**
 * What a parser knew of a file beyond its text: where pages and headings begin. The parser is part of it, since another
 * version may extract another text.
 *
 * @param parser the parser's name and version, such as {@code "pdfbox/3.0.5"}; empty where the text is the file itself
 * @param pages where pages begin, in rising order; none where the format has no pages
 * @param headings headings in the order of the text; none where they are to be recognised in the text
 */
public record Layout(String parser, List<Page> pages, List<Heading> headings) {
    private static final Layout NONE = new Layout("", List.of(), List.of());

    /**
     * The beginning of a page.
     *
     * @param start index of its first character in the text
     * @param number the page's number, from 1
     */
    public record Page(int start, int number) {
        /**
         * Checks.
         *
         * @throws IllegalArgumentException if {@code start} is negative or {@code number} is less than 1
         */
        public Page {
            if (start < 0 || number < 1) {
                throw new IllegalArgumentException(
                        "page must have start >= 0 and number >= 1, was " + start + " and " + number);
            }
        }
    }

    /**
     * A heading that stands in the text.
     *
     * @param start index of its first character in the text
     * @param level depth from 1
     * @param title its words
     */
    public record Heading(int start, int level, String title) {
        /**
         * Checks.
         *
         * @throws IllegalArgumentException if {@code start} is negative or {@code level} is less than 1
         */
        public Heading {
            Objects.requireNonNull(title, "title");
            if (start < 0 || level < 1) {
                throw new IllegalArgumentException(
                        "heading must have start >= 0 and level >= 1, was " + start + " and " + level);
            }
        }
    }

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if pages or headings are not in rising order
     */
    public Layout {
        Objects.requireNonNull(parser, "parser");
        pages = List.copyOf(pages);
        headings = List.copyOf(headings);
        requireRising("pages", pages.stream().mapToInt(Page::start).toArray());
        requireRising("headings", headings.stream().mapToInt(Heading::start).toArray());
    }

    /**
     * The layout of a text that says everything itself.
     *
     * @return a layout without pages and headings
     */
    public static Layout none() {
        return NONE;
    }

    void requireWithin(int length) {
        int last = Math.max(
                pages.isEmpty() ? 0 : pages.getLast().start(),
                headings.isEmpty() ? 0 : headings.getLast().start());
        if (last > length) {
            throw new IllegalArgumentException(
                    "pages and headings must begin inside a text of " + length + " characters, one began at " + last);
        }
    }

    private static void requireRising(String name, int[] starts) {
        for (int i = 1; i < starts.length; i++) {
            if (starts[i] < starts[i - 1]) {
                throw new IllegalArgumentException(
                        name + " must be in rising order, " + starts[i] + " came after " + starts[i - 1]);
            }
        }
    }
}
