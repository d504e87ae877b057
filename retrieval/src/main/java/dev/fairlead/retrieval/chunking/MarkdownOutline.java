package dev.fairlead.retrieval.chunking;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;

/** Headings of a CommonMark text, https://spec.commonmark.org/0.31.2: those of the top level, so none inside code or lists. */
final class MarkdownOutline {
    /** Beyond it a block is read as plain text: a bound against hostile nesting. */
    private static final int MAX_NESTING = 100;

    /** A block of facts at the very start, which CommonMark itself would read as a rule and a heading. */
    private static final Pattern FRONT_MATTER =
            Pattern.compile("\\A\\uFEFF?---[ \\t]*\\R(?s:.{0,20000}?)\\R---[ \\t]*(?:\\R|\\z)");

    private static final Parser PARSER = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .maxOpenBlockParsers(MAX_NESTING)
            .maxInlineNesting(MAX_NESTING)
            .build();

    private static final TextContentRenderer WORDS =
            TextContentRenderer.builder().build();

    private MarkdownOutline() {}

    static List<Heading> headings(String text) {
        Matcher facts = FRONT_MATTER.matcher(text);
        int from = facts.find() ? facts.end() : 0;
        List<Heading> headings = new ArrayList<>();
        for (Node node = PARSER.parse(text.substring(from)).getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof org.commonmark.node.Heading heading) {
                List<SourceSpan> spans = heading.getSourceSpans();
                String title = WORDS.render(heading);
                if (!spans.isEmpty() && !title.isBlank()) {
                    headings.add(new Heading(from + spans.getFirst().getInputIndex(), heading.getLevel(), title));
                }
            }
        }
        return headings;
    }
}
