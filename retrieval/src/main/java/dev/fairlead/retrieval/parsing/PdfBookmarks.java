package dev.fairlead.retrieval.parsing;

import dev.fairlead.Layout;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.jspecify.annotations.Nullable;

/** Bookmarks whose words stand on the page they lead to: those are headings of the text. Others are passed over. */
final class PdfBookmarks {
    private static final int MAX_BOOKMARKS = 10_000;
    private static final int MAX_DEPTH = 20;

    private final PDDocument document;
    private final PdfPages pages;
    private final Manuscript manuscript;
    private final String text;
    private final Deque<Visit> open = new ArrayDeque<>();

    private PdfBookmarks(PDDocument document, PdfPages pages, Manuscript manuscript) {
        this.document = document;
        this.pages = pages;
        this.manuscript = manuscript;
        this.text = manuscript.text();
    }

    /** A bookmark that is still to be visited, with all its later siblings. */
    private record Visit(PDOutlineItem item, int level) {}

    static List<Layout.Heading> headings(PDDocument document, PdfPages pages, Manuscript manuscript)
            throws IOException {
        PDDocumentOutline outline = document.getDocumentCatalog().getDocumentOutline();
        PDOutlineItem first = outline == null ? null : outline.getFirstChild();
        return first == null ? List.of() : new PdfBookmarks(document, pages, manuscript).from(first);
    }

    private List<Layout.Heading> from(PDOutlineItem first) throws IOException {
        List<Layout.Heading> headings = new ArrayList<>();
        push(first, 1);
        int from = 0;
        for (int visited = 0; !open.isEmpty() && visited < MAX_BOOKMARKS; visited++) {
            Visit visit = open.pop();
            push(visit.item().getNextSibling(), visit.level());
            push(visit.item().getFirstChild(), visit.level() + 1);
            OptionalInt start = start(visit.item(), from);
            if (start.isPresent()) {
                String title = oneLine(visit.item().getTitle());
                headings.add(new Layout.Heading(start.getAsInt(), visit.level(), title));
                from = lineEnd(start.getAsInt());
            }
        }
        return headings;
    }

    private void push(@Nullable PDOutlineItem item, int level) {
        if (item != null && level <= MAX_DEPTH) {
            open.push(new Visit(item, level));
        }
    }

    /** Where on its page, and not before an index, a bookmark's words begin a line. */
    private OptionalInt start(PDOutlineItem item, int from) throws IOException {
        PDPage page = item.findDestinationPage(document);
        OptionalInt number = page == null ? OptionalInt.empty() : pages.number(page);
        String title = item.getTitle() == null ? "" : words(item.getTitle());
        if (number.isEmpty() || title.isEmpty()) {
            return OptionalInt.empty();
        }
        int end = manuscript.pageEnd(number.getAsInt());
        int start = Math.max(from, manuscript.pageStart(number.getAsInt()));
        while (start < end) {
            int lineEnd = lineEnd(start);
            if (words(text.substring(start, lineEnd)).startsWith(title)) {
                return OptionalInt.of(start);
            }
            start = lineEnd + 1;
        }
        return OptionalInt.empty();
    }

    private int lineEnd(int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }

    private static String oneLine(String title) {
        return title.strip().replaceAll("\\s+", " ");
    }

    private static String words(String line) {
        return oneLine(line).toLowerCase(Locale.ROOT);
    }
}
