package dev.fairlead.retrieval.parsing;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.fairlead.Document;
import dev.fairlead.Layout;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What tests ask of the parser. */
final class Parsing {
    private Parsing() {}

    static Parsed.Text read(byte[] bytes, Document.Format format) {
        return assertInstanceOf(Parsed.Text.class, DocumentParser.parse(bytes, format));
    }

    static String text(byte[] bytes, Document.Format format) {
        return read(bytes, format).content().text();
    }

    static Parsed.Text html(String page) {
        return read(page.getBytes(StandardCharsets.UTF_8), Document.Format.HTML);
    }

    static String reason(byte[] bytes, Document.Format format) {
        return assertInstanceOf(Parsed.Unreadable.class, DocumentParser.parse(bytes, format))
                .reason();
    }

    /** Headings as "level title", each of which must begin where it says. */
    static List<String> headings(Parsed.Text parsed) {
        String text = parsed.content().text();
        for (Layout.Heading heading : parsed.content().layout().headings()) {
            String there = text.substring(heading.start()).replaceAll("\\s+", " ");
            if (!there.regionMatches(
                    true, 0, heading.title(), 0, heading.title().length())) {
                throw new AssertionError("no '" + heading.title() + "' at " + heading.start());
            }
        }
        return parsed.content().layout().headings().stream()
                .map(heading -> heading.level() + " " + heading.title())
                .toList();
    }

    /** Pages as "number first-word". */
    static List<String> pages(Parsed.Text parsed) {
        return parsed.content().layout().pages().stream()
                .map(page -> page.number() + " "
                        + parsed.content().text().substring(page.start()).split("\\s+", 2)[0])
                .toList();
    }
}
