package dev.fairlead.examples.cli;

import dev.fairlead.Filter;
import dev.fairlead.retrieval.HybridRetriever;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say what a question is answered from. */
final class SearchOptions {
    @Option(
            names = "--filter",
            paramLabel = "CONDITION",
            converter = FilterSyntax.class,
            description = "which documents may answer; repeatable")
    private List<Filter> filters = List.of();

    @Option(
            names = "--k",
            paramLabel = "N",
            description = "how many passages to answer from, 1 to " + HybridRetriever.DEPTH + "; "
                    + HybridRetriever.DEFAULT_K + " unless said otherwise")
    private int k = HybridRetriever.DEFAULT_K;

    Filter filter() {
        return Filter.and(filters.toArray(Filter[]::new));
    }

    int k() {
        if (k < 1 || k > HybridRetriever.DEPTH) {
            throw Refusal.usage("--k must be 1 to " + HybridRetriever.DEPTH + ", was " + k);
        }
        return k;
    }
}
