package dev.fairlead.retrieval.parsing;

import dev.fairlead.Document;
import dev.fairlead.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * A text that is being extracted, with the pages and headings found so far. Characters no text holds (controls, halves of
 * surrogate pairs) never enter it, so that what is stored is what was extracted.
 */
final class Manuscript {
    private final StringBuilder text = new StringBuilder();
    private final List<Layout.Page> pages = new ArrayList<>();
    private final List<Layout.Heading> headings = new ArrayList<>();

    int length() {
        return text.length();
    }

    boolean isBlank() {
        return text.isEmpty();
    }

    String text() {
        return text.toString();
    }

    /** A paragraph, apart from what stands before by a blank line; nothing where it is blank. */
    void paragraph(String paragraph) throws UnreadableFileException {
        append(paragraph, "\n\n");
    }

    /** A line right below what stands before. */
    void line(String line) throws UnreadableFileException {
        append(line, "\n");
    }

    void heading(int level, String title) throws UnreadableFileException {
        String clean = clean(title).strip();
        if (!clean.isEmpty()) {
            append(clean, "\n\n");
            headings.add(new Layout.Heading(text.length() - clean.length(), level, clean.replaceAll("\\s+", " ")));
        }
    }

    /** A page, on the line after the one before or a blank line further on. */
    void page(int number, String page, boolean continues) throws UnreadableFileException {
        String clean = clean(page).strip();
        append(clean, continues ? "\n" : "\n\n");
        pages.add(new Layout.Page(text.length() - clean.length(), number));
    }

    /** Where a page begins; the end of the text where there is no such page. */
    int pageStart(int number) {
        return pages.stream()
                .filter(page -> page.number() == number)
                .mapToInt(Layout.Page::start)
                .findFirst()
                .orElse(text.length());
    }

    /** Where the next page begins that holds text. */
    int pageEnd(int number) {
        return pages.stream()
                .filter(page -> page.number() > number)
                .mapToInt(Layout.Page::start)
                .findFirst()
                .orElse(text.length());
    }

    Document.Content content(Document.Format format, String parser) throws UnreadableFileException {
        return content(format, parser, headings);
    }

    Document.Content content(Document.Format format, String parser, List<Layout.Heading> found)
            throws UnreadableFileException {
        if (text.isEmpty()) {
            throw new UnreadableFileException("empty: holds no text");
        }
        return new Document.Content(text.toString(), format, new Layout(parser, pages, found));
    }

    private void append(String part, String gap) throws UnreadableFileException {
        String clean = clean(part).strip();
        if (clean.isEmpty()) {
            return;
        }
        requireRoom(text.length() + (long) clean.length());
        text.append(text.isEmpty() ? "" : gap).append(clean);
    }

    static void requireRoom(long characters) throws UnreadableFileException {
        if (characters > DocumentParser.MAX_CHARACTERS) {
            throw new UnreadableFileException(
                    "too much text: more than " + (DocumentParser.MAX_CHARACTERS >> 20) + " million characters");
        }
    }

    private static String clean(String part) {
        int at = 0;
        while (at < part.length() && isText(part, at)) {
            at++;
        }
        if (at == part.length()) {
            return part;
        }
        StringBuilder clean = new StringBuilder(part.length()).append(part, 0, at);
        for (int i = at; i < part.length(); i++) {
            if (isText(part, i)) {
                clean.append(part.charAt(i));
            } else if (Character.isSurrogate(part.charAt(i))) {
                clean.append('\uFFFD');
            }
        }
        return clean.toString();
    }

    private static boolean isText(String part, int at) {
        char c = part.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 < part.length() && Character.isLowSurrogate(part.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at > 0 && Character.isHighSurrogate(part.charAt(at - 1));
        }
        return c == '\n' || c == '\t' || !Character.isISOControl(c);
    }
}
