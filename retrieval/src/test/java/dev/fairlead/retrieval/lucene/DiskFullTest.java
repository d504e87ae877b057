package dev.fairlead.retrieval.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Document;
import dev.fairlead.IndexException;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Prepared;
import dev.fairlead.retrieval.engine.Within;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** A disk that is full is named as such, costs nothing that was committed, and once there is room the index goes on. */
final class DiskFullTest {
    private static final long SEED = Long.getLong("fairlead.seed", 20_261_128);

    private final WriteHistory history = new WriteHistory(SEED);

    private LuceneEngine open(SmallDisk disk) {
        return LuceneEngine.open(disk, history.opening(), history.chunking());
    }

    /** Runs steps until the disk is full; the last one that was acknowledged as durable, and the one that failed. */
    private int[] fill(LuceneEngine engine, int from, String when) {
        int committed = from;
        for (int step = from + 1; ; step++) {
            int number = step;
            try {
                history.run(history.step(number), engine);
                committed = history.step(number).commits() ? number : committed;
            } catch (IndexException e) {
                assertTrue(e.getMessage().contains("the disk of the index is full"), when + ": " + e.getMessage());
                return new int[] {committed, number};
            }
        }
    }

    @RepeatedTest(20)
    void what_was_committed_stays_and_the_rest_can_be_written_once_there_is_room(RepetitionInfo repetition)
            throws IOException {
        Random random = new Random(SEED + repetition.getCurrentRepetition());
        SmallDisk disk = new SmallDisk(new ByteBuffersDirectory(), 20_000 + random.nextInt(300_000));
        String when = "seed " + SEED + ", repetition " + repetition.getCurrentRepetition();
        int committed;
        try (LuceneEngine engine = open(disk)) {
            int[] full = fill(engine, 0, when);
            disk.resize(Long.MAX_VALUE);
            committed = full[1] + 20;
            int reached = full[1];
            for (boolean done = false; !done; ) {
                reached = reached(WholeIndex.documents(engine, history, when), full[0], reached, when);
                int failed = goOn(engine, reached, committed, when);
                done = failed > committed;
                reached = failed;
            }
            assertEquals(history.after(committed), WholeIndex.documents(engine, history, when), when);
        }
        WholeIndex.check(disk, when);
        try (LuceneEngine engine = open(disk)) {
            assertEquals(history.after(committed), WholeIndex.documents(engine, history, when), when);
        }
    }

    /**
     * Runs steps and commits. Merges beside the writer may have met the full disk, of which a later caller is told; the step
     * where that happened, or one more than the last where it did not.
     */
    private int goOn(LuceneEngine engine, int from, int last, String when) {
        int step = from + 1;
        try {
            for (; step <= last; step++) {
                history.run(history.step(step), engine);
            }
            engine.commit();
            return last + 1;
        } catch (IndexException e) {
            assertTrue(e.getMessage().contains("the disk of the index is full"), when + ": " + e.getMessage());
            return Math.min(step, last);
        }
    }

    /** The latest step it stands at, not before its last commit before the disk was full. */
    private int reached(Map<String, Document> found, int committed, int failed, String when) {
        for (int step = failed; step > committed; step--) {
            if (found.equals(history.after(step))) {
                return step;
            }
        }
        assertEquals(history.after(committed), found, when);
        return committed;
    }

    @Test
    void it_says_so_again_while_the_disk_stays_full_and_reading_goes_on() throws IOException {
        SmallDisk disk = new SmallDisk(new ByteBuffersDirectory(), 100_000);
        try (LuceneEngine engine = open(disk)) {
            int[] full = fill(engine, 0, "first");
            disk.resize(disk.used());
            for (int attempt = 0; attempt < 3; attempt++) {
                IndexException e = assertThrows(IndexException.class, () -> {
                    for (int step = full[0] + 1; ; step++) {
                        history.run(history.step(step), engine);
                    }
                });
                assertTrue(e.getMessage().contains("the disk of the index is full"), e.getMessage());
                try (IndexSnapshot snapshot = engine.snapshot()) {
                    assertFalse(snapshot.listing(Within.everything(), "", 10).isEmpty());
                }
            }
            disk.resize(Long.MAX_VALUE);
            boolean done = false;
            while (!done) {
                done = goOn(engine, full[0], full[0], "at the end") > full[0];
            }
        }
        WholeIndex.check(disk, "at the end");
    }

    @Test
    void closing_on_a_full_disk_says_so_and_leaves_the_last_commit() throws IOException {
        SmallDisk disk = new SmallDisk(new ByteBuffersDirectory(), Long.MAX_VALUE);
        int steps = 1;
        LuceneEngine engine = open(disk);
        while (steps < 10 || !history.step(steps).commits()) {
            history.run(history.step(steps++), engine);
        }
        history.run(history.step(steps), engine);
        Map<String, Document> committed = history.after(steps);
        engine.write(new Prepared(Document.of("late", "Late."), "hash", List.of(), List.of()), false);
        disk.resize(disk.used());
        IndexException e = assertThrows(IndexException.class, engine::close);
        assertTrue(e.getMessage().contains("the disk of the index is full"), e.getMessage());
        disk.resize(Long.MAX_VALUE);
        WholeIndex.check(disk, "after closing");
        try (LuceneEngine again = open(disk)) {
            assertEquals(committed, WholeIndex.documents(again, history, "after closing"));
        }
    }
}
