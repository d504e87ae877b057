package dev.fairlead.json.extract;

import dev.fairlead.Passage;
import dev.fairlead.Span;
import java.util.Set;

/**
 * A sentence that may state a value.
 *
 * @param order position in the evidence, from 0
 * @param passage the passage it stands in
 * @param span its characters inside the passage's text
 * @param heading content words of the headings above it
 * @param terms its content words
 * @param passageScore its passage's score relative to the best one, in [0, 1]
 */
record Statement(int order, Passage passage, Span span, Set<String> heading, Set<String> terms, double passageScore) {
    String text() {
        return span.of(passage.text());
    }

    /** The sentence and what follows it in the passage, up to a number of characters: lists run over several lines. */
    String onwards(int length) {
        return passage.text().substring(span.start(), Math.min(passage.text().length(), span.start() + length));
    }

    String documentId() {
        return passage.locator().documentId();
    }
}
