package dev.fairlead.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.LetterEncoder;
import dev.fairlead.benchmarks.dataset.CorpusText;
import dev.fairlead.benchmarks.dataset.Qrels;
import dev.fairlead.benchmarks.dataset.Query;
import dev.fairlead.benchmarks.metric.Bootstrap;
import dev.fairlead.benchmarks.peers.work.Exchange;
import dev.fairlead.benchmarks.peers.work.Found;
import dev.fairlead.benchmarks.peers.work.KnownText;
import dev.fairlead.benchmarks.peers.work.Outcome;
import dev.fairlead.benchmarks.peers.work.Peer;
import dev.fairlead.benchmarks.peers.work.Work;
import dev.fairlead.benchmarks.report.Measurement;
import dev.fairlead.benchmarks.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fairlead and stores that get everything wrong, over a tiny set with an encoder of letter pairs. */
final class PeersTest {
    private static final List<String> WORDS = List.of(
            "rent",
            "pets",
            "notice",
            "interest",
            "damages",
            "warranty",
            "audit",
            "privacy",
            "venue",
            "royalty",
            "deposit",
            "insurance");

    @TempDir
    private Path folder;

    private Exchange exchange;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @BeforeEach
    void prepare() throws IOException {
        List<CorpusText> corpus = new ArrayList<>();
        List<Query> queries = new ArrayList<>();
        for (String word : WORDS) {
            corpus.add(new CorpusText(word, "On " + word, "This clause speaks of " + word + " and of little else."));
            queries.add(
                    new Query("q-" + word, "what about " + word, Optional.empty(), Optional.empty(), Optional.empty()));
        }
        exchange = new Exchange(folder.resolve("shared"));
        new Shared(new LetterEncoder(), exchange).write(corpus, queries, 30, out);
    }

    private Outcome outcome(Peer.Opener opener) throws IOException {
        Path file = folder.resolve("outcome.tsv");
        Work.run(arguments(file), opener);
        return Outcome.read(file);
    }

    private String[] arguments(Path file) {
        return new String[] {
            exchange.folder().toString(), folder.resolve("store").toString(), file.toString(), "0"
        };
    }

    private static Qrels qrels() {
        Map<String, Map<String, Integer>> grades = new HashMap<>();
        WORDS.forEach(word -> grades.put("q-" + word, Map.of(word, 1)));
        return new Qrels(grades);
    }

    @Test
    void what_is_shared_is_read_as_it_was_written() throws IOException {
        List<KnownText> passages = exchange.read(Exchange.Part.PASSAGES);
        assertEquals(30, passages.size());
        assertEquals(
                "On rent\nThis clause speaks of rent and of little else.",
                passages.getFirst().text());
        assertEquals(
                List.of("t0", "t1"),
                List.of(passages.get(0).tenant(), passages.get(1).tenant()));
        assertEquals(
                3,
                passages.stream()
                        .filter(one -> one.tenant().equals(Work.TENANT))
                        .count());
        KnownText question = exchange.read(Exchange.Part.QUESTIONS).getFirst();
        KnownText bracket = exchange.read(Exchange.Part.BRACKETS).getFirst();
        assertEquals(question.text() + " (", bracket.text());
        assertArrayEquals(question.vector(), bracket.vector());
        List<KnownText> later = exchange.read(Exchange.Part.LATER);
        assertEquals(Shared.LATER + 1, later.size());
        assertEquals("rent", later.getFirst().id(), "the first replaces a passage");
        assertTrue(later.stream()
                .skip(1)
                .noneMatch(one -> passages.stream().anyMatch(other -> other.id().equals(one.id()))));
    }

    @Test
    void fairlead_does_the_work_without_a_fault() throws IOException {
        Outcome outcome = outcome(store -> FairleadPeer.open(store, new LetterEncoder()));
        assertEquals(List.of(), new Faults(outcome, 3).found());
        assertEquals(3, outcome.figures().get("filtered size"));
        assertTrue(outcome.figures().get("disk MB") > 0);
        PeerTable table = new PeerTable(qrels(), 3);
        table.add("fairlead", outcome);
        double ndcg = value(table.report("tiny"), "fairlead", "ndcg@10").value();
        assertTrue(ndcg > .9, "the word stands in one passage and perhaps in a filler, was " + ndcg);
        table.printFaults(out);
        assertTrue(printed.toString(StandardCharsets.UTF_8).contains("fairlead: nothing of what was tried goes wrong"));
    }

