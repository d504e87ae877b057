package dev.fairlead.generation;

import dev.fairlead.Draft;

/**
 * A sentence of the evidence that may answer.
 *
 * @param order position in the evidence, from 0
 * @param source the sentence's exact characters
 * @param heading title and headings above the sentence, outermost first, which often name what it is about
 * @param coverage share of the question's content words, weighted by rarity, in [0, 1]
 * @param passageScore its passage's score relative to the best one, in [0, 1]
 * @param identity share of the words naming a document or party that its document holds, in [0, 1]
 * @param quantity whether the question asks for a quantity and the sentence holds one
 */
record Candidate(
        int order,
        Draft.Source source,
        String heading,
        double coverage,
        double passageScore,
        double identity,
        boolean quantity) {
    /** How promising the sentence is before any encoding. */
    double wordScore() {
        return coverage + passageScore / 2 + identity / 2 + (quantity ? 0.1 : 0);
    }

    /** What is encoded: the sentence where it stands, so that its document's name need not be repeated in it. */
    String inContext() {
        return heading.isEmpty() ? source.quote() : heading + ": " + source.quote();
    }
}
