package dev.fairlead.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Answer;
import dev.fairlead.Citation;
import dev.fairlead.Evidences;
import dev.fairlead.Fairlead;
import dev.fairlead.Passage;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What chat models write when they do not keep to the rules, from the draft to the answer. */
final class HostileDraftsTest {
    private static final Passage LEASE = Evidences.passage(
            "lease.md", "Rent", "The annual rent is 48,000 pounds, payable quarterly. Cats are not allowed.");
    private static final Passage NDA =
            Evidences.passage("nda.md", "Law", "This agreement is governed by the law of Scotland.");

    private static Answer ask(String draft) {
        try (Fairlead fairlead = Fairlead.builder(inquiry -> Evidences.of(0.9, LEASE, NDA))
                .chatModel(ScriptedChatModel.answering(draft))
                .build()) {
            return fairlead.ask("How high is the rent?");
        }
    }

    private static Answer.Answered answered(String draft) {
        return assertInstanceOf(Answer.Answered.class, ask(draft));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n\t",
                "NO_ANSWER",
                "NO_ANSWER\n\nThe passages do not say.",
                "The passages do not answer this. NO_ANSWER",
                "**NO_ANSWER**",
                "Surely 48,000 pounds.",
                "48,000 pounds [0].",
                "48,000 pounds [3] [999999].",
                "48,000 pounds [-1].",
                "48,000 pounds [9999999999999].",
                "48,000 pounds []. [",
                "48,000 pounds [one].",
                "48,000 pounds (1).",
            })
    void a_draft_that_cites_nothing_found_is_an_abstention(String draft) {
        assertInstanceOf(Answer.Abstained.class, ask(draft));
    }

    @Test
    void numbers_of_markers_are_those_of_the_citations_whatever_the_draft_says() {
        Random random = new Random(8);
        List<String> parts = List.of(
                "The rent is high",
                ". ",
                "[1]",
                "[2]",
                "[7]",
                " [1][2]",
                "[1, 2]",
                "[2-1]",
                "[1-9]",
                "[[1]]",
                "[",
                "]",
                "\n",
                "$1",
                "\\",
                "[a]",
                "[1 ");
        for (int round = 0; round < 300; round++) {
            StringBuilder draft = new StringBuilder("Rent [1]. ");
            for (int i = random.nextInt(20); i > 0; i--) {
                draft.append(parts.get(random.nextInt(parts.size())));
            }
            Answer.Answered answer = answered(draft.toString());
            assertEquals(
                    IntStream.rangeClosed(1, answer.citations().size()).boxed().toList(),
                    answer.citations().stream().map(Citation::number).toList(),
                    "seed 8: " + draft);
            for (Citation citation : answer.citations()) {
                assertTrue(answer.text().contains("[" + citation.number() + "]"), "seed 8: " + draft);
                Passage passage = citation.passageId().equals(LEASE.id()) ? LEASE : NDA;
                int offset = passage.locator().span().start();
                assertEquals(
                        passage.text()
                                .substring(
                                        citation.locator().span().start() - offset,
                                        citation.locator().span().end() - offset),
                        citation.quote());
            }
        }
    }

    @Test
    void dollars_and_backslashes_in_a_draft_are_text() {
        assertEquals(
                "It costs $1 or \\2 [1].", answered("It costs $1 or \\2 [1].").text());
    }

    @Test
    void a_megabyte_of_draft_keeps_its_citation() {
        String draft = "The annual rent is 48,000 pounds [1]. " + "And so on. ".repeat(95_000);
        assertEquals(
                List.of("The annual rent is 48,000 pounds, payable quarterly."),
                answered(draft).citations().stream().map(Citation::quote).toList());
    }

    @Test
    void an_unsupported_marker_beside_a_good_one_is_removed_and_traced() {
        Answer.Answered answer = answered("48,000 pounds [1][5]; cats [4] are banned [1].");
        assertEquals("48,000 pounds [1]; cats are banned [2].", answer.text());
        assertEquals(
                List.of("[5]", "[4]"),
                answer.trace().steps("format").getFirst().details().get("removedMarkers"));
    }

    @Test
    void text_of_a_passage_that_looks_like_a_marker_cannot_add_a_citation() {
        Passage trap = Evidences.passage("trap.md", "", "See [2] and [3]. The rent is 1 pound.");
        try (Fairlead fairlead =
                Fairlead.builder(inquiry -> Evidences.of(0.9, trap)).build()) {
            Answer.Answered answer =
                    assertInstanceOf(Answer.Answered.class, fairlead.ask("How high is the rent in pounds?"));
            answer.citations()
                    .forEach(citation ->
                            assertEquals("trap.md", citation.locator().documentId()));
        }
    }

    @Test
    void the_same_claim_cited_twice_is_one_citation() {
        Answer.Answered answer = answered("Rent is 48,000 pounds [1]. The annual rent is 48,000 pounds [1].");
        assertEquals(1, answer.citations().size());
        assertEquals("Rent is 48,000 pounds [1]. The annual rent is 48,000 pounds [1].", answer.text());
    }
}
