package dev.fairlead.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.Citation;
import dev.fairlead.Locator;
import dev.fairlead.Span;
import dev.fairlead.citation.CitationStyle;
import dev.fairlead.citation.CitedText;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

/** What a Markdown parser sees in cited texts that want to be more than text. */
final class CitedMarkdownTest {
    private static final int TEXTS = 3_000;
    private static final Set<Class<? extends Node>> OURS = Set.of(
            Document.class,
            Paragraph.class,
            BulletList.class,
            ListItem.class,
            Text.class,
            Code.class,
            HardLineBreak.class,
            SoftLineBreak.class);

    private static final String[] PIECES = {
        "[",
        "]",
        "(",
        ")",
        "!",
        "<",
        ">",
        "`",
        "``",
        "```",
        "~~~",
        "*",
        "**",
        "_",
        "#",
        "# ",
        "- ",
        "+ ",
        "1. ",
        "2) ",
        "> ",
        "|",
        "---",
        "===",
        ":",
        "&lt;",
        "&",
        "\\",
        "\"",
        " ",
        "  ",
        "    ",
        "\n",
        "\n\n",
        "\t",
        "a",
        "b c",
        "[1]",
        " [1]",
        "[x](y)",
        "![x](y)",
        "[x]: y",
        "<b>",
        "<!--",
        "-->",
        "<a href=\"x\">",
        "http://a.b",
        "<http://a.b>",
        "www.a.b",
        "a@b.c",
        "javascript:x",
        "</pre>",
        "4.2 ",
        "(b) ",
        "\u00E9",
        "\uD83D\uDE00"
    };

    private static final class Seen extends AbstractVisitor {
        private final StringBuilder text = new StringBuilder();
        private final Set<String> others = new TreeSet<>();

        static Seen in(String markdown) {
            Seen seen = new Seen();
            Parser.builder().build().parse(markdown).accept(seen);
            return seen;
        }

        @Override
        protected void visitChildren(Node parent) {
            if (!OURS.contains(parent.getClass())) {
                others.add(parent.getClass().getSimpleName());
            }
            super.visitChildren(parent);
        }

        @Override
        public void visit(Text node) {
            text.append(node.getLiteral());
        }

        @Override
        public void visit(Code code) {
            text.append(code.getLiteral());
        }

        @Override
        public void visit(FencedCodeBlock block) {
            others.add("block of " + block.getInfo() + ": " + block.getLiteral().strip());
        }

        @Override
        public void visit(org.commonmark.node.HtmlInline html) {
            others.add(html.getLiteral());
        }

        @Override
        public void visit(org.commonmark.node.HtmlBlock html) {
            others.add(html.getLiteral());
        }

        @Override
        public void visit(org.commonmark.node.ThematicBreak rule) {
            others.add("rule");
        }

        @Override
        public void visit(org.commonmark.node.IndentedCodeBlock code) {
            others.add("indented code");
        }

        @Override
        public void visit(org.commonmark.node.LinkReferenceDefinition definition) {
            others.add("definition");
        }
    }

    private static String hostile(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(14); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static CitedText cited(Random random) {
        String quote = hostile(random);
        Locator locator = new Locator(
                "x" + hostile(random),
                hostile(random),
                List.of(hostile(random), hostile(random)),
                new Span(0, quote.length()),
                OptionalInt.of(1));
        return CitedText.of(hostile(random) + " [1]", List.of(new Citation(1, quote, locator, "x#0")));
    }

    @Test
    void a_parser_sees_nothing_but_text_and_the_list_of_sources() {
        for (long seed = 0; seed < TEXTS; seed++) {
            CitedText text = cited(new Random(seed)).style(CitationStyle.LEGAL_CLAUSE);
            assertEquals(Set.of(), Seen.in(text.markdown()).others, "seed " + seed + ":\n" + text.markdown());
        }
    }

    @Test
    void what_is_rendered_reads_as_the_plain_text_does() {
        for (long seed = 0; seed < TEXTS; seed++) {
            CitedText text = cited(new Random(seed));
            assertEquals(
                    letters(text.plainText()),
                    letters(Seen.in(text.markdown()).text.toString()),
                    "seed " + seed + ":\n" + text.markdown());
        }
    }

    @Test
    void a_json_answer_is_one_block_of_code_whatever_it_holds() {
        for (long seed = 0; seed < TEXTS; seed++) {
            String json = "{\"a\": \"" + hostile(new Random(seed)).replaceAll("[\\s\"\\\\]", "") + "\"}";
            Locator locator = new Locator("x.md", "X", List.of(), new Span(0, 1), OptionalInt.empty());
            CitedText text = CitedText.of(json, List.of(new Citation(1, "q", locator, "x#0", "/a")));
            assertEquals(Set.of("block of json: " + json), Seen.in(text.markdown()).others, "seed " + seed);
        }
    }

    @Test
    void the_parser_sees_markup_where_nothing_is_escaped() {
        assertEquals(
                Set.of("<b>", "Heading", "Image", "Link", "rule"), Seen.in("# x\n\n[x](y) ![x](y) <b>\n\n---").others);
    }

    /** Without white space, which a renderer lays out anew. */
    private static String letters(String text) {
        return text.replaceAll("\\s", "");
    }
}