    private static Measurement value(Report report, String configuration, String metric) {
        return report.measurements().stream()
                .filter(one -> one.configuration().equals(configuration)
                        && one.metric().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_store_that_ignores_what_it_is_told_is_caught_at_it() throws IOException {
        List<String> faults = new Faults(outcome(Sloppy::new), 3).found();
        assertEquals(
                List.of(
                        "66.7 % of what a search within one tenant returns is other tenants'",
                        "100.0 % of the questions the best five are not the first five of the best ten",
                        "a passage that was replaced is still found in its old version",
                        "a passage that was replaced is not found in its new version",
                        "100.0 % of passages just added are not found",
                        "100.0 % of the questions find something else after the store was opened again",
                        "it cannot delete by a filter"),
                faults);
    }

    /** Returns the first passages there ever were, the last one first, and after opening again none of a file's. */
    private static final class Sloppy implements Peer {
        private final List<KnownText> passages = new ArrayList<>();

        Sloppy(Path folder) {
            assertTrue(Files.isDirectory(folder));
        }

        @Override
        public void add(List<KnownText> more) {
            passages.addAll(more);
        }

        @Override
        public List<Found> search(KnownText question, int k, Optional<String> tenant) {
            int limit = tenant.isPresent() ? 3 : k;
            return passages.stream()
                    .limit(limit)
                    .map(one -> new Found(one.id(), one.text(), one.tenant()))
                    .toList()
                    .reversed();
        }

        @Override
        public void delete(String tenant) {
            throw new UnsupportedOperationException(tenant);
        }

        @Override
        public void save() {}

        @Override
        public void close() {}
    }

    @Test
    void a_peer_is_compiled_and_runs_in_a_process_that_sees_the_shared_work_only() throws IOException {
        PeerSources sources = new PeerSources(folder.resolve("constant"));
        Files.createDirectories(folder.resolve("constant/java"));
        Files.writeString(folder.resolve("constant/java/Constant.java"), CONSTANT);
        assertFalse(sources.ready());
        PeerProgram program = PeerProgram.of("constant", sources.compile(folder.resolve("scratch")), "Constant");
        Path file = folder.resolve("constant.tsv");
        program.run(List.of(arguments(file)), folder.resolve("log.txt"));
        Outcome constant = Outcome.read(file);
        assertEquals(0, constant.figures().get("left after deletion"));
        PeerTable table = new PeerTable(qrels(), 3);
        table.add("fairlead", outcome(store -> FairleadPeer.open(store, new LetterEncoder())));
        table.add("constant", constant);
        assertEquals(
                1.0 / WORDS.size(),
                value(table.report("tiny"), "constant", "ndcg@10").value(),
                1e-9);
        Measurement above = value(table.differences("tiny"), "fairlead - constant", "ndcg@10");
        assertEquals(WORDS.size(), above.n());
        assertTrue(above.interval().map(Bootstrap.Interval::low).orElseThrow() > 0);
    }

    private static final String CONSTANT = """
            import dev.fairlead.benchmarks.peers.work.*;
            import java.nio.file.Path;
            import java.util.*;

            public final class Constant implements Peer {
                public static void main(String[] arguments) throws Exception {
                    try {
                        Class.forName("dev.fairlead.Question");
                        throw new IllegalStateException("Fairlead is on the class path");
                    } catch (ClassNotFoundException e) {
                        Work.run(arguments, folder -> new Constant());
                    }
                }

                public void add(List<KnownText> passages) {}

                public List<Found> search(KnownText question, int k, Optional<String> tenant) {
                    return List.of(new Found("pets", "", "t1"));
                }

                public void delete(String tenant) {}

                public void save() {}

                public void close() {}
            }
            """;

    @Test
    void a_peer_that_does_not_compile_or_fails_is_named_with_what_it_said() throws IOException {
        Files.createDirectories(folder.resolve("wrong/java"));
        Path source = folder.resolve("wrong/java/Wrong.java");
        PeerSources sources = new PeerSources(folder.resolve("wrong"));
        Files.writeString(source, "class Wrong { nonsense }");
        InputException broken = assertThrows(InputException.class, () -> sources.compile(folder.resolve("scratch")));
        assertTrue(broken.getMessage().contains("Wrong.java"), broken.getMessage());
        Files.writeString(
                source, "class Wrong { public static void main(String[] a) { throw new Error(\"out of luck\"); } }");
        PeerProgram program = PeerProgram.of("wrong", sources.compile(folder.resolve("scratch")), "Wrong");
        InputException failed =
                assertThrows(InputException.class, () -> program.run(List.of(), folder.resolve("log.txt")));
        assertTrue(failed.getMessage().startsWith("wrong ended with code 1"), failed.getMessage());
        assertTrue(failed.getMessage().contains("out of luck"), failed.getMessage());
    }
}
