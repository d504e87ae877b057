package dev.fairlead.benchmarks.recipe;

import dev.fairlead.Document;
import dev.fairlead.FairleadListener;
import dev.fairlead.IngestProgress;
import dev.fairlead.TextEncoder;
import dev.fairlead.benchmarks.dataset.CorpusText;
import dev.fairlead.benchmarks.report.Progress;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.retrieval.HybridIndexBuilder;
import dev.fairlead.retrieval.chunking.Chunking;
import dev.fairlead.retrieval.engine.WriteSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The indexes of a corpus folder, one passage a document: as ingested, merged to five segments, and to one. */
public final class BenchmarkIndex {
    private BenchmarkIndex() {}

    static void build(CorpusFolder folder, TextEncoder encoder, WriteSettings writing, PrintStream out)
            throws IOException {
        for (IndexState state : IndexState.values()) {
            Path path = folder.index(state);
            if (!Files.isDirectory(path)) {
                Path unfinished = folder.unfinished();
                long start = System.nanoTime();
                if (state == IndexState.INGESTED) {
                    ingest(folder, encoder, writing, out);
                } else {
                    copy(folder.index(IndexState.INGESTED), unfinished);
                    try (HybridIndex index =
                            builder(unfinished, encoder).writing(writing).build()) {
                        index.compact(state.segments());
                    }
                }
                Files.move(unfinished, path);
                out.printf(
                        Locale.ROOT,
                        "%s: %.0f s, %,d MB on disk, %s%n",
                        state,
                        (System.nanoTime() - start) / 1e9,
                        bytes(path) >> 20,
                        ProcessMemory.now());
            }
        }
    }

    private static void ingest(CorpusFolder folder, TextEncoder encoder, WriteSettings writing, PrintStream out) {
        List<CorpusText> passages = folder.passages();
        Progress progress = new Progress("passages", passages.size(), out);
        FairleadListener listener = new FairleadListener() {
            @Override
            public void ingested(IngestProgress ingested) {
                progress.one();
            }
        };
        try (HybridIndex index = builder(folder.unfinished(), encoder)
                .listener(listener)
                .writing(writing)
                .build()) {
            out.println(index.add(IntStream.range(0, passages.size()).mapToObj(i -> document(passages.get(i), i))));
        }
    }

    /**
     * Opens an index.
     *
     * @param folder a prepared corpus
     * @param state its form
     * @param encoder the encoder it was made with
     * @return the index
     */
    public static HybridIndex open(CorpusFolder folder, IndexState state, TextEncoder encoder) {
        return builder(folder.index(state), encoder).build();
    }

    /**
     * Opens an index to be written to, without touching the one that is measured: its files, which Lucene never changes, are
     * linked into a folder of their own.
     *
     * @param folder a prepared corpus
     * @param state its form
     * @param encoder an encoder of the same fingerprint
     * @return the index
     * @throws IOException if the files cannot be linked
     */
    public static HybridIndex openForWriting(CorpusFolder folder, IndexState state, TextEncoder encoder)
            throws IOException {
        Path target = folder.root().resolve("index-written");
        Files.createDirectories(target);
        try (Stream<Path> old = Files.list(target)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        try (Stream<Path> files = Files.list(folder.index(state))) {
            for (Path file : files.toList()) {
                if (!file.endsWith("write.lock")) {
                    Files.createLink(target.resolve(file.getFileName()), file);
                }
            }
        }
        return builder(target, encoder).build();
    }

    private static HybridIndexBuilder builder(Path path, TextEncoder encoder) {
        return HybridIndex.builder(encoder).path(path).chunking(Chunking.whole());
    }

    /**
     * A document of the corpus as it is indexed.
     *
     * @param passage its text
     * @param number its place in the corpus, from 0
     * @return the document
     */
    public static Document document(CorpusText passage, int number) {
        return Document.of(passage.id(), passage.text())
                .withTitle("")
                .withMetadata(Constraint.facts(number).with("source", passage.title()))
                .withAccess(Constraint.access(number));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(file.getFileName());
                Files.deleteIfExists(target);
                Files.copy(file, target);
            }
        }
    }

    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
