package dev.fairlead.citation;

import dev.fairlead.Citation;
import java.util.function.Predicate;

/**
 * A pinpoint together with what a reference to it is made of.
 *
 * @param title what its document is called
 * @param clause its clause
 * @param pinpoint number, label and quotes
 */
record Place(String title, Clause clause, CitedSource.Pinpoint pinpoint) {
    int number() {
        return pinpoint.number();
    }

    String documentId() {
        return pinpoint.citations().getFirst().locator().documentId();
    }

    boolean holds(int citationNumber) {
        return pinpoint.citations().stream().anyMatch(citation -> citation.number() == citationNumber);
    }

    /** The same place with some of its quotes, at least one. */
    Place only(Predicate<Citation> wanted) {
        return new Place(
                title,
                clause,
                new CitedSource.Pinpoint(
                        number(),
                        pinpoint.clause(),
                        pinpoint.citations().stream().filter(wanted).toList()));
    }
}
