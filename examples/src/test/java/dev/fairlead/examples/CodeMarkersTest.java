package dev.fairlead.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Draft;
import dev.fairlead.Locator;
import dev.fairlead.Metadata;
import dev.fairlead.Passage;
import dev.fairlead.Span;
import dev.fairlead.format.FormatAdapter;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

/** Where a model's text is code, beside what a Markdown parser says. */
final class CodeMarkersTest {
    private static final int TEXTS = 20_000;
    private static final Pattern SECOND = Pattern.compile("\\[2]");
    private static final String[] PIECES = {
        "`", "``", "```", "`", "x [2]", " [2]", "y", " z", "\n", "\n\n", "\n```\n", "\n```java\n", "\n~~~\n", "\n````\n"
    };

    /** Two passages of one source, so that a marker of the second that is resolved becomes the first. */
    private static String adapted(String text) {
        Locator locator = new Locator("a.md", "A", List.of(), new Span(0, 5), OptionalInt.empty());
        Passage passage = new Passage("a#0", locator, "Text.", Metadata.empty());
        Draft.Source source = new Draft.Source(passage, locator.span());
        return FormatAdapter.adapt(new Draft.Written(text, List.of(source, source), "", new Draft.Usage(0, 0)))
                .text();
    }

    private static int inCode(String text) {
        StringBuilder code = new StringBuilder();
        Parser.builder().build().parse(text).accept(new AbstractVisitor() {
            @Override
            public void visit(Code inline) {
                code.append(inline.getLiteral());
            }

            @Override
            public void visit(FencedCodeBlock block) {
                code.append(block.getInfo()).append(block.getLiteral());
            }
        });
        return count(code.toString());
    }

    private static int count(String text) {
        return (int) SECOND.matcher(text).results().count();
    }

    private static String random(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("a");
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    @Test
    void exactly_the_markers_in_code_are_left_as_they_are() {
        int left = 0;
        for (long seed = 0; seed < TEXTS; seed++) {
            String text = random(seed);
            assertEquals(inCode(text), count(adapted(text)), "seed " + seed + ":\n" + text);
            left += count(adapted(text));
        }
        assertTrue(left > TEXTS / 10, "only " + left + " markers in code");
    }
}
