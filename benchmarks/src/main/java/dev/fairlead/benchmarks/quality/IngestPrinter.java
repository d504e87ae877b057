package dev.fairlead.benchmarks.quality;

import dev.fairlead.FairleadListener;
import dev.fairlead.IngestProgress;
import dev.fairlead.benchmarks.report.Progress;
import java.io.PrintStream;

/** Shows how far an ingestion is. */
final class IngestPrinter implements FairleadListener {
    private final Progress progress;

    IngestPrinter(PrintStream out, int total) {
        this.progress = new Progress("documents", total, out);
    }

    @Override
    public void ingested(IngestProgress ingested) {
        progress.one();
    }
}
