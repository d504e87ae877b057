package dev.fairlead.citation;

import dev.fairlead.Citation;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.StringJoiner;

/**
 * A document an answer rests on, once, with every place in it that was cited.
 *
 * @param title what the references call it: its title without the file's name, or the file's name
 * @param documentId the document's id
 * @param pinpoints the places, in order of first citation
 */
public record CitedSource(String title, String documentId, List<Pinpoint> pinpoints) {
    /** Checks and copies. */
    public CitedSource {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(documentId, "documentId");
        pinpoints = List.copyOf(pinpoints);
    }

    /**
     * One clause of a document, however many quotes from it were cited.
     *
     * @param number the number of its marker in a numeric style, from 1 in order of first citation
     * @param clause the clause, as in {@code s. 4.2(b)}; the heading in quotation marks where it has no number; empty where
     *     nothing is known of it
     * @param citations the quotes, as the answer holds them
     */
    public record Pinpoint(int number, String clause, List<Citation> citations) {
        /**
         * Checks and copies.
         *
         * @throws IllegalArgumentException if {@code number} is less than 1 or nothing is cited
         */
        public Pinpoint {
            Objects.requireNonNull(clause, "clause");
            citations = List.copyOf(citations);
            if (number < 1 || citations.isEmpty()) {
                throw new IllegalArgumentException("a pinpoint must have a number of at least 1 and a citation, had "
                        + number + " and " + citations.size());
            }
        }

        /**
         * Where it is.
         *
         * @return clause and pages, as in {@code s. 4.2(b), pp. 3-4}; empty where neither is known
         */
        public String label() {
            StringJoiner label = new StringJoiner(", ").setEmptyValue("");
            if (!clause.isEmpty()) {
                label.add(clause);
            }
            if (!pages().isEmpty()) {
                label.add(pages());
            }
            return label.toString();
        }

        /**
         * The fields of a JSON answer it supports.
         *
         * @return JSON Pointers, each once, in order; none for prose
         */
        public List<String> fields() {
            return citations.stream()
                    .map(Citation::field)
                    .filter(field -> !field.isEmpty())
                    .distinct()
                    .toList();
        }

        /** The pages in rising order, neighbours as a range; empty where the format has none. */
        String pages() {
            int[] pages = citations.stream()
                    .map(citation -> citation.locator().page())
                    .flatMapToInt(OptionalInt::stream)
                    .sorted()
                    .distinct()
                    .toArray();
            StringJoiner ranges = new StringJoiner(", ", pages.length == 1 ? "p. " : "pp. ", "").setEmptyValue("");
            int first = 0;
            for (int i = 0; i < pages.length; i++) {
                if (i + 1 == pages.length || pages[i + 1] != pages[i] + 1) {
                    ranges.add(first == i ? "" + pages[i] : pages[first] + "-" + pages[i]);
                    first = i + 1;
                }
            }
            return ranges.toString();
        }
    }
}
