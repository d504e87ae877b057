package dev.fairlead.retrieval.chunking;

import dev.fairlead.Landmark;
import dev.fairlead.Layout;
import dev.fairlead.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where sections and pages begin in a document. */
final class Landmarks {
    private final NavigableMap<Integer, List<String>> paths = new TreeMap<>();
    private final NavigableMap<Integer, Integer> pages = new TreeMap<>();

    Landmarks(List<Section> sections, List<Layout.Page> pages) {
        sections.forEach(section -> paths.put(section.span().start(), section.path()));
        pages.forEach(page -> this.pages.put(page.start(), page.number()));
    }

    /** The page a character stands on. */
    OptionalInt page(int at) {
        var page = pages.floorEntry(at);
        return page == null ? OptionalInt.empty() : OptionalInt.of(page.getValue());
    }

    /** Where something else holds inside a span than this path and the page of its first character. */
    List<Landmark> in(Span span, List<String> path) {
        TreeSet<Integer> starts = new TreeSet<>();
        starts.add(span.start());
        starts.addAll(paths.subMap(span.start(), span.end()).keySet());
        starts.addAll(pages.subMap(span.start(), span.end()).keySet());
        List<Landmark> landmarks = new ArrayList<>();
        List<String> pathBefore = path;
        OptionalInt pageBefore = page(span.start());
        for (int start : starts) {
            List<String> pathHere = path(start);
            OptionalInt pageHere = page(start);
            if (!pathHere.equals(pathBefore) || !pageHere.equals(pageBefore)) {
                landmarks.add(new Landmark(start, pathHere, pageHere));
            }
            pathBefore = pathHere;
            pageBefore = pageHere;
        }
        return landmarks;
    }

    private List<String> path(int at) {
        var path = paths.floorEntry(at);
        return path == null ? List.of() : path.getValue();
    }
}
