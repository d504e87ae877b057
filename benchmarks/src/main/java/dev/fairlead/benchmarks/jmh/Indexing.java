package dev.fairlead.benchmarks.jmh;

import dev.fairlead.Document;
import dev.fairlead.benchmarks.dataset.CorpusText;
import dev.fairlead.benchmarks.recipe.BenchmarkIndex;
import dev.fairlead.retrieval.HybridIndex;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** A thread that adds documents at a steady pace while something else is measured. */
final class Indexing {
    private static final int FIRST = 100_000_000;

    private final HybridIndex index;
    private final List<CorpusText> texts;
    private final long pause;
    private final Thread thread;
    private volatile boolean running = true;
    private int added;

    Indexing(HybridIndex index, List<CorpusText> texts, int documentsPerSecond) {
        this.index = index;
        this.texts = texts;
        this.pause = TimeUnit.SECONDS.toNanos(1) / documentsPerSecond;
        this.thread = new Thread(this::run, "benchmark-indexing");
        thread.start();
    }

    private void run() {
        long start = System.nanoTime();
        index.add(IntStream.iterate(0, i -> running, i -> i + 1).mapToObj(i -> {
            for (long left = start + i * pause - System.nanoTime(); left > 0 && running; ) {
                LockSupport.parkNanos(left);
                left = start + i * pause - System.nanoTime();
            }
            added++;
            return document(i);
        }));
    }

    private Document document(int number) {
        CorpusText text = texts.get(number % texts.size());
        int another = FIRST + number;
        return BenchmarkIndex.document(new CorpusText("w" + another, text.title(), text.text()), another);
    }

    /** Ends it, and tells how many documents were added. */
    int stop() throws InterruptedException {
        running = false;
        thread.join();
        return added;
    }
}
