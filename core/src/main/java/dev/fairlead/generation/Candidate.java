package dev.fairlead.generation;

import dev.fairlead.Draft;

/**
 * A sentence of the evidence that may answer.
 *
 * @param order position in the evidence, from 0
 * @param source the sentence's exact characters
 * @param coverage share of the question's content words, weighted by rarity, in [0, 1]
 * @param passageScore its passage's score relative to the best one, in [0, 1]
 */
record Candidate(int order, Draft.Source source, double coverage, double passageScore) {
    /** How promising the sentence is before any encoding. */
    double wordScore() {
        return coverage + passageScore / 2;
    }

    /** The sentence with the heading above it, which often names what the sentence is about. */
    String inContext() {
        var path = source.passage().locator().sectionPath();
        return path.isEmpty() ? source.quote() : path.getLast() + ": " + source.quote();
    }
}
