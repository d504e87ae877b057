package dev.fairlead.json.extract;

import dev.fairlead.Draft;
import dev.fairlead.Span;
import dev.fairlead.json.value.Reading;
import java.util.Comparator;

/**
 * A value read from a statement.
 *
 * @param statement the sentence
 * @param reading what it states
 * @param score how likely it answers
 */
record Match(Statement statement, Reading reading, double score) {
    /** The best first; ties by the order of the evidence, then of the text. */
    static final Comparator<Match> ORDER = Comparator.comparingDouble((Match match) -> -match.score())
            .thenComparingInt(match -> match.statement().order())
            .thenComparing(match -> match.reading().span());

    Found found() {
        int offset = statement.passage().locator().span().start();
        int start = statement.span().start();
        int end = Math.max(statement.span().end(), start + reading.span().end());
        Span quote = new Span(offset + start, offset + end);
        return new Found(reading.value(), new Draft.Source(statement.passage(), quote));
    }
}
