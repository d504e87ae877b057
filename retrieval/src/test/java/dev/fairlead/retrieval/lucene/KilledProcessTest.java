package dev.fairlead.retrieval.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Document;
import dev.fairlead.retrieval.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process is killed at random operations on the disk, while it adds, replaces, deletes, merges and commits. Each time the
 * index must open, hold what was committed and nothing in part, and take the rest when that is run again.
 */
final class KilledProcessTest {
    private static final long SEED = Long.getLong("fairlead.seed", 20_261_128);
    private static final int KILLS = Integer.getInteger("fairlead.kills", 5);
    private static final int MOST_OPERATIONS = 250;
    private static final int STEPS_AFTER = 40;

    private final WriteHistory history = new WriteHistory(SEED);

    @TempDir
    private Path folder;

    /** What a killed process had said. */
    private record Said(int step, int committed) {}

    private Path index() {
        return folder.resolve("index");
    }

    private ChildJvm writing(int from, int to, int operation, boolean stands) throws IOException {
        return ChildJvm.start(
                KilledMain.class,
                folder.resolve("errors"),
                index().toString(),
                Long.toString(SEED),
                Integer.toString(from),
                Integer.toString(to),
                Integer.toString(operation),
                Boolean.toString(stands));
    }

    @Test
    void what_was_committed_is_there_and_nothing_in_part(TestReporter reporter) throws IOException {
        Random random = new Random(SEED);
        int committed = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            int operation = 1 + random.nextInt(MOST_OPERATIONS);
            boolean stands = random.nextBoolean();
            String when = "seed " + SEED + ", kill " + kill + " at operation " + operation + " after step " + committed;
            Said said = kill(committed, operation, stands, when);
            committed = committed(said, when);
            reporter.publishEntry(
                    when,
                    "killed in step " + said.step() + " (" + history.kind(said.step()) + "), committed " + committed);
        }
        try (ChildJvm child = writing(committed + 1, committed + STEPS_AFTER, 0, false)) {
            while (child.line().isPresent()) {
                // Lets it run to its end.
            }
        }
        assertEquals(history.after(committed + STEPS_AFTER), documents("seed " + SEED + ", at the end"));
    }

    private Said kill(int committed, int operation, boolean stands, String when) throws IOException {
        int step = 0;
        int done = committed;
        try (ChildJvm child = writing(committed + 1, Integer.MAX_VALUE, operation, stands)) {
            boolean killed = false;
            for (Optional<String> line = child.line(); line.isPresent(); line = child.line()) {
                String[] words = line.get().split(" ", -1);
                if (!words[words.length - 1].equals(".")) {
                    break; // killed in the middle of a line
                }
                if (words[0].equals("now")) {
                    child.kill();
                    killed = true;
                } else if (words[0].equals("step")) {
                    step = Integer.parseInt(words[1]);
                } else if (words[0].equals("done")) {
                    done = Integer.parseInt(words[1]);
                }
            }
            assertTrue(killed, when + ": " + Files.readString(folder.resolve("errors")));
        }
        return new Said(step, done);
    }

    /** The step the index stands at: the last one acknowledged, or one that was about to be. */
    private int committed(Said said, String when) throws IOException {
        Map<String, Document> found = documents(when);
        if (said.step() > said.committed()
                && history.step(said.step()).commits()
                && found.equals(history.after(said.step()))) {
            return said.step();
        }
        assertEquals(history.after(said.committed()), found, when + ": " + said);
        return said.committed();
    }

    private Map<String, Document> documents(String when) throws IOException {
        try (Directory directory = new MMapDirectory(index())) {
            if (DirectoryReader.indexExists(directory)) {
                WholeIndex.check(directory, when);
            } else {
                return Map.of();
            }
        }
        try (LuceneFollower follower = LuceneFollower.open(index(), history.opening())) {
            return WholeIndex.documents(follower, history, when);
        }
    }
}
