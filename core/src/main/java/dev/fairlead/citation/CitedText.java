package dev.fairlead.citation;

import dev.fairlead.Answer;
import dev.fairlead.Citation;
import java.util.List;
import java.util.Objects;

/**
 * An answer with its references in a citation style and a list of its sources, to be shown as plain text or Markdown.
 *
 * {@snippet :
 * CitedText cited = CitedText.of(answered).style(CitationStyle.LEGAL_CLAUSE);
 * cited.plainText();    // Notice is 30 days (Acme NDA, s. 7.2, p. 3). Sources: ...
 * cited.markdown();     // the same, safe to render
 * cited.bibliography(); // the sources as values, for a page of your own
 * }
 *
 * <p>Each source is listed once, with the places cited in it; quotes from one clause share one entry and one number, and
 * the markers in the text follow. The clause comes from the headings above the quote and from the number the quote begins
 * with. The list repeats the quotes, the first 300 characters of each, unless the text itself consists
 * of them. A JSON answer, whose citations name fields, is shown as it is, with its sources listed by field.
 *
 * <p>Nothing of the answer and the documents is taken for markup. In Markdown it is escaped, so that rendering shows what
 * plain text shows, a model's own Markdown included: no link, image, raw HTML, heading or table comes out of a document;
 * addresses become inline code. Both outputs leave out control characters and characters that turn the direction of text.
 *
 * <p>Immutable and thread-safe.
 */
public final class CitedText {
    private static final String HEADING = "Sources";

    private final Body body;
    private final Bibliography bibliography;
    private final CitationStyle style;
    private final boolean listed;

    private CitedText(Body body, Bibliography bibliography, CitationStyle style, boolean listed) {
        this.body = body;
        this.bibliography = bibliography;
        this.style = style;
        this.listed = listed;
    }

    /**
     * An answer in numeric style.
     *
     * @param answered the answer
     * @return its cited text
     */
    public static CitedText of(Answer.Answered answered) {
        return of(answered.text(), answered.citations());
    }

    /**
     * A text in numeric style.
     *
     * @param text text with markers such as {@code [1]}; a number no citation has is left alone
     * @param citations what the markers refer to, by their number
     * @return the cited text
     */
    public static CitedText of(String text, List<Citation> citations) {
        Objects.requireNonNull(text, "text");
        List<Citation> copy = List.copyOf(citations);
        return new CitedText(Body.of(text, copy), Bibliography.of(copy), CitationStyle.NUMERIC, true);
    }

    /**
     * The same text in another style.
     *
     * @param other the style
     * @return a new cited text
     */
    public CitedText style(CitationStyle other) {
        return new CitedText(body, bibliography, Objects.requireNonNull(other, "style"), listed);
    }

    /**
     * The same text without the list of its sources below it.
     *
     * @return a new cited text
     */
    public CitedText withoutSources() {
        return new CitedText(body, bibliography, style, false);
    }

    /**
     * The sources in order of first citation, whatever the style.
     *
     * @return documents with the places cited in them; none where nothing is cited
     */
    public List<CitedSource> bibliography() {
        return bibliography.sources();
    }

    /**
     * Text and sources for a terminal, a mail or a log.
     *
     * @return plain text with {@code \n} between lines
     */
    public String plainText() {
        StringBuilder text = new StringBuilder(body.shown(style, bibliography));
        List<SourceList.Line> sources = sources();
        text.append(sources.isEmpty() ? "" : "\n\n" + HEADING);
        sources.forEach(
                line -> text.append('\n').append("  ".repeat(line.depth())).append(line.text()));
        return text.toString();
    }

    /**
     * Text and sources for a page.
     *
     * @return CommonMark with {@code \n} between lines
     */
    public String markdown() {
        String shown = body.shown(style, bibliography);
        StringBuilder text =
                new StringBuilder(body.isJson() ? MarkdownText.codeBlock("json", shown) : MarkdownText.of(shown));
        List<SourceList.Line> sources = sources();
        text.append(sources.isEmpty() ? "" : "\n\n" + HEADING + "\n");
        sources.forEach(line -> text.append('\n')
                .append("  ".repeat(line.depth()))
                .append("- ")
                .append(MarkdownText.line(line.text())));
        return text.toString();
    }

    @Override
    public String toString() {
        return plainText();
    }

    private List<SourceList.Line> sources() {
        if (!listed) {
            return List.of();
        }
        return body.isJson()
                ? SourceList.byField(bibliography)
                : SourceList.byDocument(bibliography, style, !body.isQuotes());
    }
}
