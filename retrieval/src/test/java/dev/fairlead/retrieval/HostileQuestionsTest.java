package dev.fairlead.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Access;
import dev.fairlead.Deadline;
import dev.fairlead.Document;
import dev.fairlead.Evidence;
import dev.fairlead.Inquiry;
import dev.fairlead.LegStanding;
import dev.fairlead.Question;
import dev.fairlead.RankedPassage;
import dev.fairlead.Scope;
import dev.fairlead.Trace;
import dev.fairlead.retrieval.engine.Hit;
import dev.fairlead.retrieval.engine.IndexSnapshot;
import dev.fairlead.retrieval.engine.Within;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostileQuestionsTest {
    private static final long SEED = 13;
    private static final HybridIndex INDEX = HybridIndex.inMemory(new WordEncoder());

    @BeforeAll
    static void fill() {
        INDEX.add(new RandomCorpus(SEED).documents(150).stream().map(d -> d.withAccess(Access.undeclared())));
        INDEX.add(Document.of("syntax", "Set title:lease AND (rent OR \"deposit\"~2)^4 in the box."));
    }

    @AfterAll
    static void close() {
        INDEX.close();
    }

    private static Evidence ask(String question) {
        return INDEX.retriever(10).retrieve(Inquiry.of(Question.of(question), Scope.none(), Deadline.never()));
    }

    private static void requireSound(Evidence evidence, String message) {
        assertTrue(evidence.confidence() >= 0 && evidence.confidence() <= 1, message);
        for (RankedPassage ranked : evidence.passages()) {
            assertTrue(Double.isFinite(ranked.score()), message);
            for (LegStanding standing : ranked.standings()) {
                assertTrue(Double.isFinite(standing.score()), message);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the of and to a",
                "?",
                "...!!!",
                "*:*",
                "document:syntax OR kind:passage",
                "\"",
                "(((((",
                "a AND NOT b^~",
                "[* TO *] {a TO b}",
                "/.*/",
                "\\",
                "field:\\u0000",
                "\uD83D\uDE00",
                "\uD83D",
                "\u0001\u0002\u0007",
                "\u202Eesrever\u202C",
                "e\u0301\u0301\u0301",
                "../../etc/passwd",
                "${jndi:ldap://x}",
                "<script>alert(1)</script>",
                "%s %n %d {0}",
            })
    void any_text_is_a_question_with_sound_evidence(String question) {
        Evidence evidence = ask(question);
        requireSound(evidence, question);
        assertEquals(10, evidence.passages().size());
    }

    @Test
    void a_field_of_the_index_cannot_be_asked_for() {
        try (IndexSnapshot snapshot = INDEX.snapshot()) {
            assertEquals(
                    List.of(),
                    snapshot.lexical("kind:passage", Within.everything()).top(5));
            assertEquals(
                    List.of(), snapshot.lexical("*:* ?*", Within.everything()).top(5));
        }
    }

    @Test
    void a_question_of_function_words_only_finds_by_meaning_alone() {
        Evidence evidence = ask("what is it that they were to be");
        assertEquals(10, evidence.passages().size());
        evidence.passages().forEach(ranked -> {
            LegStanding lexical = ranked.standings().getFirst();
            assertTrue(lexical.rank().isEmpty() || lexical.score() > 0);
        });
    }

    @Test
    void the_longest_question_is_answered_and_the_trace_says_what_was_dropped() {
        StringBuilder question = new StringBuilder("royalty audit");
        for (int i = 0; question.length() < Question.MAX_LENGTH - 20; i++) {
            question.append(" word").append(i);
        }
        Inquiry inquiry = Inquiry.of(Question.of(question.toString()), Scope.none(), Deadline.never());
        Evidence evidence = INDEX.retriever().retrieve(inquiry);
        requireSound(evidence, "the longest question");
        assertFalse(evidence.isEmpty());
        Trace.Step lexical = inquiry.steps().stream()
                .filter(step -> step.name().equals(HybridRetriever.LEXICAL))
                .findFirst()
                .orElseThrow();
        assertTrue((int) lexical.details().get("wordsDropped") > 1_000, lexical.toString());
    }

    @Test
    void twenty_thousand_characters_without_a_space_are_a_question_too() {
        requireSound(ask("x".repeat(Question.MAX_LENGTH)), "one word");
        requireSound(ask("\uD83D\uDE00".repeat(Question.MAX_LENGTH / 2)), "emoji");
    }

    @Test
    void a_word_repeated_a_thousand_times_ranks_as_the_word_alone_does() {
        try (IndexSnapshot snapshot = INDEX.snapshot()) {
            List<String> once = snapshot.lexical("royalty", Within.everything()).top(10).stream()
                    .map(Hit::passageId)
                    .toList();
            List<String> often = snapshot.lexical("royalty ".repeat(1_000), Within.everything()).top(10).stream()
                    .map(Hit::passageId)
                    .toList();
            assertEquals(once, often);
        }
    }

    @Test
    void random_characters_never_break_a_search() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            int[] points = IntStream.range(0, 1 + random.nextInt(60))
                    .map(i -> random.nextInt(4) == 0 ? random.nextInt(0x10FFFF) : random.nextInt(0x250))
                    .toArray();
            String question = new String(points, 0, points.length) + "?";
            requireSound(ask(question), "seed " + SEED + ", round " + round);
        }
    }

    @Test
    void evidence_of_an_empty_index_has_no_confidence() {
        try (HybridIndex empty = HybridIndex.inMemory(new WordEncoder())) {
            Evidence evidence =
                    empty.retriever().retrieve(Inquiry.of(Question.of("rent?"), Scope.none(), Deadline.never()));
            assertTrue(evidence.isEmpty());
            assertEquals(0, evidence.confidence());
        }
    }
}
