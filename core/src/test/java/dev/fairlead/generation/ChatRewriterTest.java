package dev.fairlead.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.DeadlineExceededException;
import dev.fairlead.Evidence;
import dev.fairlead.Evidences;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.Scope;
import dev.fairlead.Trace;
import dev.langchain4j.exception.AuthenticationException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ChatRewriterTest {
    private static final String QUESTION = "How can I get out of the Acme lease early?";

    private final Inquiry inquiry = Inquiry.of(Question.of(QUESTION), Scope.none(), Deadline.never());
    private final Evidence poor =
            Evidences.of(0.1, Evidences.passage("acme", "1. Rent", "The rent is due on the first day of the month."));

    private List<String> rewritten(String reply) {
        return ChatRewriter.of(ScriptedChatModel.answering(reply)).rewrite(inquiry, poor);
    }

    @Test
    void each_line_is_a_search() {
        assertEquals(
                List.of("termination of the Acme lease before expiry", "Acme lease break clause"),
                rewritten("termination of the Acme lease before expiry\nAcme lease break clause\n"));
    }

    @Test
    void numbers_bullets_and_quotation_marks_around_a_search_are_not_searched_for() {
        assertEquals(
                List.of("Acme break clause", "1998 Acme lease", "early surrender"),
                rewritten("1. \"Acme break clause\"\n2) 1998 Acme lease\n\n- “early surrender”"));
    }

    @Test
    void there_are_at_most_three_and_none_twice_or_as_asked() {
        assertEquals(
                List.of("first way", "second way", "third way"),
                rewritten("first way\nfirst way\n" + QUESTION + "\nsecond way\nthird way\nfourth way"));
    }

    @Test
    void lines_that_say_nothing_or_far_too_much_are_no_searches() {
        assertEquals(List.of(), rewritten("???\n \nof the\n" + "long ".repeat(200)));
    }

    @Test
    void a_model_that_fails_costs_the_rewriting_and_the_trace_says_why() {
        ChatRewriter failing = ChatRewriter.of(ScriptedChatModel.of(request -> {
            throw new AuthenticationException("wrong key");
        }));
        assertEquals(List.of(), failing.rewrite(inquiry, poor));
        Trace.Step fallback = inquiry.steps().getLast();
        assertEquals("fallback", fallback.name());
        assertEquals("no rewriting", fallback.details().get("to"));
    }

    @Test
    void a_question_whose_time_is_up_ends() {
        Inquiry late = Inquiry.of(Question.of(QUESTION), Scope.none(), Deadline.after(Duration.ZERO));
        ChatRewriter rewriter = ChatRewriter.of(ScriptedChatModel.answering("break clause"));
        assertThrows(DeadlineExceededException.class, () -> rewriter.rewrite(late, poor));
    }

    @Test
    void the_model_sees_no_document() {
        AtomicReference<String> seen = new AtomicReference<>("");
        ChatRewriter.of(ScriptedChatModel.of(request -> {
                    seen.set(request.messages().toString());
                    return "break clause";
                }))
                .rewrite(inquiry, poor);
        assertTrue(seen.get().contains(QUESTION), seen.get());
        assertTrue(!seen.get().contains("The rent is due"), seen.get());
    }
}
