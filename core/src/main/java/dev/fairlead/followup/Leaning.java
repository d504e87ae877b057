package dev.fairlead.followup;

import dev.fairlead.text.Terms;
import java.util.Set;

/**
 * Whether and how a question leans on the one before it, told by its form alone; English.
 *
 * @param form how it leans
 * @param rest the question without the words that only tie it to the one before, and without its question mark
 * @param whole whether nothing was taken off its beginning
 */
record Leaning(Form form, String rest, boolean whole) {
    enum Form {
        /** It stands alone. */
        ALONE,
        /** A piece to be put into the question before: "and in Texas?", "what about the deposit?", "the same for Beta". */
        FRAGMENT,
        /** It points at something said before: "who can end it?", "why?". */
        POINTING,
        /** A whole question tied on by "and": what it is about may still be named only before. */
        CONTINUING
    }

    static Leaning of(String question) {
        return new Reading(question).leaning();
    }

    /** The stems of what the question says itself. */
    Set<String> terms() {
        return Terms.distinct(rest);
    }
}
