package dev.fairlead.retrieval.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.Document;
import dev.fairlead.IndexException;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.tests.store.MockDirectoryWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * The power goes at random operations on the disk, and Lucene's test directory loses, zeroes or cuts short whatever was not
 * synced. What was committed must be there whole, and the rest can be written again.
 */
final class PowerLossTest {
    private static final long SEED = Long.getLong("fairlead.seed", 20_261_128);
    private static final int LOSSES = Integer.getInteger("fairlead.powerlosses", 20);

    private static final double MOST_OPERATIONS = 20_000;
    private static final double MOST_OPERATIONS_OF_COMMITS = 100;

    private final WriteHistory history = new WriteHistory(SEED);

    /** The step in which the power went, 0 for the opening, and the last one that was acknowledged as durable. */
    private record Lost(int step, int committed) {}

    /** Cuts the power at an operation. Commits are a small part of all, so every second time only theirs count. */
    private static final class PowerCut extends MockDirectoryWrapper.Failure {
        private volatile boolean ofCommits;
        private volatile boolean committing;
        private final AtomicInteger left = new AtomicInteger();

        /** Few and many operations are equally likely, as most of them write a few bytes. */
        void after(Random random) {
            ofCommits = random.nextBoolean();
            double most = ofCommits ? MOST_OPERATIONS_OF_COMMITS : MOST_OPERATIONS;
            left.set((int) Math.exp(random.nextDouble() * Math.log(most)));
        }

        @Override
        public void eval(MockDirectoryWrapper disk) throws IOException {
            if (left.get() > 0 && (!ofCommits || committing) && left.decrementAndGet() == 0) {
                disk.crash();
                throw new IOException("the power is gone");
            }
        }
    }

    @Test
    void what_was_committed_is_there_and_nothing_in_part(TestReporter reporter) throws IOException {
        Random random = new Random(SEED);
        MockDirectoryWrapper disk = new MockDirectoryWrapper(new Random(SEED), new ByteBuffersDirectory());
        PowerCut cut = new PowerCut();
        disk.failOn(cut);
        KeptOpen directory = new KeptOpen(disk);
        Map<String, Integer> cuts = new TreeMap<>();
        int committed = 0;
        for (int loss = 1; loss <= LOSSES; loss++) {
            cut.after(random);
            String when = "seed " + SEED + ", loss " + loss + " at operation " + cut.left
                    + (cut.ofCommits ? " of commits" : "") + " after step " + committed;
            Lost lost = untilPowerIsGone(directory, cut, committed);
            disk.clearCrash();
            committed = committed(directory, lost, when);
            cuts.merge(history.kind(lost.step()), 1, Integer::sum);
        }
        reporter.publishEntry("power lost during", cuts.toString());
        try (LuceneEngine engine = LuceneEngine.open(directory, history.opening(), history.chunking())) {
            for (int number = committed + 1; number <= committed + 40; number++) {
                history.run(history.step(number), engine);
            }
            assertEquals(history.after(committed + 40), WholeIndex.documents(engine, history, "seed " + SEED));
        }
    }

    private Lost untilPowerIsGone(KeptOpen directory, PowerCut cut, int from) {
        int step = 0;
        int committed = from;
        try (LuceneEngine engine = LuceneEngine.open(directory, history.opening(), history.chunking())) {
            while (true) {
                step = Math.max(step, committed) + 1;
                cut.committing = history.step(step) instanceof WriteHistory.Step.Commit;
                history.run(history.step(step), engine);
                committed = history.step(step).commits() ? step : committed;
            }
        } catch (IndexException e) {
            assertEquals(0, cut.left.get(), () -> "with power on, seed " + SEED + ": " + e);
            return new Lost(step, committed);
        }
    }

    /** The step the index stands at: the last one acknowledged, or one that was about to be. */
    private int committed(KeptOpen directory, Lost lost, String when) throws IOException {
        if (!DirectoryReader.indexExists(directory)) {
            assertEquals(0, lost.committed(), when);
            return 0;
        }
        WholeIndex.check(directory, when);
        Map<String, Document> found;
        try (LuceneEngine engine = LuceneEngine.open(directory, history.opening(), history.chunking())) {
            found = WholeIndex.documents(engine, history, when);
        }
        if (lost.step() > lost.committed()
                && history.step(lost.step()).commits()
                && found.equals(history.after(lost.step()))) {
            return lost.step();
        }
        assertEquals(history.after(lost.committed()), found, when + ": " + lost);
        return lost.committed();
    }
}
