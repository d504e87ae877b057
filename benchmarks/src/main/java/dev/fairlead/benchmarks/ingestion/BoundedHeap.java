package dev.fairlead.benchmarks.ingestion;

import dev.fairlead.benchmarks.dataset.CorpusText;
import dev.fairlead.benchmarks.peers.PeerProgram;
import dev.fairlead.benchmarks.peers.work.Outcome;
import dev.fairlead.benchmarks.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A folder many times as large as the heap: texts of the set, their paragraphs in another order for each file.
 *
 * @param folder where files go
 * @param heap megabytes of heap
 */
record BoundedHeap(Path folder, int heap) {
    private static final long SEED = 20_261_128L;
    private static final int FILES_A_FOLDER = 100;

    void measure(List<CorpusText> corpus, int megabytes, Report report, PrintStream out) throws IOException {
        Path source = folder.resolve("large");
        int files = write(corpus, source, (long) megabytes << 20);
        out.println("a folder of " + megabytes + " MB in " + files + " files");
        Path file = folder.resolve("heap.tsv");
        PeerProgram.here("heap", FolderIngest.class)
                .withFlags(List.of("-Xmx" + heap + "m", "-XX:+UseSerialGC"))
                .run(
                        List.of(source.toString(), folder.resolve("index-large").toString(), file.toString()),
                        folder.resolve("heap.log"));
        Map<String, Double> figures = Outcome.read(file).figures();
        report.add("fairlead", "heap MB at most", heap, files);
        report.add("fairlead", "folder MB", megabytes, files);
        for (String name : FolderIngest.FIGURES) {
            report.add("fairlead", name, figures.getOrDefault(name, Double.NaN), files);
        }
    }

    private static int write(List<CorpusText> corpus, Path source, long bytes) throws IOException {
        Random random = new Random(SEED);
        long written = 0;
        int files = 0;
        while (written < bytes) {
            Path one = source.resolve("part-" + files / FILES_A_FOLDER).resolve("file-" + files + ".txt");
            Files.createDirectories(one.getParent());
            Files.writeString(one, shuffled(corpus.get(files % corpus.size()).text(), random));
            written += Files.size(one);
            files++;
        }
        return files;
    }

    private static String shuffled(String text, Random random) {
        List<String> paragraphs = new ArrayList<>(List.of(text.split("\n+")));
        Collections.shuffle(paragraphs, random);
        return String.join("\n\n", paragraphs);
    }
}
