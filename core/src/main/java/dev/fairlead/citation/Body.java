package dev.fairlead.citation;

import dev.fairlead.Citation;
import dev.fairlead.format.FormatAdapter;
import dev.fairlead.format.Markers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An answer's text taken apart at its markers.
 *
 * @param segments stretches of text, each with the numbers of the markers behind it
 * @param isJson whether the text is JSON, which has no markers
 * @param isQuotes whether the text is nothing but the quotes it cites
 */
record Body(List<Segment> segments, boolean isJson, boolean isQuotes) {
    record Segment(String text, List<Integer> numbers) {}

    static Body of(String text, List<Citation> citations) {
        if (citations.stream().anyMatch(citation -> !citation.field().isEmpty())) {
            return new Body(List.of(new Segment(text, List.of())), true, false);
        }
        // Documents hold brackets too: where the text is known to be quotes, they are not searched for markers.
        List<Segment> quotes = quotes(citations);
        return !citations.isEmpty() && text.equals(written(quotes))
                ? new Body(quotes, false, true)
                : new Body(marked(text, citations), false, false);
    }

    private static List<Segment> quotes(List<Citation> citations) {
        List<Segment> quotes = new ArrayList<>();
        for (Citation citation : citations) {
            String separator = quotes.isEmpty() ? "" : "\n";
            quotes.add(new Segment(separator + FormatAdapter.oneLine(citation.quote()), List.of(citation.number())));
        }
        return quotes;
    }

    private static String written(List<Segment> quotes) {
        return quotes.stream()
                .map(quote -> quote.text() + " [" + quote.numbers().getFirst() + "]")
                .collect(Collectors.joining());
    }

    private static List<Segment> marked(String text, List<Citation> citations) {
        Set<Integer> known = citations.stream().map(Citation::number).collect(Collectors.toSet());
        List<Segment> segments = new ArrayList<>();
        int last = 0;
        for (Markers.Marker marker : Markers.in(text)) {
            if (known.containsAll(marker.numbers())) {
                String before = text.substring(last, marker.start());
                if (before.isEmpty() && !segments.isEmpty()) {
                    List<Integer> numbers = new ArrayList<>(segments.getLast().numbers());
                    numbers.addAll(marker.numbers());
                    segments.set(
                            segments.size() - 1, new Segment(segments.getLast().text(), numbers));
                } else {
                    segments.add(new Segment(before, marker.numbers()));
                }
                last = marker.end();
            }
        }
        segments.add(new Segment(text.substring(last), List.of()));
        return segments;
    }

    /** The text with references in place of its markers, fit to be shown. */
    String shown(CitationStyle style, Bibliography bibliography) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            text.append(segment.text());
            if (!segment.numbers().isEmpty()) {
                String next = i + 1 < segments.size() ? segments.get(i + 1).text() : "";
                boolean opened = text.length() > 0 && text.charAt(text.length() - 1) == '(';
                boolean spaced = text.length() == 0 || opened || Character.isWhitespace(text.charAt(text.length() - 1));
                text.append(spaced ? "" : " ")
                        .append(style.reference(bibliography.cited(segment.numbers()), opened && next.startsWith(")")));
            }
        }
        return Printable.text(text.toString());
    }
}
