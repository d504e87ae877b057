package dev.fairlead.benchmarks.recipe;

import dev.fairlead.Document;
import dev.fairlead.FairleadListener;
import dev.fairlead.IngestProgress;
import dev.fairlead.Metadata;
import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.dataset.CorpusText;
import dev.fairlead.benchmarks.report.Progress;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.HybridIndexBuilder;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.ingestion.IngestReport;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.IntStream;

/** The indexes of a corpus folder, one passage a document. */
public final class BenchmarkIndex {
    private BenchmarkIndex() {}

    static void build(CorpusFolder folder, TextEncoder encoder, PrintStream out) {
        List<CorpusText> passages = folder.passages();
        for (Constraint constraint : List.of(Constraint.NONE, Constraint.SCOPE)) {
            Progress progress = new Progress("passages", passages.size(), out);
            FairleadListener listener = new FairleadListener() {
                @Override
                public void ingested(IngestProgress ingested) {
                    progress.one();
                }
            };
            try (HybridIndex index =
                    builder(folder, constraint, encoder).listener(listener).build()) {
                IngestReport report = index.add(
                        IntStream.range(0, passages.size()).mapToObj(i -> document(passages.get(i), i, constraint)));
                index.compact();
                index.commit();
                out.println(folder.index(constraint) + ": " + report);
            }
        }
    }

    /**
     * Opens the index a constraint is measured on.
     *
     * @param folder a prepared corpus
     * @param constraint the constraint
     * @param encoder the encoder it was made with
     * @return the index
     */
    public static HybridIndex open(CorpusFolder folder, Constraint constraint, TextEncoder encoder) {
        return builder(folder, constraint, encoder).build();
    }

    private static HybridIndexBuilder builder(CorpusFolder folder, Constraint constraint, TextEncoder encoder) {
        return HybridIndex.builder(encoder).path(folder.index(constraint)).chunking(Chunking.whole());
    }

    private static Document document(CorpusText passage, int number, Constraint constraint) {
        Metadata facts = Metadata.of(Constraint.TENTH, Constraint.tenth(number)).with("source", passage.title());
        return Document.of(passage.id(), passage.text())
                .withTitle("")
                .withMetadata(facts)
                .withAccess(constraint.access(number));
    }
}
