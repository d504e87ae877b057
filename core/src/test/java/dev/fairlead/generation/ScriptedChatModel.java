package dev.fairlead.generation;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A chat model that follows a script and keeps what it was sent. */
public final class ScriptedChatModel implements ChatModel {
    private final Function<ChatRequest, String> script;
    private final List<ChatRequest> requests = new CopyOnWriteArrayList<>();

    private ScriptedChatModel(Function<ChatRequest, String> script) {
        this.script = script;
    }

    public static ScriptedChatModel answering(String text) {
        return new ScriptedChatModel(request -> text);
    }

    public static ScriptedChatModel of(Function<ChatRequest, String> script) {
        return new ScriptedChatModel(script);
    }

    public List<ChatRequest> requests() {
        return requests;
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        requests.add(request);
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(script.apply(request)))
                .tokenUsage(new TokenUsage(11, 7))
                .modelName("scripted")
                .build();
    }
}
