package dev.fairlead.citation;

import dev.fairlead.Citation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The places an answer's citations stand in: several quotes from one clause are one place. */
final class Bibliography {
    private final List<Place> places;

    private Bibliography(List<Place> places) {
        this.places = places;
    }

    static Bibliography of(List<Citation> citations) {
        Map<String, String> titles = ShortTitles.of(citations);
        Map<List<Object>, Group> groups = new LinkedHashMap<>();
        for (Citation citation : citations) {
            String title = titles.getOrDefault(citation.locator().documentId(), "");
            Clause clause = Clause.of(citation, title);
            groups.computeIfAbsent(key(citation, clause), unseen -> new Group(title, clause, new ArrayList<>()))
                    .citations()
                    .add(citation);
        }
        List<Place> places = new ArrayList<>();
        for (Group group : groups.values()) {
            String clause = group.clause().label();
            int number = places.size() + 1;
            places.add(new Place(
                    group.title(), group.clause(), new CitedSource.Pinpoint(number, clause, group.citations())));
        }
        return new Bibliography(List.copyOf(places));
    }

    private record Group(String title, Clause clause, List<Citation> citations) {}

    /** Headings of the same words in different places are different clauses; without any heading the page decides. */
    private static List<Object> key(Citation citation, Clause clause) {
        String document = citation.locator().documentId();
        if (clause.kind().isPresent()) {
            return List.of(document, clause.label());
        }
        return clause.label().isEmpty()
                ? List.of(document, citation.locator().page())
                : List.of(document, clause.label(), citation.locator().sectionPath());
    }

    /** The places of some citations, with no others in them, each once in the order of the numbers. */
    List<Place> cited(Collection<Integer> numbers) {
        List<Place> cited = new ArrayList<>();
        for (int number : new LinkedHashSet<>(numbers)) {
            for (Place place : places) {
                if (place.holds(number) && cited.stream().noneMatch(one -> one.number() == place.number())) {
                    cited.add(place.only(citation -> numbers.contains(citation.number())));
                }
            }
        }
        return cited;
    }

    /** The places that support a field, with no others' quotes in them. */
    List<Place> supporting(String field) {
        return places.stream()
                .filter(place -> place.pinpoint().citations().stream()
                        .anyMatch(citation -> citation.field().equals(field)))
                .map(place -> place.only(citation -> citation.field().equals(field)))
                .toList();
    }

    /** The fields cited for, in order of first citation; the empty one is the whole answer. */
    Set<String> fields() {
        Set<String> fields = new LinkedHashSet<>();
        places.forEach(place -> place.pinpoint().citations().forEach(citation -> fields.add(citation.field())));
        return fields;
    }

    /** The places of each document, in order of first citation. */
    Collection<List<Place>> byDocument() {
        Map<String, List<Place>> byDocument = new LinkedHashMap<>();
        for (Place place : places) {
            byDocument
                    .computeIfAbsent(place.documentId(), id -> new ArrayList<>())
                    .add(place);
        }
        return byDocument.values();
    }

    List<CitedSource> sources() {
        return byDocument().stream()
                .map(cited -> new CitedSource(
                        cited.getFirst().title(),
                        cited.getFirst().documentId(),
                        cited.stream().map(Place::pinpoint).toList()))
                .toList();
    }
}
