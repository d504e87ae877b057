package dev.fairlead.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.Evidences;
import dev.fairlead.GenerationException;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.Scope;
import dev.fairlead.Turn;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChatResponderTest {
    @Test
    void the_model_answers_in_its_own_words_and_the_trace_says_which_model() {
        Inquiry inquiry = Evidences.inquiry("What is the capital of Australia?");
        assertEquals(
                "Canberra.",
                ChatResponder.of(ScriptedChatModel.answering(" Canberra.\n")).respond(inquiry));
        var step = inquiry.steps().getFirst();
        assertEquals("respond", step.name());
        assertEquals("scripted", step.details().get("model"));
        assertEquals(11, step.details().get("inputTokens"));
    }

    @Test
    void rules_come_first_then_the_conversation_then_the_question() {
        ScriptedChatModel model = ScriptedChatModel.answering("Yes.");
        Question question = Question.of("And today?").withTurns(List.of(new Turn("Was it warm?", "It was.")));
        ChatResponder.of(model).respond(inquiry(question));
        List<ChatMessage> sent = model.requests().getFirst().messages();
        assertInstanceOf(SystemMessage.class, sent.get(0));
        assertEquals(
                "Was it warm?", assertInstanceOf(UserMessage.class, sent.get(1)).singleText());
        assertEquals("It was.", assertInstanceOf(AiMessage.class, sent.get(2)).text());
        assertEquals(
                "And today?", assertInstanceOf(UserMessage.class, sent.get(3)).singleText());
    }

    @Test
    void of_a_hundred_long_turns_the_last_ones_are_shown() {
        ScriptedChatModel model = ScriptedChatModel.answering("Yes.");
        Turn turn = new Turn("Why?", "Because. ".repeat(200));
        Inquiry inquiry = inquiry(Question.of("Really?").withTurns(Collections.nCopies(100, turn)));
        ChatResponder.of(model).respond(inquiry);
        int shown = model.requests().getFirst().messages().size();
        assertTrue(shown > 10 && shown < 30, shown + " messages");
        assertEquals(100, inquiry.steps().getFirst().details().get("earlier"));
    }

    @Test
    void a_turn_without_words_is_passed_over() {
        ScriptedChatModel model = ScriptedChatModel.answering("Yes.");
        ChatResponder.of(model)
                .respond(inquiry(Question.of("Really?").withTurns(List.of(new Turn("", "x"), new Turn("x", " ")))));
        assertEquals(2, model.requests().getFirst().messages().size());
    }

    @Test
    void a_model_that_breaks_is_a_generation_failure_and_traced_as_one() {
        Inquiry inquiry = Evidences.inquiry("Why?");
        ChatResponder responder = ChatResponder.of(ScriptedChatModel.of(request -> {
            throw new IllegalStateException("broken");
        }));
        assertThrows(GenerationException.class, () -> responder.respond(inquiry));
        assertTrue(String.valueOf(inquiry.steps().getFirst().details().get("failed"))
                .contains("broken"));
    }

    private static Inquiry inquiry(Question question) {
        return Inquiry.of(question, Scope.none(), Deadline.after(Duration.ofMinutes(1)));
    }
}
