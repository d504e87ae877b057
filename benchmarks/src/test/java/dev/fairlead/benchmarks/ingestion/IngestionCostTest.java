package dev.fairlead.benchmarks.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.benchmarks.InputException;
import dev.fairlead.benchmarks.LetterEncoder;
import dev.fairlead.benchmarks.dataset.CorpusText;
import dev.fairlead.benchmarks.peers.PeerProgram;
import dev.fairlead.benchmarks.peers.work.Rounds;
import dev.fairlead.benchmarks.report.Measurement;
import dev.fairlead.benchmarks.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IngestionCostTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    private static List<CorpusText> corpus(int texts, int paragraphs) {
        List<CorpusText> corpus = new ArrayList<>();
        for (int i = 0; i < texts; i++) {
            String paragraph = "Clause " + i + " binds both parties. ";
            corpus.add(new CorpusText("text/" + i, "", (paragraph.repeat(20) + "\n").repeat(paragraphs)));
        }
        return corpus;
    }

    private static Map<String, Measurement> byMetric(Report report) {
        return report.measurements().stream().collect(Collectors.toMap(Measurement::metric, one -> one));
    }

    @Test
    void the_second_ingest_of_each_folder_encodes_nothing() throws IOException {
        LetterEncoder encoder = new LetterEncoder();
        Report report = new Report("tiny");
        new SecondIngest(folder, encoder).measure(corpus(2 * SecondIngest.FILES, 1), 2, report, out);
        Map<String, Measurement> values = byMetric(report);
        assertEquals(2, values.get("first to second ingest").n());
        assertTrue(values.get("second ingest ms of 8 files").value() > 0);
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(4, lines.size(), lines.toString());
        assertTrue(lines.get(0).contains("8 added, 0 updated, 0 unchanged"), lines.toString());
        assertTrue(lines.get(1).contains("0 added, 0 updated, 8 unchanged"), lines.toString());
    }

    @Test
    void too_few_texts_are_said_before_anything_is_measured() {
        SecondIngest second = new SecondIngest(folder, new LetterEncoder());
        InputException few =
                assertThrows(InputException.class, () -> second.measure(corpus(3, 1), 1, new Report("tiny"), out));
        assertEquals("1 folders need 8 texts", few.getMessage());
    }

    @Test
    void an_embedder_without_its_libraries_is_named() {
        BesideEmbedder beside = new BesideEmbedder(folder, folder.resolve("nowhere"), 1);
        InputException missing = assertThrows(
                InputException.class, () -> beside.measure(corpus(1, 1), new LetterEncoder(), new Report("tiny"), out));
        assertTrue(missing.getMessage().contains("langchain4j-embedder"), missing.getMessage());
    }

    @Test
    void a_process_works_when_it_is_its_turn_and_ends_when_there_is_none() throws IOException {
        Path texts = Files.write(folder.resolve("round.txt"), List.of("one", "two"));
        Path heard = folder.resolve("heard.txt");
        try (Turns turns = new Turns(PeerProgram.here("echo", Echo.class), List.of(heard.toString()), folder)) {
            Turns.Taken taken = turns.take(texts);
            assertTrue(taken.seconds() > 0, taken.toString());
            turns.take(texts);
            assertEquals(List.of("one", "two", "one", "two"), Files.readAllLines(heard));
        }
    }

    /** Writes down what it is given. */
    static final class Echo {
        private Echo() {}

        public static void main(String[] arguments) throws IOException {
            List<String> heard = new ArrayList<>();
            Rounds.run(texts -> {
                heard.addAll(texts);
                try {
                    Files.write(Path.of(arguments[0]), heard);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Test
    void a_process_that_dies_is_named() throws IOException {
        Path texts = Files.write(folder.resolve("round.txt"), List.of("one"));
        try (Turns turns = new Turns(PeerProgram.here("mute", Mute.class), List.of(), folder)) {
            InputException dead = assertThrows(InputException.class, () -> turns.take(texts));
            assertEquals("mute ended; what it said is in its log", dead.getMessage());
        }
        assertTrue(Files.readString(folder.resolve("mute.log")).contains("not today"));
    }

    /** Fails at the first round. */
    static final class Mute {
        private Mute() {}

        public static void main(String[] arguments) throws IOException {
            Rounds.run(texts -> {
                throw new IllegalStateException("not today");
            });
        }
    }

    @Test
    void a_folder_is_taken_in_within_a_bounded_heap() throws IOException {
        Report report = new Report("tiny");
        new BoundedHeap(folder, 128).measure(corpus(2, 200), 1, report, out);
        Map<String, Measurement> values = byMetric(report);
        assertEquals(128, values.get("heap MB at most").value());
        long files = values.get("folder MB").n();
        assertTrue(files > 1, "files: " + files);
        assertTrue(values.get("passages").value() >= files);
        assertTrue(values.get("resident MB at most").value() > 0);
    }
}
