package dev.fairlead.citation;

import dev.fairlead.Citation;
import dev.fairlead.Locator;
import dev.fairlead.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Citations written down in a test, numbered as they come. */
final class Cited {
    private final List<Citation> citations = new ArrayList<>();
    private String documentId = "nda.md";
    private String title = "Acme NDA";
    private OptionalInt page = OptionalInt.empty();
    private String field = "";

    Cited in(String id, String itsTitle) {
        documentId = id;
        title = itsTitle;
        return this;
    }

    Cited page(int number) {
        page = OptionalInt.of(number);
        return this;
    }

    Cited field(String pointer) {
        field = pointer;
        return this;
    }

    /** The next citation, its section path last. */
    Cited quote(String quote, String... path) {
        Span span = new Span(0, quote.length());
        Locator locator = new Locator(documentId, title, List.of(path), span, page);
        citations.add(new Citation(citations.size() + 1, quote, locator, documentId + "#0", field));
        return this;
    }

    List<Citation> all() {
        return List.copyOf(citations);
    }

    CitedText text(String text) {
        return CitedText.of(text, all());
    }

    /** In legal style, without the list of sources. */
    String legal(String text) {
        return text(text).style(CitationStyle.LEGAL_CLAUSE).withoutSources().plainText();
    }
}
