package dev.fairlead.generation;

import dev.fairlead.Inquiry;
import dev.fairlead.Turn;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Lets a chat model answer a direct question in its own words, without evidence and without citations. */
public final class ChatResponder {
    private static final String RULES = "You are a helpful assistant inside a company's software. Answer briefly. "
            + "You have no documents at hand: do not claim anything about the user's contracts, policies or records.";

    private final ChatModel model;

    private ChatResponder(ChatModel model) {
        this.model = Objects.requireNonNull(model, "model");
    }

    /**
     * A responder on a chat model.
     *
     * @param model the model
     * @return the responder
     */
    public static ChatResponder of(ChatModel model) {
        return new ChatResponder(model);
    }

    /**
     * Answers in the model's own words.
     *
     * @param inquiry the question under way
     * @return the model's text, possibly empty
     * @throws dev.fairlead.GenerationException if the model failed
     * @throws dev.fairlead.DeadlineExceededException if the deadline passed
     */
    public String respond(Inquiry inquiry) {
        long start = System.nanoTime();
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(SystemMessage.from(RULES));
        for (Turn turn : inquiry.question().turns()) {
            messages.add(UserMessage.from(turn.question()));
            messages.add(AiMessage.from(turn.answer()));
        }
        messages.add(UserMessage.from(inquiry.question().text()));
        ChatResponse response = ChatCall.run(model, messages, inquiry.deadline());
        inquiry.record("respond", start, Map.of("model", ChatCall.modelName(response)));
        return ChatCall.text(response);
    }
}
