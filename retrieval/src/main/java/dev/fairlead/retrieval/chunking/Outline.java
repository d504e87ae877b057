package dev.fairlead.retrieval.chunking;

import dev.fairlead.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The headings of a document. Those its parser found count first; numbered clauses recognised by their form lie under
 * them, since few files mark every clause. Without any, all headings are recognised in the text.
 */
final class Outline {
    /** What is certain enough beside marked headings: clause numbers and the words of contracts. */
    private static final Pattern NUMBERED =
            Pattern.compile("\\d.*|(?i:article|section|part|chapter|schedule|exhibit|annex|appendix) .*");

    private Outline() {}

    static List<Heading> headings(Document.Content content) {
        List<Heading> marked = content.layout().headings().stream()
                .map(heading -> new Heading(heading.start(), heading.level(), heading.title()))
                .toList();
        if (marked.isEmpty()) {
            return content.format() == Document.Format.MARKDOWN
                    ? markdown(content.text())
                    : PlainOutline.headings(content.text());
        }
        return merged(content.text(), marked, PlainOutline.headings(content.text()));
    }

    /** Headings of Markdown, whose library is optional. */
    static List<Heading> markdown(String text) {
        try {
            return MarkdownOutline.headings(text);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException("reading Markdown needs org.commonmark:commonmark on the class path", e);
        }
    }

    private static List<Heading> merged(String text, List<Heading> marked, List<Heading> byForm) {
        List<Heading> merged = new ArrayList<>();
        int next = 0;
        int markedEnd = 0;
        int deeper = 0;
        for (Heading heading : byForm) {
            while (next < marked.size() && marked.get(next).start() <= heading.start()) {
                Heading above = marked.get(next++);
                merged.add(above);
                markedEnd = lineEnd(text, above.start());
                deeper = above.level();
            }
            if (heading.start() < markedEnd) {
                // The same heading twice tells how the two count levels.
                deeper = marked.get(next - 1).level() - heading.level();
            } else if (NUMBERED.matcher(heading.title()).matches()) {
                merged.add(new Heading(heading.start(), Math.max(1, heading.level() + deeper), heading.title()));
            }
        }
        merged.addAll(marked.subList(next, marked.size()));
        return merged;
    }

    private static int lineEnd(String text, int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }
}
