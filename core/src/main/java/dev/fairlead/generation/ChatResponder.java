package dev.fairlead.generation;

import dev.fairlead.Inquiry;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.ArrayList;
import java.util.List;

/** Lets a chat model answer a direct question in its own words, without evidence and without citations. */
public final class ChatResponder {
    private static final String RULES = "You are a helpful assistant inside a company's software. Answer briefly. "
            + "You have no documents at hand: do not claim anything about the user's contracts, policies or records.";

    private final BoundedChat chat;

    private ChatResponder(BoundedChat chat) {
        this.chat = chat;
    }

    /**
     * A responder on a chat model.
     *
     * @param model the model
     * @return the responder
     */
    public static ChatResponder of(ChatModel model) {
        return new ChatResponder(BoundedChat.of(model));
    }

    /**
     * Answers in the model's own words.
     *
     * @param inquiry the question under way
     * @return the model's text, possibly empty
     * @throws dev.fairlead.GenerationException if the model failed
     * @throws dev.fairlead.GenerationRefusedException if its provider refuses the call
     * @throws dev.fairlead.DeadlineExceededException if the deadline passed
     */
    public String respond(Inquiry inquiry) {
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(SystemMessage.from(RULES));
        messages.addAll(Conversation.messages(inquiry));
        messages.add(UserMessage.from(inquiry.question().text()));
        return chat.send(ChatRequest.builder().messages(messages).build(), inquiry, "respond")
                .text();
    }
}
