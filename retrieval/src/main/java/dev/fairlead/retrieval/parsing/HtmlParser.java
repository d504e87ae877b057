package dev.fairlead.retrieval.parsing;

import dev.fairlead.Document;
import dev.fairlead.Metadata;
import dev.fairlead.retrieval.chunking.Titles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/** HTML by jsoup: what a browser shows, in blocks. The encoding is the one the bytes or the page declare, else UTF-8. */
final class HtmlParser {
    /** Raised when the same file would give another text than before. */
    private static final String REVISION = " fairlead/1";

    /** The whole page becomes a tree in memory, some dozens of bytes for each of its tags. */
    private static final int MAX_MEGABYTES = 16;

    private static final int MAX_TAGS = 1_000_000;

    private static final Set<String> UNSEEN = Set.of(
            "head",
            "script",
            "style",
            "noscript",
            "template",
            "nav",
            "svg",
            "iframe",
            "object",
            "canvas",
            "audio",
            "video",
            "select",
            "datalist",
            "dialog");

    private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");

    /** A table that holds one of these lays out the page and is no table of values. */
    private static final String LAYOUT = "table, h1, h2, h3, h4, h5, h6, ul, ol";

    private static final Pattern HIDDEN = Pattern.compile("(?i)(?:display\\s*:\\s*none|visibility\\s*:\\s*hidden)\\b");

    private final Manuscript manuscript = new Manuscript();
    private StringBuilder inline = new StringBuilder();
    /** What stands before the next paragraph of a list item. */
    private String label = "";

    private boolean rightBelow;

    /** The number of the last item of each list. */
    private final IdentityHashMap<Element, Integer> numbers = new IdentityHashMap<>();

    /** Tables that lay out the page. */
    private final IdentityHashMap<Element, Boolean> layouts = new IdentityHashMap<>();

    private HtmlParser(Element body) {
        for (Element inner : body.select(LAYOUT)) {
            Element around = inner.parent();
            while (around != null && !around.normalName().equals("table")) {
                around = around.parent();
            }
            if (around != null) {
                layouts.put(around, true);
            }
        }
    }

    static Parsed.Text parse(byte[] bytes) throws UnreadableFileException, IOException {
        if (bytes.length > MAX_MEGABYTES << 20) {
            throw new UnreadableFileException("a page larger than " + MAX_MEGABYTES + " MB");
        }
        int tags = 0;
        for (byte one : bytes) {
            tags += one == '<' ? 1 : 0;
        }
        if (tags > MAX_TAGS) {
            throw new UnreadableFileException("a page of more than " + MAX_TAGS + " tags");
        }
        org.jsoup.nodes.Document page = Jsoup.parse(new ByteArrayInputStream(bytes), null, "", Parser.htmlParser());
        HtmlParser parser = new HtmlParser(page.body());
        parser.children(page.body());
        parser.flush();
        Document.Content content = parser.manuscript.content(Document.Format.HTML, version() + REVISION);
        Optional<String> title = Optional.of(line(page.title()))
                .filter(words -> !words.isEmpty())
                .or(() -> Optional.ofNullable(page.selectFirst("h1")).map(h1 -> line(h1.text())))
                .or(() -> Titles.of(content));
        return new Parsed.Text(content, title, Metadata.empty());
    }

    /** Jars that merge libraries lose the version. */
    private static String version() {
        String version = Jsoup.class.getPackage().getImplementationVersion();
        return version == null ? "jsoup" : "jsoup/" + version;
    }

    private void children(Element parent) throws UnreadableFileException {
        for (Node child : parent.childNodes()) {
            if (child instanceof TextNode text) {
                inline.append(text.getWholeText().replaceAll("[\\s\\u00A0]+", " "));
            } else if (child instanceof Element element && isSeen(element)) {
                element(element);
            }
        }
    }

