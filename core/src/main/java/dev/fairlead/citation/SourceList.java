package dev.fairlead.citation;

import dev.fairlead.Citation;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** The lines of a list of sources: by document, and by field where the answer is JSON. */
final class SourceList {
    /** Longer quotes are cut in the list; the citations hold them whole. */
    static final int LONGEST_QUOTE = 300;

    private static final String WHOLE_ANSWER = "(whole answer)";

    private final boolean withQuotes;
    private final List<Line> lines = new ArrayList<>();

    /**
     * A line.
     *
     * @param depth 0 for a document or field, 1 for what is below it
     * @param text its words, fit to be shown
     */
    record Line(int depth, String text) {}

    private SourceList(boolean withQuotes) {
        this.withQuotes = withQuotes;
    }

    static List<Line> byDocument(Bibliography bibliography, CitationStyle style, boolean withQuotes) {
        SourceList list = new SourceList(withQuotes);
        for (List<Place> places : bibliography.byDocument()) {
            list.lines.add(new Line(0, name(places.getFirst())));
            places.forEach(place -> list.add(style.lead(place), place.pinpoint().label(), place));
        }
        return list.lines;
    }

    static List<Line> byField(Bibliography bibliography) {
        SourceList list = new SourceList(true);
        for (String field : bibliography.fields()) {
            list.lines.add(new Line(0, field.isEmpty() ? WHOLE_ANSWER : Printable.line(field)));
            for (Place place : bibliography.supporting(field)) {
                String label = place.pinpoint().label();
                list.add("", name(place) + (label.isEmpty() ? "" : ", " + label), place);
            }
        }
        return list.lines;
    }

    private void add(String lead, String label, Place place) {
        StringJoiner line = new StringJoiner(": ").setEmptyValue("");
        if (!label.isEmpty()) {
            line.add(label);
        }
        if (withQuotes) {
            line.add(quotes(place));
        }
        String text = (lead + line).strip();
        if (!text.isEmpty()) {
            lines.add(new Line(1, text));
        }
    }

    private static String name(Place place) {
        String id = Printable.line(place.documentId());
        return place.title().contains(id) ? place.title() : place.title() + " (" + id + ")";
    }

    private static String quotes(Place place) {
        StringJoiner quotes = new StringJoiner("; ");
        place.pinpoint().citations().stream()
                .map(Citation::quote)
                .map(SourceList::cut)
                .distinct()
                .forEach(quote -> quotes.add("\"" + quote + "\""));
        return quotes.toString();
    }

    private static String cut(String quote) {
        String line = Printable.line(quote);
        if (line.length() <= LONGEST_QUOTE) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST_QUOTE - 1)) ? LONGEST_QUOTE - 1 : LONGEST_QUOTE;
        return line.substring(0, end).strip() + " ...";
    }
}
