package dev.fairlead.experiment;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.Objects;
import java.util.Set;

/** Sends requests to the champion, shadowed. */
record ShadowChatModel(ShadowedStep<ChatRequest, ChatResponse> step, ChatModel champion, ChatModel challenger)
        implements ChatModel {
    ShadowChatModel {
        Objects.requireNonNull(champion, "champion");
        Objects.requireNonNull(challenger, "challenger");
    }

    /** Whole, so that each model's own defaults and listeners apply, and not twice. */
    @Override
    public ChatResponse chat(ChatRequest request) {
        return step.answer(request, champion::chat, challenger::chat);
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return champion.supportedCapabilities();
    }
}
