package dev.fairlead.retrieval.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;

/**
 * Writes a history into an index, in a JVM of its own that is there to be killed. Prints {@code step N} before each step and
 * {@code done N} after one that commits; {@code now} where it is to be killed, which is just before a given operation on
 * the disk, counted from its start. Each line ends in a point, without which it was cut short.
 */
final class KilledMain {
    private KilledMain() {}

    /**
     * Goes on until it is killed, or to a last step.
     *
     * @param args the index; the seed; the first step; the last step; the operation; whether to stand still there
     * @throws IOException if the directory cannot be opened
     */
    @SuppressWarnings("SystemOut") // how a process answers
    public static void main(String[] args) throws IOException {
        WriteHistory history = new WriteHistory(Long.parseLong(args[1]));
        int last = Integer.parseInt(args[3]);
        Directory directory = new Watched(
                new MMapDirectory(Path.of(args[0])), Integer.parseInt(args[4]), Boolean.parseBoolean(args[5]));
        try (LuceneEngine engine = LuceneEngine.open(directory, history.opening(), history.chunking())) {
            for (int number = Integer.parseInt(args[2]); number <= last; number++) {
                System.out.println("step " + number + " .");
                WriteHistory.Step step = history.step(number);
                history.run(step, engine);
                if (step.commits()) {
                    System.out.println("done " + number + " .");
                }
            }
        }
    }

    /** Counts what changes the disk. */
    private static final class Watched extends FilterDirectory {
        private final int at;
        private final boolean stands;
        private final AtomicInteger operations = new AtomicInteger();

        Watched(Directory in, int at, boolean stands) {
            super(in);
            this.at = at;
            this.stands = stands;
        }

        @SuppressWarnings("SystemOut") // how a process answers
        private void operation() {
            if (operations.incrementAndGet() == at) {
                System.out.println("now .");
                if (stands) {
                    standStill();
                }
            }
        }

        private static void standStill() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public IndexOutput createOutput(String name, IOContext context) throws IOException {
            operation();
            return super.createOutput(name, context);
        }

        @Override
        public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
            operation();
            return super.createTempOutput(prefix, suffix, context);
        }

        @Override
        public void sync(Collection<String> names) throws IOException {
            operation();
            super.sync(names);
        }

        @Override
        public void syncMetaData() throws IOException {
            operation();
            super.syncMetaData();
        }

        @Override
        public void rename(String source, String target) throws IOException {
            operation();
            super.rename(source, target);
        }

        @Override
        public void deleteFile(String name) throws IOException {
            operation();
            super.deleteFile(name);
        }
    }
}
