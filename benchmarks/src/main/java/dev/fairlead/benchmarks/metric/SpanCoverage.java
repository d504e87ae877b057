package dev.fairlead.benchmarks.metric;

import dev.fairlead.Span;
import java.util.List;

/** How much of a span lies inside a union of spans. */
public final class SpanCoverage {
    private SpanCoverage() {}

    /**
     * The share of a span's characters that lie in at least one of several spans. O(n log n).
     *
     * @param gold the span, not empty
     * @param found the spans, in any order, possibly overlapping
     * @return the share, in [0, 1]
     * @throws IllegalArgumentException if {@code gold} is empty
     */
    public static double of(Span gold, List<Span> found) {
        if (gold.length() == 0) {
            throw new IllegalArgumentException("gold must not be empty");
        }
        int covered = 0;
        int reached = gold.start();
        for (Span span : found.stream().sorted().toList()) {
            int from = Math.max(reached, span.start());
            int to = Math.min(gold.end(), span.end());
            covered += Math.max(0, to - from);
            reached = Math.max(reached, to);
        }
        return (double) covered / gold.length();
    }
}
