package dev.fairlead.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.EncodingException;
import dev.fairlead.IntentScore;
import dev.fairlead.Route;
import dev.fairlead.RouteDecision;
import dev.fairlead.WordEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SuggestionTest {
    @TempDir
    private Path folder;

    private FeedbackLog log;

    @BeforeEach
    void in_a_fresh_log() {
        log = FeedbackLog.open(folder.resolve("feedback.jsonl"));
    }

    @AfterEach
    void close() {
        log.close();
    }

    private void seen(String text, double certainty) {
        log.seen(
                text,
                new RouteDecision(
                        new Route.Grounded(new Route.Ground("question", certainty, "test")),
                        List.of(new IntentScore("question", certainty)),
                        Map.of(),
                        Map.of()));
    }

    private List<String> texts(int count) {
        return log.suggestions(count).stream().map(Suggestion::text).toList();
    }

    private List<Suggestion> novel(int count) {
        return log.suggestions(count, new WordEncoder(), Deadline.never());
    }

    @Test
    void without_an_encoder_the_least_certain_come_first_ties_by_text() {
        seen("sure", 0.9);
        seen("so so b", 0.4);
        seen("so so a", 0.4);
        seen("unsure", 0.1);
        assertEquals(List.of("unsure", "so so a", "so so b"), texts(3));
        assertEquals(
                new Suggestion("unsure", "question", Suggestion.Reason.LEAST_CERTAIN, 0.9),
                log.suggestions(1).getFirst());
    }

    @Test
    void what_was_corrected_is_not_suggested_again_however_it_is_spelt() {
        seen("Cancel my order!", 0.1);
        seen("unsure", 0.2);
        log.correct("cancel  my order", "action");
        assertEquals(List.of("unsure"), texts(5));
    }

    @Test
    void a_question_seen_twice_is_suggested_once_by_its_latest_certainty() {
        seen("What is the rent?", 0.1);
        seen("what is the rent", 0.8);
        seen("unsure", 0.2);
        assertEquals(List.of("unsure", "what is the rent"), texts(5));
    }

    @Test
    void with_an_encoder_every_second_is_the_one_least_like_what_is_labelled_or_suggested() {
        log.correct("notice period of the office lease", "question");
        seen("notice period of the warehouse lease", 0.1);
        seen("notice period of the garage lease", 0.2);
        seen("translate this poem into Finnish", 0.9);
        List<Suggestion> suggestions = novel(2);
        assertEquals(
                "notice period of the warehouse lease", suggestions.getFirst().text());
        assertEquals("translate this poem into Finnish", suggestions.getLast().text());
        assertEquals(Suggestion.Reason.MOST_NOVEL, suggestions.getLast().reason());
        assertTrue(suggestions.getLast().score() > 0.9, suggestions::toString);
    }

    @Test
    void what_says_the_same_as_a_labelled_or_suggested_question_is_left_out() {
        log.correct("cancel the order", "action");
        seen("order the cancel", 0.1);
        seen("terminate lease", 0.2);
        seen("lease terminate", 0.3);
        assertEquals(
                List.of("terminate lease"),
                novel(5).stream().map(Suggestion::text).toList());
    }

    @Test
    void only_the_latest_thousand_are_looked_at() {
        for (int i = 0; i < LabelQueue.MOST + 5; i++) {
            seen("question " + i, i / 10_000.0);
        }
        assertEquals("question 5", texts(1).getFirst());
        assertEquals(LabelQueue.MOST, texts(5_000).size());
    }

    @Test
    void an_encoder_that_fails_is_an_exception() {
        seen("unsure", 0.2);
        WordEncoder broken = new WordEncoder(Optional.of(new EncodingException("broken")));
        assertThrows(EncodingException.class, () -> log.suggestions(1, broken, Deadline.never()));
    }

    @Test
    void nothing_seen_is_nothing_suggested_and_none_cannot_be_asked_for() {
        assertEquals(List.of(), texts(3));
        assertThrows(IllegalArgumentException.class, () -> texts(0));
    }
}
