package dev.fairlead.citation;

import dev.fairlead.format.ClauseKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** How references look in a text and in the list of its sources. Immutable. */
public final class CitationStyle {
    /**
     * Numbers in square brackets. Each clause has one number, given in order of first citation, and the list of sources
     * tells it: {@code Thirty days [1].} and {@code [1] s. 7.2, p. 3}.
     */
    public static final CitationStyle NUMERIC = new CitationStyle("numeric", new Numeric());

    /**
     * References as lawyers write them in a memorandum or an advice: in parentheses where the statement ends, with the
     * document's short title, the clause and the page, so that each stands by itself when the text is quoted or cut:
     * {@code Thirty days (Acme NDA, s. 7.2, p. 3).} References to several clauses of a document share its name, as in
     * {@code (Acme NDA, ss. 4.2(b) and 7.2)}; several documents are separated by semicolons. There is no "ibid.": it breaks
     * as soon as somebody moves a sentence. Abbreviations: s., cl., para., art., pt., ch., sch., ex., annex, app. and §, as
     * the document itself calls the part; a number without a name is a section.
     */
    public static final CitationStyle LEGAL_CLAUSE = new CitationStyle("legal clause", new Legal());

    private final String name;
    private final Form form;

    private CitationStyle(String name, Form form) {
        this.name = name;
        this.form = form;
    }

    /** What a marker becomes. */
    private interface Form {
        /** A reference to places cited together, at least one; in parentheses of the text's own or not. */
        String reference(List<Place> places, boolean inParentheses);

        /** What stands before a place in the list of sources. */
        String lead(Place place);
    }

    String reference(List<Place> places, boolean inParentheses) {
        return form.reference(places, inParentheses);
    }

    String lead(Place place) {
        return form.lead(place);
    }

    @Override
    public String toString() {
        return name;
    }

    private static final class Numeric implements Form {
        @Override
        public String reference(List<Place> places, boolean inParentheses) {
            return places.stream().map(place -> lead(place).strip()).collect(Collectors.joining(" "));
        }

        @Override
        public String lead(Place place) {
            return "[" + place.number() + "] ";
        }
    }

    private static final class Legal implements Form {
        @Override
        public String reference(List<Place> places, boolean inParentheses) {
            Map<String, List<Place>> byDocument = new LinkedHashMap<>();
            for (Place place : places) {
                byDocument
                        .computeIfAbsent(place.documentId(), id -> new ArrayList<>())
                        .add(place);
            }
            String references = byDocument.values().stream()
                    .map(cited -> cited.getFirst().title() + pinpoints(cited))
                    .collect(Collectors.joining("; "));
            return inParentheses ? references : "(" + references + ")";
        }

        @Override
        public String lead(Place place) {
            return "";
        }

        private static String pinpoints(List<Place> places) {
            Clause first = places.getFirst().clause();
            boolean alike = places.size() > 1
                    && places.stream().allMatch(place -> isAlike(first, place.clause()))
                    && places.stream()
                            .allMatch(place -> place.pinpoint().pages().isEmpty());
            if (alike) {
                String kind = first.kind().map(ClauseKind::several).orElse("");
                return ", " + first.outer() + kind
                        + list(places.stream()
                                .map(place -> place.clause().number())
                                .toList());
            }
            List<String> labels = places.stream()
                    .map(place -> place.pinpoint().label())
                    .filter(label -> !label.isEmpty())
                    .toList();
            return labels.isEmpty() ? "" : ", " + list(labels);
        }

        private static boolean isAlike(Clause one, Clause other) {
            return one.kind().isPresent()
                    && one.kind().equals(other.kind())
                    && Objects.equals(one.outer(), other.outer());
        }

        private static String list(List<String> items) {
            int last = items.size() - 1;
            return last == 0 ? items.getFirst() : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
        }
    }
}
