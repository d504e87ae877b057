package dev.fairlead.format;

import dev.fairlead.Citation;
import dev.fairlead.Draft;
import dev.fairlead.Locator;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Turns drafts into cited text. Markers such as {@code [2]} or {@code [1, 3]} are parsed, resolved against what the
 * model was offered, and renumbered from 1 in order of first appearance; one that resolves to nothing is removed and
 * reported. Stateless and thread-safe.
 */
public final class FormatAdapter {
    private FormatAdapter() {}

    /**
     * Adapts a draft.
     *
     * @param draft quotes, or what a model wrote
     * @return text whose markers all resolve
     */
    public static FormattedDraft adapt(Draft draft) {
        return switch (draft) {
            case Draft.Quoted quoted -> adaptQuotes(quoted);
            case Draft.Written written -> new MarkerPass(written).run();
        };
    }

    /** Quotes are numbered as they stand; their text is never searched for markers, since documents hold brackets too. */
    private static FormattedDraft adaptQuotes(Draft.Quoted quoted) {
        List<Citation> citations = new ArrayList<>();
        StringJoiner text = new StringJoiner("\n");
        for (Draft.Source source : quoted.quotes()) {
            int number = citations.size() + 1;
            text.add(oneLine(source.quote()) + " [" + number + "]");
            citations.add(citation(number, source));
        }
        return new FormattedDraft(text.toString(), citations, List.of());
    }

    /**
     * Where a source stands, to be cited: its section, and below it the numbered paragraph and item it lies in where these
     * are no headings, as in {@code 8. Return > 8.3 > (b)}. An item the source itself begins with is not repeated.
     *
     * @param source characters of a passage
     * @return their locator
     */
    public static Locator pinpoint(Draft.Source source) {
        return Paragraphs.pinpoint(source.passage(), source.span());
    }

    /**
     * How a quote stands in an answer's text.
     *
     * @param quote exact characters of a document
     * @return the same on one line
     */
    public static String oneLine(String quote) {
        return quote.replaceAll("\\s+", " ");
    }

    static Citation citation(int number, Draft.Source source) {
        return new Citation(
                number, source.quote(), pinpoint(source), source.passage().id());
    }
}
