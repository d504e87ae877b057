package dev.fairlead.experiment;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Sends a request to the model of its unit's arm. */
record SplitChatModel(Split split, ChatModel champion, ChatModel challenger, Function<ChatRequest, String> unit)
        implements ChatModel {
    SplitChatModel {
        Objects.requireNonNull(champion, "champion");
        Objects.requireNonNull(challenger, "challenger");
        Objects.requireNonNull(unit, "unit");
    }

    /** Whole, so that the chosen model's own defaults and listeners apply, and not twice. */
    @Override
    public ChatResponse chat(ChatRequest request) {
        return split.choose(unit.apply(request), champion, challenger).chat(request);
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        Set<Capability> both = new HashSet<>(champion.supportedCapabilities());
        both.retainAll(challenger.supportedCapabilities());
        return both;
    }
}
