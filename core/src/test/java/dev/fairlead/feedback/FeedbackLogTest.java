package dev.fairlead.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Evidences;
import dev.fairlead.Fairlead;
import dev.fairlead.IntentScore;
import dev.fairlead.Question;
import dev.fairlead.Route;
import dev.fairlead.RouteDecision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FeedbackLogTest {
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void in_a_fresh_file() {
        file = folder.resolve("feedback.jsonl");
    }

    private FeedbackLog open() {
        return FeedbackLog.open(file, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static RouteDecision decision(String intent, double probability, double next) {
        return new RouteDecision(
                new Route.Grounded(new Route.Ground(intent, probability, "test")),
                List.of(new IntentScore(intent, probability), new IntentScore("other", next)),
                Map.of(),
                Map.of());
    }

    @Test
    void every_kind_of_feedback_is_read_back_as_it_was_stored() {
        String odd = "Wie hoch ist die \"Miete\"?\n\t\\ \u2028 \uD83D\uDE00 \uD800";
        try (FeedbackLog log = open()) {
            log.seen(odd, decision("document_question", 0.7, 0.25));
            log.correct(odd, "live_lookup");
            log.rate(odd, 0.25);
        }
        try (FeedbackLog log = open()) {
            FeedbackEntries read = log.read();
            assertEquals(List.of(), read.unreadable());
            assertEquals(
                    List.of(
                            new Feedback.Seen(NOON, odd, "document_question", 0.7 - 0.25),
                            new Feedback.Correction(NOON, odd, "live_lookup"),
                            new Feedback.Rating(NOON, odd, 0.25)),
                    read.entries());
        }
    }

    @Test
    void a_line_torn_at_any_byte_costs_that_entry_alone() throws IOException {
        byte[] first = FeedbackLine.write(new Feedback.Correction(NOON, "first", "a"));
        byte[] third = FeedbackLine.write(new Feedback.Correction(NOON, "third", "c"));
        try (FeedbackLog log = open()) {
            log.correct("first", "a");
            log.correct("sécond", "b");
        }
        byte[] whole = Files.readAllBytes(file);
        for (int cut = first.length + 1; cut < whole.length; cut++) {
            Files.write(file, Arrays.copyOf(whole, cut));
            try (FeedbackFile torn = FeedbackFile.open(file, FeedbackLog.MAX_BYTES)) {
                torn.add(third, true);
                boolean lost = cut < whole.length - 1;
                FeedbackEntries read = torn.entries();
                assertEquals(lost ? List.of(2) : List.of(), read.unreadable(), "cut at " + cut);
                assertEquals(
                        lost ? List.of("first", "third") : List.of("first", "sécond", "third"),
                        read.entries().stream().map(Feedback::text).toList());
            }
        }
    }

    @Test
    void a_log_opened_after_a_crash_tells_what_was_torn_and_goes_on() throws IOException {
        Files.writeString(file, "{\"kind\":\"corr");
        try (FeedbackLog log = open()) {
            log.correct("after", "a");
            assertEquals(List.of(1), log.read().unreadable());
            assertEquals(Map.of("after", "a"), log.labels());
        }
    }

    @Test
    void lines_that_are_no_entries_are_told_and_left_out() throws IOException {
        Files.writeString(file, """
                {"kind":"correction","at":"2026-12-01T12:00:00Z","text":"good","label":"a"}

                {"kind":"applause","at":"2026-12-01T12:00:00Z","text":"unknown"}
                {"kind":"correction","at":"yesterday","text":"bad time","label":"a"}
                {"kind":"correction","at":"2026-12-01T12:00:00Z","text":"","label":"a"}
                {"kind":"rating","at":"2026-12-01T12:00:00Z","text":"no rating"}
                [1, 2]
                null
                {"kind":"rating","at":"2026-12-01T12:00:00Z","text":"two","rating":1} {}
                """);
        try (FeedbackLog log = open()) {
            assertEquals(List.of(3, 4, 5, 6, 7, 8, 9), log.read().unreadable());
            assertEquals(Map.of("good", "a"), log.labels());
        }
    }

    @Test
    void bytes_of_any_kind_never_break_reading() throws IOException {
        Random random = new Random(5);
        byte[] line = FeedbackLine.write(new Feedback.Correction(NOON, "still here", "a"));
        for (int round = 0; round < 200; round++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            Files.write(file, noise);
            try (FeedbackFile noisy = FeedbackFile.open(file, FeedbackLog.MAX_BYTES)) {
                noisy.add(line, false);
                assertEquals("still here", noisy.entries().entries().getFirst().text());
            }
        }
    }

    @Test
    void the_last_correction_of_a_text_becomes_its_training_row() throws IOException {
        Path rows = folder.resolve("rows.jsonl");
        try (FeedbackLog log = open()) {
            log.correct("Wie ist das \"Wetter\"?", "small_talk");
            log.correct("cancel my order", "action");
            log.correct(" Wie ist das \"Wetter\"? ", "live_lookup");
            log.rate("never corrected", 1);
            assertEquals(2, log.trainingRows(rows));
            assertEquals("""
                    {"text":"Wie ist das \\"Wetter\\"?","label":"live_lookup"}
                    {"text":"cancel my order","label":"action"}
                    """, Files.readString(rows));
            log.correct("another", "action");
            assertEquals(3, log.trainingRows(rows));
        }
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void a_second_log_on_the_same_file_is_refused_until_the_first_is_closed() {
        try (FeedbackLog log = open()) {
            FeedbackException refused = assertThrows(FeedbackException.class, this::open);
            assertTrue(String.valueOf(refused.getMessage()).contains("another log is open"));
            assertFalse(refused.retryable());
            log.correct("first", "a");
        }
        try (FeedbackLog log = open()) {
            assertEquals(Map.of("first", "a"), log.labels());
        }
    }

    @Test
    void a_text_is_forgotten_with_all_that_was_said_of_it_and_the_log_goes_on() throws IOException {
        try (FeedbackLog log = open()) {
            log.seen("My number is 555-1234", decision("action", 0.9, 0));
            log.correct("my number is 555 1234!", "small_talk");
            log.correct("cancel my order", "action");
            assertEquals(2, log.forget("My number is 555-1234"));
            assertEquals(0, log.forget("My number is 555-1234"));
            assertFalse(Files.readString(file).contains("555"));
            log.correct("and on", "small_talk");
            assertEquals(Map.of("cancel my order", "action", "and on", "small_talk"), log.labels());
            assertThrows(FeedbackException.class, this::open);
        }
    }

    @Test
    void many_threads_may_add_at_once() throws InterruptedException {
        try (FeedbackLog log = open()) {
            CountDownLatch done = new CountDownLatch(8);
            for (int t = 0; t < 8; t++) {
                String name = "thread " + t;
                Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 50; i++) {
                        log.seen(name + " question " + i, decision("action", 0.5, 0.4));
                    }
                    done.countDown();
                });
            }
            done.await();
            FeedbackEntries read = log.read();
            assertEquals(List.of(), read.unreadable());
            assertEquals(
                    400, read.entries().stream().map(Feedback::text).distinct().count());
        }
    }

    @Test
    void a_full_file_refuses_and_stays_whole() throws IOException {
        byte[] line = FeedbackLine.write(new Feedback.Correction(NOON, "text", "a"));
        try (FeedbackFile small = FeedbackFile.open(file, 2L * line.length)) {
            small.add(line, true);
            small.add(line, false);
            assertThrows(IOException.class, () -> small.add(line, true));
            assertEquals(2, small.entries().entries().size());
        }
    }

    @Test
    void a_host_that_wants_them_keeps_the_questions_as_they_were_routed() {
        List<Feedback> kept = new ArrayList<>();
        try (FeedbackLog log = open();
                Fairlead fairlead = Fairlead.builder(inquiry -> Evidences.of(1))
                        .router((inquiry, available) -> decision("document_question", 0.6, 0.3))
                        .listener(log.questions())
                        .build()) {
            fairlead.ask("Which notice?");
            kept.addAll(log.read().entries());
        }
        assertEquals(List.of(new Feedback.Seen(NOON, "Which notice?", "document_question", 0.6 - 0.3)), kept);
    }

    @Test
    void a_router_without_intents_is_as_certain_as_its_route() {
        try (FeedbackLog log = open()) {
            log.seen("q", RouteDecision.certain(new Route.Grounded(new Route.Ground("rule", 0.8, "rule"))));
            assertEquals(
                    new Feedback.Seen(NOON, "q", "rule", 0.8),
                    log.read().entries().getFirst());
        }
    }

    @Test
    void what_cannot_be_stored_is_named() {
        try (FeedbackLog log = open()) {
            assertThrows(IllegalArgumentException.class, () -> log.correct(" ", "a"));
            assertThrows(IllegalArgumentException.class, () -> log.correct("q", ""));
            assertThrows(IllegalArgumentException.class, () -> log.correct("q".repeat(Question.MAX_LENGTH + 1), "a"));
            assertThrows(IllegalArgumentException.class, () -> log.rate("q", 1.5));
            assertThrows(IllegalArgumentException.class, () -> log.rate("q", Double.NaN));
            assertThrows(FeedbackException.class, () -> log.trainingRows(folder.resolve("missing/rows.jsonl")));
            assertEquals(List.of(), log.read().entries());
        }
        FeedbackLog closed = open();
        closed.close();
        closed.close();
        assertThrows(FeedbackException.class, () -> closed.correct("q", "a"));
        Path inside = folder.resolve("missing/feedback.jsonl");
        assertThrows(FeedbackException.class, () -> FeedbackLog.open(inside));
    }
}
