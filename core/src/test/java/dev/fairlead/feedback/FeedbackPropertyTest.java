package dev.fairlead.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seeded random texts and orders of calls; a failure names its seed. */
final class FeedbackPropertyTest {
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00.123Z");
    private static final String ALPHABET =
            "abc \"\\\n\r\t/{}[]:,\u0000\u001f\u007f\u00e9\u2028\ufeff\ud83d\ude00\ud800\udc00";

    @TempDir
    private Path folder;

    private static String text(Random random) {
        StringBuilder text = new StringBuilder("x");
        int length = random.nextInt(30);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private static Feedback feedback(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Feedback.Seen(NOON, text(random), text(random), random.nextDouble());
            case 1 -> new Feedback.Correction(NOON, text(random), text(random));
            default -> new Feedback.Rating(NOON, text(random), random.nextDouble());
        };
    }

    @Test
    void every_entry_is_one_line_of_ascii_that_reads_back_equal() {
        for (int seed = 0; seed < 2_000; seed++) {
            Feedback feedback = feedback(new Random(seed));
            String line = new String(FeedbackLine.write(feedback), StandardCharsets.ISO_8859_1);
            assertEquals(line.length() - 1, line.indexOf('\n'), "seed " + seed);
            assertEquals(0, line.chars().filter(c -> c > 127).count(), "seed " + seed);
            assertEquals(Optional.of(feedback), FeedbackLine.read(line), "seed " + seed);
        }
    }

    @Test
    void no_cut_line_reads_as_an_entry() {
        for (int seed = 0; seed < 200; seed++) {
            String line = new String(FeedbackLine.write(feedback(new Random(seed))), StandardCharsets.US_ASCII).strip();
            for (int cut = 0; cut < line.length(); cut++) {
                assertEquals(Optional.empty(), FeedbackLine.read(line.substring(0, cut)), "seed " + seed);
            }
        }
    }

    /** Corrections, forgetting and reopening in any order, against a map. */
    @Test
    void labels_are_what_a_map_would_hold() {
        for (int seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            Path file = folder.resolve("log-" + seed);
            Map<String, String> expected = new LinkedHashMap<>();
            for (int session = 0; session < 3; session++) {
                try (FeedbackLog log = FeedbackLog.open(file, Clock.fixed(NOON, ZoneOffset.UTC))) {
                    for (int step = 0; step < 10; step++) {
                        step(log, random, expected);
                    }
                    assertEquals(expected, log.labels(), "seed " + seed);
                    assertEquals(List.of(), log.read().unreadable(), "seed " + seed);
                }
            }
        }
    }

    private static void step(FeedbackLog log, Random random, Map<String, String> expected) {
        String text = "question " + random.nextInt(6);
        if (random.nextInt(4) == 0) {
            log.forget(text);
            expected.remove(text);
        } else {
            String label = "label " + random.nextInt(3);
            log.correct(text, label);
            expected.put(text, label);
        }
    }

    @Test
    void forgetting_while_others_add_loses_none_of_theirs() throws InterruptedException, IOException {
        Path file = folder.resolve("log");
        try (FeedbackLog log = FeedbackLog.open(file)) {
            CountDownLatch done = new CountDownLatch(4);
            for (int t = 0; t < 4; t++) {
                String name = "thread " + t + " question ";
                Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 40; i++) {
                        log.correct("secret", "a");
                        log.correct(name + i, "b");
                    }
                    done.countDown();
                });
            }
            for (int i = 0; i < 20; i++) {
                log.forget("secret");
            }
            done.await();
            log.forget("secret");
            assertEquals(160, log.labels().size());
        }
        assertFalse(Files.readString(file).contains("secret"));
    }

    @Test
    void training_rows_are_lines_of_text_and_label_alone() throws IOException {
        Path rows = folder.resolve("rows.jsonl");
        List<String> texts = new ArrayList<>();
        try (FeedbackLog log = FeedbackLog.open(folder.resolve("log"))) {
            for (int seed = 0; seed < 50; seed++) {
                String text = "row " + seed + " " + text(new Random(seed)).strip();
                texts.add(text.strip());
                log.correct(text, "label");
            }
            assertEquals(50, log.trainingRows(rows));
        }
        List<String> lines = Files.readAllLines(rows);
        assertEquals(50, lines.size());
        for (int i = 0; i < lines.size(); i++) {
            assertEquals(
                    new String(FeedbackLine.trainingRow(texts.get(i), "label"), StandardCharsets.US_ASCII).strip(),
                    lines.get(i));
        }
    }
}
