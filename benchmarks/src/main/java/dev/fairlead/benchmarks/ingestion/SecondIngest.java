package dev.fairlead.benchmarks.ingestion;

import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.dataset.CorpusText;
import dev.fairlead.benchmarks.report.Report;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.ingestion.Documents;
import dev.fairlead.retrieval.ingestion.IngestReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Folders of text files taken in twice, with nothing changed in between; each time until it is on disk.
 *
 * @param folder where files go
 * @param encoder the encoder
 */
record SecondIngest(Path folder, TextEncoder encoder) {
    static final int FILES = 8;

    void measure(List<CorpusText> corpus, int folders, Report report, PrintStream out) throws IOException {
        List<Double> firsts = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        if (corpus.size() < folders * FILES) {
            throw new InputException(folders + " folders need " + folders * FILES + " texts");
        }
        try (HybridIndex index = HybridIndex.open(folder.resolve("index-folders"), encoder)) {
            for (int i = 0; i < folders; i++) {
                Path source = Files.createDirectories(folder.resolve("texts-" + i));
                for (CorpusText text : corpus.subList(i * FILES, (i + 1) * FILES)) {
                    // Ids of the folders stay apart in one index.
                    Files.writeString(source.resolve(i + "-" + safe(text.id()) + ".txt"), text.text());
                }
                double first = add(index, source, FILES, out);
                double second = add(index, source, 0, out);
                firsts.add(first);
                seconds.add(second * 1e3);
                ratios.add(first / second);
            }
        }
        String files = " of " + FILES + " files";
        report.addMean("fairlead", "first ingest s" + files, firsts);
        report.addMean("fairlead", "second ingest ms" + files, seconds);
        report.addMean("ratio", "first to second ingest", ratios);
    }

    private static String safe(String id) {
        return id.replaceAll("[^A-Za-z0-9-]", "_");
    }

    private static double add(HybridIndex index, Path source, int added, PrintStream out) {
        long start = System.nanoTime();
        IngestReport report = index.add(Documents.in(source));
        index.commit();
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(Locale.ROOT, "  %s: %s; %.4f s with the commit%n", source.getFileName(), report, seconds);
        if (report.added() != added || report.added() + report.unchanged() != FILES) {
            throw new InputException("'" + source + "': " + report);
        }
        return seconds;
    }
}
