package dev.fairlead.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.Draft;
import dev.fairlead.EncodingException;
import dev.fairlead.Evidence;
import dev.fairlead.Evidences;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.Scope;
import dev.fairlead.Span;
import dev.fairlead.WordEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ExtractiveDrafterTest {
    private static final Evidence EVIDENCE = Evidences.of(
            0.9,
            Evidences.passage(
                    "lease.md",
                    "Rent",
                    "The Premises are in Leeds. The annual rent is 48,000 pounds, payable quarterly. Cats are not allowed."),
            Evidences.passage(
                    "nda.md",
                    "Governing law",
                    "This agreement is governed by the law of Scotland. Notices are sent by post."));

    private static List<Draft.Source> quotes(String question, Optional<WordEncoder> encoder, Evidence evidence) {
        return ExtractiveDrafter.of(encoder.map(one -> one))
                .draft(Evidences.inquiry(question), evidence)
                .map(draft -> assertInstanceOf(Draft.Quoted.class, draft).quotes())
                .orElse(List.of());
    }

    @Test
    void the_sentence_that_answers_is_quoted_exactly_whatever_its_passages_rank() {
        Draft.Source best = quotes("Which law governs the agreement?", Optional.empty(), EVIDENCE)
                .getFirst();
        assertEquals("This agreement is governed by the law of Scotland.", best.quote());
        assertEquals("nda.md", best.passage().locator().documentId());
        assertEquals(new Span(100, 150), best.span());
    }

    @Test
    void an_encoder_is_used_where_there_is_one() {
        WordEncoder encoder = new WordEncoder();
        Draft.Source best = quotes("How high is the annual rent?", Optional.of(encoder), EVIDENCE)
                .getFirst();
        assertTrue(best.quote().startsWith("The annual rent"));
        assertTrue(encoder.calls() > 1);
    }

    @Test
    void a_broken_encoder_is_not_swallowed() {
        WordEncoder broken = new WordEncoder(Optional.of(new EncodingException("broken")));
        assertThrows(EncodingException.class, () -> quotes("rent?", Optional.of(broken), EVIDENCE));
    }

    @Test
    void with_no_time_left_the_words_decide_and_the_trace_says_so() {
        WordEncoder encoder = new WordEncoder();
        Inquiry inquiry = Inquiry.of(Question.of("annual rent"), Scope.none(), Deadline.after(Duration.ZERO));
        assertTrue(ExtractiveDrafter.of(Optional.of(encoder))
                .draft(inquiry, EVIDENCE)
                .isPresent());
        assertEquals(0, encoder.calls());
        assertEquals(0L, inquiry.steps().getFirst().details().get("encoded"));
    }

    @Test
    void the_same_sentence_is_quoted_once() {
        String text = "The annual rent is 48,000 pounds, payable quarterly.";
        Evidence twice =
                Evidences.of(0.9, Evidences.passage("a.md", "Rent", text), Evidences.passage("copy.md", "Rent", text));
        assertEquals(
                1,
                quotes("How high is the annual rent?", Optional.empty(), twice).size());
    }

    @Test
    void headings_alone_answer_nothing() {
        Evidence headings = Evidences.of(0.9, Evidences.passage("a.md", "", "# Rent\n\n## Deposit"));
        assertEquals(List.of(), quotes("rent?", Optional.empty(), headings));
    }

    @Test
    void a_question_without_content_words_still_gets_the_best_passage() {
        assertEquals(
                "lease.md",
                quotes("what is it?", Optional.empty(), EVIDENCE)
                        .getFirst()
                        .passage()
                        .locator()
                        .documentId());
    }
}