    private void element(Element element) throws UnreadableFileException {
        String name = element.normalName();
        if (HEADINGS.contains(name)) {
            flush();
            manuscript.heading(name.charAt(1) - '0', flat(element));
        } else if (name.equals("br")) {
            inline.append('\n');
        } else if (name.equals("table") && !layouts.containsKey(element)) {
            flush();
            rows(element);
        } else if (name.equals("li")) {
            flush();
            label = label(element);
            children(element);
            flush();
        } else if (name.equals("pre")) {
            flush();
            manuscript.paragraph(element.wholeText());
        } else if (element.isBlock() || name.equals("td") || name.equals("th")) {
            flush();
            children(element);
            flush();
        } else {
            children(element);
        }
    }

    /** Ends a paragraph. */
    private void flush() throws UnreadableFileException {
        String paragraph = inline.toString()
                .replaceAll(" {2,}", " ")
                .replaceAll(" ?\n ?", "\n")
                .strip();
        inline = new StringBuilder();
        if (paragraph.isEmpty()) {
            return;
        }
        if (rightBelow) {
            manuscript.line(label + paragraph);
        } else {
            manuscript.paragraph(label + paragraph);
        }
        label = "";
        rightBelow = false;
    }

    private void rows(Element table) throws UnreadableFileException {
        boolean first = true;
        for (Element row : table.select("caption, tr")) {
            String line = !isSeen(row) ? "" : row.normalName().equals("caption") ? flat(row) : cells(row);
            if (first) {
                manuscript.paragraph(line);
            } else {
                manuscript.line(line);
            }
            first &= line.isEmpty();
        }
    }

    private static String cells(Element row) {
        List<String> cells = row.children().stream()
                .filter(HtmlParser::isSeen)
                .map(HtmlParser::flat)
                .toList();
        return cells.stream().allMatch(String::isEmpty) ? "" : String.join(" | ", cells);
    }

    /** All that is seen of an element, on one line. */
    private static String flat(Element element) {
        StringBuilder words = new StringBuilder();
        flatten(element, words);
        return line(words.toString());
    }

    private static void flatten(Element element, StringBuilder words) {
        for (Node child : element.childNodes()) {
            if (child instanceof TextNode text) {
                words.append(text.getWholeText());
            } else if (child instanceof Element inner && isSeen(inner)) {
                boolean apart = inner.isBlock() || inner.normalName().equals("br");
                words.append(apart ? " " : "");
                flatten(inner, words);
                words.append(apart ? " " : "");
            }
        }
    }

    private static String line(String words) {
        return words.replaceAll("[\\s\\u00A0]+", " ").strip();
    }

    private static boolean isSeen(Element element) {
        return !UNSEEN.contains(element.normalName().toLowerCase(Locale.ROOT))
                && !element.hasAttr("hidden")
                && !HIDDEN.matcher(element.attr("style")).find();
    }

    /** What a browser shows before a list item; counts the items of each list once. */
    private String label(Element item) {
        Element list = item.parent();
        boolean counted = list != null && list.normalName().equals("ol");
        if (list == null || !counted) {
            rightBelow = list != null && numbers.put(list, 1) != null;
            return "- ";
        }
        Integer before = numbers.get(list);
        rightBelow = before != null;
        int next = before == null ? number(list.attr("start"), 1) : before + 1;
        int number = number(item.attr("value"), next);
        numbers.put(list, number);
        return Numerals.of(number, form(list.attr("type"))) + ". ";
    }

    private static Numerals.Form form(String type) {
        return switch (type) {
            case "a" -> Numerals.Form.LOWER_LETTER;
            case "A" -> Numerals.Form.UPPER_LETTER;
            case "i" -> Numerals.Form.LOWER_ROMAN;
            case "I" -> Numerals.Form.UPPER_ROMAN;
            default -> Numerals.Form.DECIMAL;
        };
    }

    private static int number(String digits, int otherwise) {
        return digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : otherwise;
    }
}
